#include "embed/rcsls.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "embed/nearest.h"
#include "embed/procrustes.h"

namespace qiao::embed {
namespace {

// Row i is the mean of the rows that row i of `nearest` names.
Embeddings means_of(const Neighbours& nearest, const EmbeddingsView& rows) {
  Embeddings means = Embeddings::Zero(nearest.rows(), rows.cols());
  for (Eigen::Index i = 0; i < nearest.rows(); ++i) {
    for (Eigen::Index k = 0; k < nearest.cols(); ++k) means.row(i) += rows.row(nearest(i, k));
  }
  return means / static_cast<float>(nearest.cols());
}

double sum_of_products(const Embeddings& a, const Embeddings& b) {
  return a.cwiseProduct(b).cast<double>().sum();
}

int clipped(int k, Eigen::Index rows) { return static_cast<int>(std::min<Eigen::Index>(k, rows)); }

}  // namespace

Embeddings refine_by_rcsls(const Embeddings& source, const Embeddings& target,
                           std::span<const RowPair> pairs, const Embeddings& start,
                           const RcslsOptions& options, Pool& pool,
                           const std::function<void(const RcslsProgress&)>& progress) {
  assert(!pairs.empty());
  const auto n = static_cast<Eigen::Index>(pairs.size());
  const Eigen::Index d = source.cols();
  Embeddings x(n, d), y(n, d);
  for (Eigen::Index i = 0; i < n; ++i) {
    x.row(i) = source.row(pairs[static_cast<std::size_t>(i)].first);
    y.row(i) = target.row(pairs[static_cast<std::size_t>(i)].second);
  }
  const auto sources = source.topRows(std::min(options.pool, source.rows()));
  const auto targets = target.topRows(std::min(options.pool, target.rows()));
  const int source_k = clipped(options.neighbours, sources.rows());
  const int target_k = clipped(options.neighbours, targets.rows());

  Embeddings map = start;
  Embeddings best = start;
  double least = INFINITY;
  double rate = options.learning_rate;
  Embeddings gradient;
  // The last round only measures what the last step has brought.
  for (int iteration = 1; iteration <= options.iterations + 1; ++iteration) {
    const Embeddings mapped = x * map;
    const Embeddings mapped_sources = sources * map;
    const Embeddings near_targets =
        means_of(nearest_rows(mapped, targets, {}, target_k, pool), targets);
    const Embeddings near_sources =
        means_of(nearest_rows(y, mapped_sources, {}, source_k, pool), sources);
    const double loss = (-2 * sum_of_products(mapped, y) + sum_of_products(mapped, near_targets) +
                         sum_of_products(near_sources * map, y)) /
                        static_cast<double>(n);
    if (iteration <= options.iterations) progress({iteration, loss});
    if (loss < least) {
      least = loss;
      best = map;
      gradient = (x.transpose() * (near_targets - 2 * y) + near_sources.transpose() * y) /
                 static_cast<float>(n);
    } else {
      rate /= 2;
    }
    map = clip_singular_values(best - static_cast<float>(rate) * gradient);
  }
  return best;
}

WordPrecision word_precision(const Embeddings& mapped, const Embeddings& target,
                             std::span<const RowPair> pairs, const RcslsOptions& options,
                             Pool& pool) {
  assert(std::is_sorted(pairs.begin(), pairs.end()));
  WordPrecision precision;
  std::vector<Eigen::Index> asked;
  for (const RowPair& pair : pairs) {
    if (asked.empty() || asked.back() != pair.first) asked.push_back(pair.first);
  }
  precision.words = asked.size();
  if (asked.empty()) return precision;
  Embeddings queries(static_cast<Eigen::Index>(asked.size()), mapped.cols());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    queries.row(static_cast<Eigen::Index>(i)) = mapped.row(asked[i]);
  }
  const Eigen::VectorXf penalties =
      mean_similarities(target, mapped.topRows(std::min(options.pool, mapped.rows())),
                        options.neighbours, pool) /
      2;
  const Neighbours found =
      nearest_rows(queries, target, penalties, clipped(5, target.rows()), pool);
  std::size_t first = 0;
  std::size_t among_five = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto right = [&](Eigen::Index row) {
      return std::binary_search(pairs.begin(), pairs.end(), RowPair{asked[i], row});
    };
    const auto row = found.row(static_cast<Eigen::Index>(i));
    first += right(row[0]);
    among_five += std::any_of(row.data(), row.data() + row.size(), right);
  }
  precision.at_1 = static_cast<double>(first) / static_cast<double>(asked.size());
  precision.at_5 = static_cast<double>(among_five) / static_cast<double>(asked.size());
  return precision;
}

}  // namespace qiao::embed
