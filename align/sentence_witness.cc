#include "align/sentence_witness.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr int kFirstRank = 4;  // zero-based: ranks 5 …
constexpr int kLastRank = 12;  // … to 12

Embeddings unit_rows(const Embeddings& rows) {
  Embeddings units = rows;
  for (Eigen::Index i = 0; i < units.rows(); ++i) {
    const float norm = units.row(i).norm();
    if (norm > 0) units.row(i) /= norm;
  }
  return units;
}

Embeddings sample_rows(const Embeddings& rows, Eigen::Index count) {
  if (rows.rows() <= count) return rows;
  Embeddings sample(count, rows.cols());
  for (Eigen::Index k = 0; k < count; ++k) sample.row(k) = rows.row(k * rows.rows() / count);
  return sample;
}

// Short texts have fewer ranks: the nearest quarter is left out then.
float background_of(std::vector<float>& cosines) {
  const int count = static_cast<int>(cosines.size());
  const int first = std::min(kFirstRank, count / 4);
  const int last = std::min(kLastRank, count);
  if (last <= first) return 0;
  std::partial_sort(cosines.begin(), cosines.begin() + last, cosines.end(), std::greater<>());
  float sum = 0;
  for (int k = first; k < last; ++k) sum += cosines[static_cast<std::size_t>(k)];
  return sum / static_cast<float>(last - first);
}

Eigen::VectorXf backgrounds_of(const Embeddings& units, const Embeddings& others, int sample_size,
                               embed::Pool& pool) {
  Eigen::VectorXf result = Eigen::VectorXf::Zero(units.rows());
  if (others.rows() == 0) return result;
  const Embeddings sample = sample_rows(others, sample_size);
  pool.for_chunks(static_cast<std::size_t>(units.rows()), 64,
                  [&](std::size_t begin, std::size_t end) {
                    const auto first = static_cast<Eigen::Index>(begin);
                    const auto count = static_cast<Eigen::Index>(end - begin);
                    const Embeddings cosines = units.middleRows(first, count) * sample.transpose();
                    std::vector<float> row;
                    for (Eigen::Index r = 0; r < count; ++r) {
                      row.assign(cosines.row(r).data(), cosines.row(r).data() + cosines.cols());
                      result[first + r] = background_of(row);
                    }
                  });
  return result;
}

Embeddings cumulate(const Embeddings& rows) {
  Embeddings sums(rows.rows() + 1, rows.cols());
  sums.row(0).setZero();
  for (Eigen::Index i = 0; i < rows.rows(); ++i) sums.row(i + 1) = sums.row(i) + rows.row(i);
  return sums;
}

}  // namespace

Backgrounds measure_backgrounds(const Embeddings& source, const Embeddings& target, int sample,
                                embed::Pool& pool) {
  const Embeddings source_units = unit_rows(source);
  const Embeddings target_units = unit_rows(target);
  return {.source = backgrounds_of(source_units, target_units, sample, pool),
          .target = backgrounds_of(target_units, source_units, sample, pool)};
}

SentenceWitness::SentenceWitness(const Embeddings& source, const Embeddings& target,
                                 embed::Pool& pool, int sample)
    : backgrounds_(measure_backgrounds(source, target, sample, pool)),
      source_(cumulate(source)),
      target_(cumulate(target)) {}

float SentenceWitness::against(const Backgrounds& backgrounds, int i, int j, int a, int b) const {
  const auto d = source_.cols();
  const float* s0 = source_.row(i).data();
  const float* s1 = source_.row(i + a).data();
  const float* t0 = target_.row(j).data();
  const float* t1 = target_.row(j + b).data();
  using Vector = Eigen::Map<const Eigen::RowVectorXf>;
  const auto s = Vector(s1, d) - Vector(s0, d);
  const auto t = Vector(t1, d) - Vector(t0, d);
  const float norms = s.squaredNorm() * t.squaredNorm();
  const float cosine = norms > 0 ? s.dot(t) / std::sqrt(norms) : 0;
  return cosine -
         (backgrounds.source.segment(i, a).mean() + backgrounds.target.segment(j, b).mean()) / 2;
}

}  // namespace qiao::align
