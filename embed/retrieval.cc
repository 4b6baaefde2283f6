#include "embed/retrieval.h"

#include "embed/nearest.h"

namespace qiao::embed {
namespace {

Eigen::VectorXf neighbour_means(const Embeddings& scores, int k) {
  Eigen::VectorXf means(scores.rows());
  Eigen::RowVectorXf row;
  for (Eigen::Index i = 0; i < scores.rows(); ++i) {
    row = scores.row(i);
    means[i] = mean_of_largest(row.data(), row.size(), k);
  }
  return means;
}

double diagonal_hits(const Embeddings& scores) {
  Eigen::Index hits = 0;
  for (Eigen::Index i = 0; i < scores.rows(); ++i) {
    Eigen::Index best = 0;
    scores.row(i).maxCoeff(&best);
    hits += best == i;
  }
  return scores.rows() ? static_cast<double>(hits) / static_cast<double>(scores.rows()) : 0;
}

}  // namespace

Retrieval evaluate_retrieval(const EmbeddingsView& source, const EmbeddingsView& target, int k) {
  Embeddings scores = source * target.transpose();
  Embeddings transposed = scores.transpose();
  Retrieval result;
  result.forward = diagonal_hits(scores);
  result.backward = diagonal_hits(transposed);
  const Eigen::VectorXf source_means = neighbour_means(scores, k);
  const Eigen::VectorXf target_means = neighbour_means(transposed, k);
  scores *= 2;
  scores.colwise() -= source_means;
  scores.rowwise() -= target_means.transpose();
  transposed = scores.transpose();
  result.margin_forward = diagonal_hits(scores);
  result.margin_backward = diagonal_hits(transposed);
  return result;
}

}  // namespace qiao::embed
