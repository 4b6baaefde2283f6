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

double null_bonus(BeadShape shape, const PriorOptions& options) {
  return shape.source + shape.target == 1 ? options.null_bonus : 0;
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

  double posterior(int i, int j, std::size_t shape) const {
    const std::size_t here = table_.cell(i, j);
    const BeadShape s = table_.shapes()[shape];
    const std::size_t there = table_.cell(i + s.source, j + s.target);
    return std::exp(forward_[here] + table_.at(here, shape) + log_prior_[shape] +
                    backward_[there] - total_);
  }

  std::vector<double> expected_counts() const {
    std::vector<double> counts(table_.shapes().size(), 0);
    for (int i = 0; i <= table_.source_count(); ++i) {
      for (int j = first(i); j < last(i); ++j) {
        const std::size_t here = table_.cell(i, j);
        if (forward_[here] == kNone) continue;
        each_bead(i, j, [&](std::size_t shape, std::size_t there, double score) {
          const double log_p = forward_[here] + score + backward_[there] - total_;
          if (log_p > -30) counts[shape] += std::exp(log_p);
        });
      }
    }
    return counts;
  }

 private:
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
  const auto set_prior = [&](const std::vector<double>& shares) {
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      log_prior[s] = std::log(shares[s]) + null_bonus(shapes[s], options);
    }
  };
  set_prior(base);
  for (int pass = 0; pass < options.passes; ++pass) {
    std::vector<double> shares = Lattice(table, log_prior).expected_counts();
    double count = options.strength;
    for (const double expected : shares) count += expected;
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      shares[s] = (shares[s] + options.strength * base[s]) / count;
    }
    set_prior(shares);
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
    result.push_back(std::min(1.0, lattice.posterior(bead.source.begin, bead.target.begin, s)));
  }
  return result;
}

}  // namespace qiao::align
