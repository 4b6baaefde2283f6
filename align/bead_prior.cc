#include "align/bead_prior.h"

#include <algorithm>
#include <cmath>

namespace qiao::align {
namespace {

constexpr double kCommonLevel = 0.3;
constexpr double kLevelScale = 5;  // brings the level to the spread of the others
constexpr double kCommonLogShare = -2;
constexpr double kSeen = 0.01;  // beads less likely than that say nothing of the level

double log_weight(BeadShape shape, const PriorPass& pass, const PairStatistics& pair,
                  const PriorOptions& options) {
  const int sentences = shape.source + shape.target;
  if (sentences == 1) {
    return pass.null +
           pass.by_level * std::clamp(pair.level, options.lowest_level, options.highest_level) +
           pass.by_nulls * pair.nulls + pass.by_merges * pair.merges +
           options.strangeness * pair.strange +
           (shape.source > 0 ? pass.by_side : -pass.by_side) *
               std::clamp(pair.lean, -options.most_lean, options.most_lean);
  }
  if (sentences == 2) return pass.one_one;
  const double merging = pass.joined_by_merges * pair.merges * (sentences - 2);
  if (sentences == 3) return pass.three + merging;
  if (shape == BeadShape{2, 2}) return pass.two_two + merging;
  if (sentences == 4) return pass.four + merging;
  return pass.more * (sentences - 3) + merging;
}

}  // namespace

PriorPass last_look(const PriorOptions& options) {
  PriorPass pass = options.later;
  pass.null += options.null_in_order;
  pass.by_side = options.by_side;
  return pass;
}

std::vector<double> weigh_shapes(const std::vector<BeadShape>& shapes, const PriorPass& pass,
                                 const PairStatistics& pair, const PriorOptions& options) {
  std::vector<double> weights;
  for (const BeadShape shape : shapes) weights.push_back(log_weight(shape, pass, pair, options));
  return weights;
}

PairStatistics expected_of_pair(const Lattice& lattice, const BeadScorer& closeness) {
  const BeadTable& table = lattice.table();
  double dropped = 0;
  double added = 0;
  double merged = 0;
  double beads = 0;
  double level = 0;
  double certainty = 0;
  double sentences = 0;
  lattice.each_posterior([&](int i, int j, std::size_t shape, double p) {
    const BeadShape s = table.shapes()[shape];
    const int joined = s.source + s.target;
    beads += p;
    if (joined == 1) (s.source > 0 ? dropped : added) += p;
    if (joined > 2) merged += p;
    if (joined == 1 || p < kSeen) return;
    const double close = closeness(i, j, s);
    if (!std::isfinite(close)) return;  // vectors that overflow tell nothing
    level += p * joined * close;
    certainty += p * p * joined;
    sentences += p * joined;
  });
  if (sentences > 0) {
    level /= sentences;
    certainty /= sentences;
  }
  const int n = table.source_count();
  const int m = table.target_count();
  const auto share = [](double left_out, int of) { return (left_out + 0.3) / (of + 3); };
  return {.level = kLevelScale * (level - kCommonLevel),
          .nulls = std::log((dropped + added + 0.5) / (n + m + 10)) - kCommonLogShare,
          .merges = std::log((merged + 1) / (beads + 10)) - kCommonLogShare,
          .lean = std::log(share(dropped, n) / share(added, m)) / 2,
          .certainty = certainty};
}

LearnedPrior learn_prior(const BeadTable& table, const BeadScorer& closeness,
                         const PriorOptions& options, embed::Pool& pool) {
  LearnedPrior learned{weigh_shapes(table.shapes(), options.first, {}, options), {}};
  double strange = 0;
  for (int pass = 1; pass < options.passes; ++pass) {
    PairStatistics pair = expected_of_pair(Lattice(table, learned.log_weights, pool), closeness);
    // Once told, strangers stay strangers: with more nulls only their closest beads are left.
    if (pair.certainty < options.sure) {
      strange = std::max(strange, options.lowest_level - pair.level);
    }
    pair.strange = strange;
    learned = {weigh_shapes(table.shapes(), options.later, pair, options), pair};
  }
  return learned;
}

}  // namespace qiao::align
