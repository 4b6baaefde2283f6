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

double base_share(BeadShape shape, const PriorOptions& options) {
  const int sentences = shape.source + shape.target;
  if (sentences == 1) return options.null_share;
  if (sentences == 2) return 0.75;
  return options.double_share * std::pow(options.decay, sentences - 3);
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
    std::vector<double> counts;      // beads, one a shape
    double evidence_a_sentence = 0;  // mean over the sentences of beads with both sides
  };
  Expectation expectation() const {
    Expectation result;
    result.counts.assign(table_.shapes().size(), 0);
    double evidence = 0;
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
          if (s.source == 0 || s.target == 0) return;
          evidence += p * static_cast<double>(table_.at(here, shape));
          sentences += p * (s.source + s.target);
        });
      }
    }
    if (sentences > 0) result.evidence_a_sentence = std::max(0.0, evidence / sentences);
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

}  // namespace

std::vector<double> learn_prior(const BeadTable& table, const PriorOptions& options) {
  const auto& shapes = table.shapes();
  std::vector<double> base;
  double sum = 0;
  for (const BeadShape shape : shapes) {
    base.push_back(base_share(shape, options));
    sum += base.back();
  }
  for (double& share : base) share /= sum;

  std::vector<double> log_prior(shapes.size());
  const auto set_prior = [&](const std::vector<double>& shares, double null_gain) {
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      const bool null = shapes[s].source + shapes[s].target == 1;
      log_prior[s] = std::log(shares[s]) + (null ? null_gain : 0);
    }
  };
  set_prior(base, 0);
  for (int pass = 0; pass < options.passes; ++pass) {
    Lattice::Expectation expected = Lattice(table, log_prior).expectation();
    double count = options.strength;
    for (const double share : expected.counts) count += share;
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      expected.counts[s] = (expected.counts[s] + options.strength * base[s]) / count;
    }
    set_prior(expected.counts, options.null_level * expected.evidence_a_sentence);
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
