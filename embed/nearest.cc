#include "embed/nearest.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>

namespace qiao::embed {
namespace {

constexpr std::size_t kGrain = 64;  // queries in one product: enough for speed, little memory

// Calls visit(i, scores) for each query, scores of all rows, in any order.
template <class Visit>
void for_each_query(const EmbeddingsView& queries, const EmbeddingsView& rows, Pool& pool,
                    const Visit& visit) {
  pool.for_chunks(static_cast<std::size_t>(queries.rows()), kGrain,
                  [&](std::size_t begin, std::size_t end) {
                    const auto first = static_cast<Eigen::Index>(begin);
                    const auto count = static_cast<Eigen::Index>(end - begin);
                    Embeddings scores = queries.middleRows(first, count) * rows.transpose();
                    for (Eigen::Index i = 0; i < count; ++i) visit(first + i, scores.row(i));
                  });
}

}  // namespace

float mean_of_largest(float* numbers, Eigen::Index count, Eigen::Index k) {
  k = std::min(k, count);
  if (k <= 0) return 0;
  std::partial_sort(numbers, numbers + k, numbers + count, std::greater<>());
  return std::accumulate(numbers, numbers + k, 0.0F) / static_cast<float>(k);
}

Eigen::VectorXf mean_similarities(const EmbeddingsView& queries, const EmbeddingsView& rows, int k,
                                  Pool& pool) {
  Eigen::VectorXf means(queries.rows());
  for_each_query(queries, rows, pool, [&](Eigen::Index i, auto scores) {
    means[i] = mean_of_largest(scores.data(), scores.size(), k);
  });
  return means;
}

Neighbours nearest_rows(const EmbeddingsView& queries, const EmbeddingsView& rows,
                        const Eigen::VectorXf& penalties, int k, Pool& pool) {
  assert(k <= rows.rows());
  assert(penalties.size() == 0 || penalties.size() == rows.rows());
  Neighbours nearest(queries.rows(), k);
  for_each_query(queries, rows, pool, [&](Eigen::Index i, auto scores) {
    if (penalties.size() > 0) scores -= penalties.transpose();
    thread_local std::vector<Eigen::Index> order;
    order.resize(static_cast<std::size_t>(scores.size()));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::partial_sort(order.begin(), order.begin() + k, order.end(),
                      [&](Eigen::Index a, Eigen::Index b) {
                        return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                      });
    std::copy(order.begin(), order.begin() + k, nearest.row(i).data());
  });
  return nearest;
}

}  // namespace qiao::embed
