// The layout of vectors, once for the whole library: one sentence (or word) a row, row-major,
// float32, "n x d" in every other header.
#pragma once

#include <Eigen/Core>

namespace qiao::embed {

using Embeddings = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
// Binds blocks of rows without copying. A column-major matrix would be copied unseen: build
// Embeddings.
using EmbeddingsView = Eigen::Ref<const Embeddings>;

}  // namespace qiao::embed
