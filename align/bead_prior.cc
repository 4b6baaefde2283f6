#include "align/bead_prior.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qiao::align {
namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

double log_add(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kNone ? a : a + std::log1p(std::exp(b - a));
}

// What a pass found: centred, so that weights of an unknown pair are near those of a common one.
struct PairStatistics {
  double level = 0;
  double strange = 0;  // how far the level has been below what versions of one text have
  double nulls = 0;
  double merges = 0;
};

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

std::vector<double> weigh_shapes(const std::vector<BeadShape>& shapes, const PriorPass& pass,
                                 const PairStatistics& pair, const PriorOptions& options) {
  std::vector<double> weights;
  for (const BeadShape shape : shapes) weights.push_back(log_weight(shape, pass, pair, options));
  return weights;
}

// Sums over all paths, in logs: forward[c] to cell c, backward[c] from it to the end.
class Lattice {
 public:
  Lattice(const BeadTable& table, const std::vector<double>& log_prior)
      : table_(table), log_prior_(log_prior) {
    forward_.assign(table.cell_count(), kNone);
    backward_.assign(table.cell_count(), kNone);
    const int n = table.source_count();
    const int m = table.target_count();
    forward_[table.cell(0, 0)] = 0;
    backward_[table.cell(n, m)] = 0;
    for (int i = 0; i <= n; ++i) {
      for (int j = first(i); j < last(i); ++j) {
        const std::size_t here = table.cell(i, j);
        if (forward_[here] == kNone) continue;
        each_bead(i, j, [&](std::size_t, std::size_t there, double score) {
          forward_[there] = log_add(forward_[there], forward_[here] + score);
        });
      }
    }
    for (int i = n; i >= 0; --i) {
      for (int j = last(i) - 1; j >= first(i); --j) {
        const std::size_t here = table.cell(i, j);
        each_bead(i, j, [&](std::size_t, std::size_t there, double score) {
          if (backward_[there] != kNone) {
            backward_[here] = log_add(backward_[here], backward_[there] + score);
          }
        });
      }
    }
    total_ = forward_[table.cell(n, m)];
  }

  // A null bead is right wherever its sentence is left out, so all its places count.
  double posterior(const Bead& bead, std::size_t shape) const {
    double sum = 0;
    if (bead.target.empty()) {
      const int i = bead.source.begin;
      for (int j = std::max(first(i), first(i + 1)); j < std::min(last(i), last(i + 1)); ++j) {
        sum += posterior(i, j, shape);
      }
    } else if (bead.source.empty()) {
      const int j = bead.target.begin;
      for (int i = 0; i <= table_.source_count(); ++i) {
        if (first(i) <= j && j + 1 < last(i)) sum += posterior(i, j, shape);
      }
    } else {
      sum = posterior(bead.source.begin, bead.target.begin, shape);
    }
    return std::min(1.0, sum);
  }

  struct Expectation {
    std::vector<double> counts;  // beads, one a shape
    double closeness = 0;        // mean over the sentences of beads with both sides
    double certainty = 0;        // mean posterior of these
  };
  Expectation expectation(const BeadScorer& closeness) const {
    Expectation result;
    result.counts.assign(table_.shapes().size(), 0);
    double sum = 0;
    double certainty = 0;
    double sentences = 0;
    for (int i = 0; i <= table_.source_count(); ++i) {
      for (int j = first(i); j < last(i); ++j) {
        const std::size_t here = table_.cell(i, j);
        if (forward_[here] == kNone) continue;
        each_bead(i, j, [&](std::size_t shape, std::size_t there, double score) {
          const double log_p = forward_[here] + score + backward_[there] - total_;
          if (log_p < -30) return;
          const double p = std::exp(log_p);
          const BeadShape s = table_.shapes()[shape];
          result.counts[shape] += p;
          if (s.source == 0 || s.target == 0 || p < kSeen) return;
          sum += p * (s.source + s.target) * closeness(i, j, s);
          certainty += p * p * (s.source + s.target);
          sentences += p * (s.source + s.target);
        });
      }
    }
    if (sentences > 0) {
      result.closeness = sum / sentences;
      result.certainty = certainty / sentences;
    }
    return result;
  }

 private:
  double posterior(int i, int j, std::size_t shape) const {
    const std::size_t here = table_.cell(i, j);
    const BeadShape s = table_.shapes()[shape];
    const std::size_t there = table_.cell(i + s.source, j + s.target);
    return std::exp(forward_[here] + table_.at(here, shape) + log_prior_[shape] + backward_[there] -
                    total_);
  }

  int first(int i) const { return table_.band().begin[static_cast<std::size_t>(i)]; }
  int last(int i) const { return table_.band().end[static_cast<std::size_t>(i)]; }

  template <class Visit>
  void each_bead(int i, int j, const Visit& visit) const {
    const std::size_t here = table_.cell(i, j);
    for (std::size_t s = 0; s < table_.shapes().size(); ++s) {
      const float evidence = table_.at(here, s);
      if (evidence == kImpossible) continue;
      const BeadShape shape = table_.shapes()[s];
      visit(s, table_.cell(i + shape.source, j + shape.target),
            static_cast<double>(evidence) + log_prior_[s]);
    }
  }

  const BeadTable& table_;
  const std::vector<double>& log_prior_;
  std::vector<double> forward_, backward_;
  double total_ = 0;
};

PairStatistics statistics(const Lattice::Expectation& expected, const BeadTable& table) {
  double nulls = 0;
  double merged = 0;
  double beads = 0;
  for (std::size_t s = 0; s < table.shapes().size(); ++s) {
    const int sentences = table.shapes()[s].source + table.shapes()[s].target;
    beads += expected.counts[s];
    if (sentences == 1) nulls += expected.counts[s];
    if (sentences > 2) merged += expected.counts[s];
  }
  const int sentences = table.source_count() + table.target_count();
  return {.level = kLevelScale * (expected.closeness - kCommonLevel),
          .nulls = std::log((nulls + 0.5) / (sentences + 10)) - kCommonLogShare,
          .merges = std::log((merged + 1) / (beads + 10)) - kCommonLogShare};
}

}  // namespace

std::vector<double> learn_prior(const BeadTable& table, const BeadScorer& closeness,
                                const PriorOptions& options) {
  std::vector<double> log_prior = weigh_shapes(table.shapes(), options.first, {}, options);
  double strange = 0;
  for (int pass = 1; pass < options.passes; ++pass) {
    const auto expected = Lattice(table, log_prior).expectation(closeness);
    PairStatistics pair = statistics(expected, table);
    // Once told, strangers stay strangers: with more nulls only their closest beads are left.
    if (expected.certainty < options.sure) {
      strange = std::max(strange, options.lowest_level - pair.level);
    }
    pair.strange = strange;
    log_prior = weigh_shapes(table.shapes(), options.later, pair, options);
  }
  return log_prior;
}

std::vector<double> posteriors(const BeadTable& table, const std::vector<double>& log_prior,
                               const std::vector<Bead>& path) {
  const Lattice lattice(table, log_prior);
  std::vector<double> result;
  for (const Bead& bead : path) {
    const BeadShape shape{bead.source.size(), bead.target.size()};
    const auto at = std::find(table.shapes().begin(), table.shapes().end(), shape);
    const auto s = static_cast<std::size_t>(at - table.shapes().begin());
    result.push_back(lattice.posterior(bead, s));
  }
  return result;
}

}  // namespace qiao::align
