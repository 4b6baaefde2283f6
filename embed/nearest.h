// The nearest rows by cosine, and the CSLS that keeps hubs, rows that are near to everything, from
// winning each time (Conneau et al., "Word translation without parallel data", ICLR 2018, 2.3):
//
//   csls(x, y) = 2 cos(x, y) - r_T(x) - r_S(y)
//
// where r_T(x) is the mean cosine of x with its k nearest target rows and r_S(y) the same for y
// among the source rows. For a given x the order of the y is that of cos(x, y) - r_S(y) / 2.
#pragma once

#include <vector>

#include "embed/embeddings.h"
#include "embed/parallel.h"

namespace qiao::embed {

// The mean of the `k` largest of `count` numbers (of all when there are fewer; 0 for none).
// Reorders the numbers.
float mean_of_largest(float* numbers, Eigen::Index count, Eigen::Index k);

// r: for each of the n queries the mean cosine with its k nearest among the rows.
//   queries n x d, rows m x d, of unit length. O(n m d) time, O(m) memory a thread.
Eigen::VectorXf mean_similarities(const EmbeddingsView& queries, const EmbeddingsView& rows, int k,
                                  Pool& pool);

using Neighbours = Eigen::Matrix<Eigen::Index, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// n x k: the rows of greatest queries_i . rows_j - penalty_j, the best first; of equal ones the
// earlier row first. `penalties` has m entries, or none. Requires k <= m.
Neighbours nearest_rows(const EmbeddingsView& queries, const EmbeddingsView& rows,
                        const Eigen::VectorXf& penalties, int k, Pool& pool);

}  // namespace qiao::embed
