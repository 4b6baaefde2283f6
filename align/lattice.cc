#include "align/lattice.h"

#include <algorithm>
#include <utility>

namespace qiao::align {
namespace {

constexpr double kVanishing = -37;  // nats: exp of it is half of a double's last digit

double log_add(double a, double b) {
  if (a < b) std::swap(a, b);
  return b <= a + kVanishing ? a : a + std::log1p(std::exp(b - a));
}

// log sum exp for each cell of a row, of at most one term a shape. Only terms near the greatest
// need an exponential.
class RowSums {
 public:
  explicit RowSums(std::size_t shapes) : shapes_(shapes) {}

  void begin(int cells) {
    cells_ = static_cast<std::size_t>(cells);
    terms_.assign(shapes_ * cells_, kUnreached);
    highest_.assign(cells_, kUnreached);
  }
  void add(std::size_t shape, int k, double term) {
    const auto cell = static_cast<std::size_t>(k);
    terms_[shape * cells_ + cell] = term;
    highest_[cell] = std::max(highest_[cell], term);
  }
  // Where nothing was added, the log stays what it is.
  void end(double* logs) {
    sums_.assign(cells_, 0);
    for (std::size_t s = 0; s < shapes_; ++s) {
      for (std::size_t k = 0; k < cells_; ++k) {
        const double below = terms_[s * cells_ + k] - highest_[k];
        if (below > kVanishing) sums_[k] += std::exp(below);
      }
    }
    for (std::size_t k = 0; k < cells_; ++k) {
      if (highest_[k] != kUnreached) logs[k] = highest_[k] + std::log(sums_[k]);
    }
  }

 private:
  std::size_t shapes_;
  std::size_t cells_ = 0;
  std::vector<double> terms_, highest_, sums_;
};

}  // namespace

Lattice::Lattice(const BeadTable& table, const std::vector<double>& log_prior, embed::Pool& pool)
    : table_(table), log_prior_(log_prior) {
  pool.run_both([&] { sum_forward(); }, [&] { sum_backward(); });
  total_ = forward_[table.cell(table.source_count(), table.target_count())];
}

void Lattice::sum_forward() {
  const auto& shapes = table_.shapes();
  forward_.assign(table_.cell_count(), kUnreached);
  forward_[table_.cell(0, 0)] = 0;
  RowSums sums(shapes.size());
  for (int i = 0; i <= table_.source_count(); ++i) {
    sums.begin(last(i) - first(i));
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      const int from = i - shapes[s].source;
      if (from == i || from < 0) continue;
      const SentenceSpan begins = starts(table_.band(), from, shapes[s]);
      for (int j = begins.begin; j < begins.end; ++j) {
        const std::size_t before = table_.cell(from, j);
        sums.add(s, j + shapes[s].target - first(i), forward_[before] + score(before, s));
      }
    }
    sums.end(&forward_[table_.cell(i, first(i))]);
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      if (shapes[s].source > 0) continue;
      for (int j = first(i); j + shapes[s].target < last(i); ++j) {
        const std::size_t before = table_.cell(i, j);
        double& after = forward_[table_.cell(i, j + shapes[s].target)];
        after = log_add(after, forward_[before] + score(before, s));
      }
    }
  }
}

void Lattice::sum_backward() {
  const auto& shapes = table_.shapes();
  const int n = table_.source_count();
  backward_.assign(table_.cell_count(), kUnreached);
  backward_[table_.cell(n, table_.target_count())] = 0;
  RowSums sums(shapes.size());
  for (int i = n; i >= 0; --i) {
    sums.begin(last(i) - first(i));
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      const int to = i + shapes[s].source;
      if (to == i || to > n) continue;
      const SentenceSpan begins = starts(table_.band(), i, shapes[s]);
      for (int j = begins.begin; j < begins.end; ++j) {
        sums.add(s, j - first(i),
                 backward_[table_.cell(to, j + shapes[s].target)] + score(table_.cell(i, j), s));
      }
    }
    sums.end(&backward_[table_.cell(i, first(i))]);
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      if (shapes[s].source > 0) continue;
      for (int j = last(i) - 1 - shapes[s].target; j >= first(i); --j) {
        const std::size_t before = table_.cell(i, j);
        const double after = backward_[table_.cell(i, j + shapes[s].target)];
        backward_[before] = log_add(backward_[before], after + score(before, s));
      }
    }
  }
}

double Lattice::posterior(const Bead& bead) const {
  const std::size_t s = table_.shape_number({bead.source.size(), bead.target.size()});
  double sum = 0;
  if (bead.target.empty()) {
    const int i = bead.source.begin;
    for (int j = std::max(first(i), first(i + 1)); j < std::min(last(i), last(i + 1)); ++j) {
      sum += std::exp(log_posterior_at(i, j, s));
    }
  } else if (bead.source.empty()) {
    // The band rises: the rows that hold both ends of the sentence follow each other.
    const Band& band = table_.band();
    const int j = bead.target.begin;
    const auto begin = std::upper_bound(band.end.begin(), band.end.end(), j + 1);
    const auto end = std::upper_bound(band.begin.begin(), band.begin.end(), j);
    for (auto i = static_cast<int>(begin - band.end.begin());
         i < static_cast<int>(end - band.begin.begin()); ++i) {
      sum += std::exp(log_posterior_at(i, j, s));
    }
  } else {
    sum = std::exp(log_posterior_at(bead.source.begin, bead.target.begin, s));
  }
  return std::min(1.0, sum);
}

}  // namespace qiao::align
