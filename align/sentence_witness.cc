#include "align/sentence_witness.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr int kFirstRank = 4;  // zero-based: ranks 5 …
constexpr int kLastRank = 12;  // … to 12

Embeddings unit_rows(Embeddings units) {
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

// One a row of `rows`, none of which need have length 1.
Eigen::VectorXf backgrounds_of(const Embeddings& rows, const Embeddings& others,
                               embed::Pool& pool) {
  Eigen::VectorXf result = Eigen::VectorXf::Zero(rows.rows());
  if (others.rows() == 0) return result;
  const Embeddings sample = unit_rows(sample_rows(others, kBackgroundSample));
  pool.for_chunks(
      static_cast<std::size_t>(rows.rows()), 64, [&](std::size_t begin, std::size_t end) {
        const auto first = static_cast<Eigen::Index>(begin);
        const auto count = static_cast<Eigen::Index>(end - begin);
        const Embeddings cosines = unit_rows(rows.middleRows(first, count)) * sample.transpose();
        std::vector<float> row;
        for (Eigen::Index r = 0; r < count; ++r) {
          row.assign(cosines.row(r).data(), cosines.row(r).data() + cosines.cols());
          result[first + r] = background_of(row);
        }
      });
  return result;
}

}  // namespace

SentenceWitness::SentenceWitness(const Embeddings& source, const Embeddings& target,
                                 embed::Pool& pool)
    : source_(source),
      target_(target),
      source_backgrounds_(backgrounds_of(source, target, pool)),
      target_backgrounds_(backgrounds_of(target, source, pool)) {}

float SentenceWitness::operator()(int i, int j, int a, int b) const {
  const Eigen::RowVectorXf s = source_.middleRows(i, a).colwise().sum();
  const Eigen::RowVectorXf t = target_.middleRows(j, b).colwise().sum();
  const float norms = s.squaredNorm() * t.squaredNorm();
  const float cosine = norms > 0 ? s.dot(t) / std::sqrt(norms) : 0;
  return cosine -
         (source_backgrounds_.segment(i, a).mean() + target_backgrounds_.segment(j, b).mean()) / 2;
}

Embeddings SentenceWitness::of_each(std::span<const int> source,
                                    std::span<const int> target) const {
  const std::vector<int> rows(source.begin(), source.end());
  const std::vector<int> columns(target.begin(), target.end());
  Embeddings closeness =
      unit_rows(source_(rows, Eigen::all)) * unit_rows(target_(columns, Eigen::all)).transpose();
  closeness.colwise() -= source_backgrounds_(rows) / 2;
  closeness.rowwise() -= target_backgrounds_(columns).transpose() / 2;
  return closeness;
}

}  // namespace qiao::align
