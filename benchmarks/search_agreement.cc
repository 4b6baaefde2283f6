// How many beads of the search in a band are those that the search of everything finds.
//
//   search_agreement MODEL FOLDER...     folders as benchmarks/gold_texts.h reads them
//
// Prints for each text its beads, the share that both searches have, and the strict F1 of each. The
// whole search weighs every bead of n m cells: some ten seconds for 1,000 sentences a side.
#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

#include "align/aligner.h"
#include "align/evaluation.h"
#include "benchmarks/gold_texts.h"
#include "text/input_error.h"

namespace qiao {
namespace {

using Place = std::tuple<int, int, int, int>;

std::set<Place> places(const align::Alignment& alignment) {
  std::set<Place> result;
  for (const align::Bead& bead : alignment.beads) {
    result.emplace(bead.source.begin, bead.source.end, bead.target.begin, bead.target.end);
  }
  return result;
}

void measure(const GoldText& text, embed::Pool& pool) {
  const align::AlignOptions options;
  align::AlignOptions everything = options;
  everything.band = {.radius = 1 << 28, .whole_below = 1 << 30, .slack = 1e9, .slack_exact = 1e9};
  const align::Alignment near = align::align(text.source, text.target, options, pool);
  const align::Alignment whole = align::align(text.source, text.target, everything, pool);
  const std::set<Place> found = places(near);
  const std::set<Place> right = places(whole);
  const auto same = std::count_if(found.begin(), found.end(),
                                  [&](const Place& place) { return right.contains(place); });
  const auto f1 = [&](const align::Alignment& alignment) {
    return align::evaluate(text.gold, align::to_ladder(alignment)).strict.f1();
  };
  std::printf("%-24s %6d %6d  %6zu  %.4f  %.3f  %.3f\n", text.name.c_str(), text.source.size(),
              text.target.size(), found.size(),
              static_cast<double>(same) /
                  static_cast<double>(std::max<std::size_t>({1, found.size(), right.size()})),
              f1(near), f1(whole));
}

}  // namespace
}  // namespace qiao

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: search_agreement MODEL FOLDER...\n", stderr);
    return 2;
  }
  try {
    const qiao::embed::Model model = qiao::embed::Model::open(argv[1]);
    qiao::embed::Pool pool;
    std::puts(
        "text                     source target   beads  same    F1     F1 of the whole search");
    for (int k = 2; k < argc; ++k) {
      for (const qiao::GoldText& text : qiao::read_gold_texts(argv[k], model, pool)) {
        qiao::measure(text, pool);
      }
    }
  } catch (const qiao::InputError& error) {
    std::fprintf(stderr, "search_agreement: %s\n", error.what());
    return 3;
  }
  return 0;
}
