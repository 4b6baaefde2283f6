#include "align/bead_prior.h"

#include <algorithm>
#include <cmath>

#include "align/lattice.h"

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
           options.strangeness * pair.strange;
  }
  if (sentences == 2) return pass.one_one;
  const double merging = pass.joined_by_merges * pair.merges * (sentences - 2);
  if (sentences == 3) return pass.three + merging;
  if (shape == BeadShape{2, 2}) return pass.two_two + merging;
  if (sentences == 4) return pass.four + merging;
  return pass.more * (sentences - 3) + merging;
}

}  // namespace

std::vector<double> weigh_shapes(const std::vector<BeadShape>& shapes, const PriorPass& pass,
                                 const PairStatistics& pair, const PriorOptions& options) {
  std::vector<double> weights;
  for (const BeadShape shape : shapes) weights.push_back(log_weight(shape, pass, pair, options));
  return weights;
}

PairStatistics expected_of_pair(const BeadTable& table, const std::vector<double>& log_prior,
                                const BeadScorer& closeness, embed::Pool& pool) {
  double nulls = 0;
  double merged = 0;
  double beads = 0;
  double level = 0;
  double certainty = 0;
  double sentences = 0;
  Lattice(table, log_prior, pool).each_posterior([&](int i, int j, std::size_t shape, double p) {
    const BeadShape s = table.shapes()[shape];
    const int joined = s.source + s.target;
    beads += p;
    if (joined == 1) nulls += p;
    if (joined > 2) merged += p;
    if (joined == 1 || p < kSeen) return;
    level += p * joined * closeness(i, j, s);
    certainty += p * p * joined;
    sentences += p * joined;
  });
  if (sentences > 0) {
    level /= sentences;
    certainty /= sentences;
  }
  const int all = table.source_count() + table.target_count();
  return {.level = kLevelScale * (level - kCommonLevel),
          .nulls = std::log((nulls + 0.5) / (all + 10)) - kCommonLogShare,
          .merges = std::log((merged + 1) / (beads + 10)) - kCommonLogShare,
          .certainty = certainty};
}

std::vector<double> learn_prior(const BeadTable& table, const BeadScorer& closeness,
                                const PriorOptions& options, embed::Pool& pool) {
  std::vector<double> log_prior = weigh_shapes(table.shapes(), options.first, {}, options);
  double strange = 0;
  for (int pass = 1; pass < options.passes; ++pass) {
    PairStatistics pair = expected_of_pair(table, log_prior, closeness, pool);
    // Once told, strangers stay strangers: with more nulls only their closest beads are left.
    if (pair.certainty < options.sure) {
      strange = std::max(strange, options.lowest_level - pair.level);
    }
    pair.strange = strange;
    log_prior = weigh_shapes(table.shapes(), options.later, pair, options);
  }
  return log_prior;
}

}  // namespace qiao::align
