#include "cli/check/figure_table.h"

#include <algorithm>

namespace qiao::cli {
namespace {

FigureTable figures_of(const Side& side) {
  FigureTable figures;
  for (const text::Sentence& sentence : side.document.sentences()) {
    figures.push_back(
        text::find_figures(sentence.text.in(side.document.text()), side.language.language));
    for (text::Figure& figure : figures.back()) {
      figure.range.begin += sentence.text.begin;
      figure.range.end += sentence.text.begin;
    }
  }
  return figures;
}

}  // namespace

PairFigures figures_of(const Pair& pair) {
  return {figures_of(pair.source), figures_of(pair.target)};
}

std::vector<const text::Figure*> figures_in(const FigureTable& table, align::SentenceSpan span) {
  std::vector<const text::Figure*> figures;
  for (int i = std::max(0, span.begin); i < std::min(span.end, static_cast<int>(table.size()));
       ++i) {
    for (const text::Figure& figure : table[static_cast<std::size_t>(i)])
      figures.push_back(&figure);
  }
  return figures;
}

}  // namespace qiao::cli
