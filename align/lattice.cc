#include "align/lattice.h"

#include <algorithm>
#include <utility>

namespace qiao::align {
namespace {

constexpr double kNone = -HUGE_VAL;
constexpr double kVanishing = -37;  // nats: exp of it is half of a double's last digit

double log_add(double a, double b) {
  if (a < b) std::swap(a, b);
  return b <= a + kVanishing ? a : a + std::log1p(std::exp(b - a));
}

}  // namespace

Lattice::Lattice(const BeadTable& table, const std::vector<double>& log_prior)
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

double Lattice::posterior(const Bead& bead) const {
  const std::size_t s = table_.shape_number({bead.source.size(), bead.target.size()});
  double sum = 0;
  if (bead.target.empty()) {
    const int i = bead.source.begin;
    for (int j = std::max(first(i), first(i + 1)); j < std::min(last(i), last(i + 1)); ++j) {
      sum += posterior_at(i, j, s);
    }
  } else if (bead.source.empty()) {
    const int j = bead.target.begin;
    for (int i = 0; i <= table_.source_count(); ++i) {
      if (first(i) <= j && j + 1 < last(i)) sum += posterior_at(i, j, s);
    }
  } else {
    sum = posterior_at(bead.source.begin, bead.target.begin, s);
  }
  return std::min(1.0, sum);
}

double Lattice::posterior_at(int i, int j, std::size_t shape) const {
  const std::size_t here = table_.cell(i, j);
  const BeadShape s = table_.shapes()[shape];
  const std::size_t there = table_.cell(i + s.source, j + s.target);
  return std::exp(forward_[here] + static_cast<double>(table_.at(here, shape)) + log_prior_[shape] +
                  backward_[there] - total_);
}

}  // namespace qiao::align
