#include "align/banded_witness.h"

#include <algorithm>

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr std::size_t kRowsPerProduct = 32;

}  // namespace

BandedWitness::Spans BandedWitness::spans(const Embeddings& rows,
                                          const Eigen::VectorXf& backgrounds, int longest) {
  Spans spans{Embeddings::Zero(longest, rows.rows()), Embeddings::Zero(longest, rows.rows())};
  Eigen::RowVectorXf sum;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    sum.setZero(rows.cols());
    float background = 0;
    for (Eigen::Index a = 0; a < std::min<Eigen::Index>(longest, rows.rows() - i); ++a) {
      sum += rows.row(i + a);
      background += backgrounds[i + a];
      const float norm = sum.norm();
      spans.per_norm(a, i) = norm > 0 ? 1 / norm : 0;
      spans.background(a, i) = background / static_cast<float>(2 * (a + 1));
    }
  }
  return spans;
}

BandedWitness::BandedWitness(const SentenceWitness& witness, const Band& band, int longest,
                             embed::Pool& pool)
    : source_(spans(witness.source(), witness.source_backgrounds(), longest)),
      target_(spans(witness.target(), witness.target_backgrounds(), longest)) {
  const int n = band.source_count();
  const auto m = static_cast<int>(witness.target().rows());
  std::vector<int> end;
  offsets_.assign(1, 0);
  for (int i = 0; i < n; ++i) {
    // The band rises: of the beads that hold sentence i, the first to begin has the least target
    // sentence and the last to end the greatest.
    const int first = band.begin[static_cast<std::size_t>(std::max(0, i + 1 - longest))];
    const int last = band.end[static_cast<std::size_t>(std::min(n, i + longest))] - 1;
    begin_.push_back(std::min(first, m));
    end.push_back(std::max(begin_.back(), std::min(last, m)));
    offsets_.push_back(offsets_.back() + static_cast<std::size_t>(end.back() - begin_.back()));
  }
  products_.resize(offsets_.back());
  pool.for_chunks(static_cast<std::size_t>(n), kRowsPerProduct,
                  [&](std::size_t from, std::size_t to) {
                    const int low = begin_[from];
                    const int high = end[to - 1];
                    if (low >= high) return;
                    const Embeddings products =
                        witness.source().middleRows(static_cast<Eigen::Index>(from),
                                                    static_cast<Eigen::Index>(to - from)) *
                        witness.target().middleRows(low, high - low).transpose();
                    for (std::size_t i = from; i < to; ++i) {
                      const float* row = products.row(static_cast<Eigen::Index>(i - from)).data();
                      std::copy(row + (begin_[i] - low), row + (end[i] - low),
                                products_.begin() + static_cast<std::ptrdiff_t>(offsets_[i]));
                    }
                  });
}

}  // namespace qiao::align
