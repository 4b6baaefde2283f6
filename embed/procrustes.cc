#include "embed/procrustes.h"

#include <Eigen/SVD>
#include <cassert>

namespace qiao::embed {
namespace {

// BDCSVD divides and conquers from 16 columns on.
Eigen::BDCSVD<Eigen::MatrixXd> decompose(const Eigen::MatrixXd& matrix) {
  return Eigen::BDCSVD<Eigen::MatrixXd>(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
}

}  // namespace

void scale_rows_to_unit(Embeddings& rows) {
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const float norm = rows.row(i).stableNorm();
    if (norm > 0) rows.row(i) /= norm;
  }
}

void normalise_rows(Embeddings& rows) {
  if (rows.rows() == 0) return;
  scale_rows_to_unit(rows);
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(rows.cols());
  Eigen::Index known = 0;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    if (rows.row(i).isZero(0)) continue;
    sum += rows.row(i).cast<double>();
    ++known;
  }
  if (known == 0) return;
  const Eigen::RowVectorXf mean = (sum / static_cast<double>(known)).cast<float>();
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    if (!rows.row(i).isZero(0)) rows.row(i) -= mean;
  }
  scale_rows_to_unit(rows);
}

Embeddings orthogonal_map(const EmbeddingsView& source, const EmbeddingsView& target) {
  assert(source.rows() == target.rows() && source.cols() == target.cols());
  const Eigen::MatrixXd product = (source.transpose() * target).cast<double>();
  const auto svd = decompose(product);
  return (svd.matrixU() * svd.matrixV().transpose()).cast<float>();
}

Embeddings clip_singular_values(const Embeddings& map) {
  const auto svd = decompose(map.cast<double>());
  return (svd.matrixU() * svd.singularValues().cwiseMin(1.0).asDiagonal() *
          svd.matrixV().transpose())
      .cast<float>();
}

}  // namespace qiao::embed
