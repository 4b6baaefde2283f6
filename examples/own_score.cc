// Writes a score of its own and lets Qiao's search find the best path: here two lists of chapters
// are paired by the figures that their titles share, without any vectors.
#include <algorithm>
#include <iostream>
#include <string_view>
#include <vector>

#include "align/dynamic_program.h"
#include "text/figures.h"

namespace {

using namespace qiao;
using Figures = std::vector<text::Figure>;

std::vector<Figures> figures_of(const std::vector<std::string_view>& lines,
                                text::Language language) {
  std::vector<Figures> all;
  for (const std::string_view line : lines) all.push_back(text::find_figures(line, language));
  return all;
}

double shared(const Figures& source, const Figures& target) {
  return static_cast<double>(std::count_if(source.begin(), source.end(), [&](const auto& figure) {
    return std::any_of(target.begin(), target.end(),
                       [&](const auto& other) { return text::same_figure(figure, other); });
  }));
}

}  // namespace

int main() {
  const std::vector<std::string_view> source = {"1895年：新橋", "前言", "3億元的隧道", "2025年3月"};
  const std::vector<std::string_view> target = {"Die neue Brücke (1895)",
                                                "Ein Tunnel für 300 Millionen", "März 2025"};
  const auto source_figures = figures_of(source, text::Language::kChinese);
  const auto target_figures = figures_of(target, text::Language::kGerman);

  // Higher is better. A bead of one chapter on each side counts the figures they share; a chapter
  // that stands alone counts nothing; so pairs without a common figure must cost something.
  const align::BeadScorer score = [&](int i, int j, align::BeadShape shape) {
    if (shape.source == 0 || shape.target == 0) return 0.0;
    return shared(source_figures[static_cast<std::size_t>(i)],
                  target_figures[static_cast<std::size_t>(j)]) -
           0.5;
  };
  const std::vector<align::BeadShape> shapes = {{1, 1}, {1, 0}, {0, 1}};
  const int n = static_cast<int>(source.size());
  const int m = static_cast<int>(target.size());
  for (const align::Bead& bead : align::best_path(align::full_band(n, m), m, shapes, score).beads) {
    if (!bead.source.empty()) std::cout << source[static_cast<std::size_t>(bead.source.begin)];
    std::cout << " | ";
    if (!bead.target.empty()) std::cout << target[static_cast<std::size_t>(bead.target.begin)];
    std::cout << '\n';
  }
  return 0;
}
