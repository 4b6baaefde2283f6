// The map between two languages, learned for the very thing it is used for: retrieval by CSLS.
//
//   loss(W) = 1/n sum_i ( - 2 cos(x_i W, y_i) + r_T(x_i W) + r_S(y_i) )
//
// over the pairs (x_i, y_i) of a dictionary, r as in nearest.h with neighbours among all words, not
// only the dictionary's. Convex while the neighbours stand, and minimised by gradient steps, over
// matrices of spectral norm at most 1, from the Procrustes solution on.
// Joulin et al., "Loss in translation: learning bilingual word mapping with a retrieval criterion",
// EMNLP 2018, section 3 ("RCSLS + spectral").
#pragma once

#include <functional>
#include <span>
#include <utility>

#include "embed/embeddings.h"
#include "embed/parallel.h"

namespace qiao::embed {

// Row of the source and row of the target that translate each other.
using RowPair = std::pair<Eigen::Index, Eigen::Index>;

struct RcslsOptions {
  int iterations = 10;
  int neighbours = 10;         // of each mean; the paper's
  double learning_rate = 1.0;  // halved whenever the loss has risen
  Eigen::Index pool = 20000;   // neighbours are looked for among so many first rows of each side
};

struct RcslsProgress {
  int iteration;  // from 1
  double loss;    // before the step
};

// Returns d x d. Rows of `source` and `target` are of unit length, `pairs` not empty; `start` is
// the orthogonal map. Deterministic for any number of threads. Time per iteration: O(pairs * pool *
// d).
Embeddings refine_by_rcsls(const Embeddings& source, const Embeddings& target,
                           std::span<const RowPair> pairs, const Embeddings& start,
                           const RcslsOptions& options, Pool& pool,
                           const std::function<void(const RcslsProgress&)>& progress);

// Word translation: how often a right translation is among the first.
struct WordPrecision {
  double at_1 = 0;
  double at_5 = 0;
  std::size_t words = 0;  // distinct source words asked for
};

// `pairs` may give several translations of a source row, any of which is right; sorted. Candidates
// are all rows of `target`; penalties by CSLS with the first `pool` rows of `mapped`.
//   mapped n x d, target m x d, of unit length
WordPrecision word_precision(const Embeddings& mapped, const Embeddings& target,
                             std::span<const RowPair> pairs, const RcslsOptions& options,
                             Pool& pool);

}  // namespace qiao::embed
