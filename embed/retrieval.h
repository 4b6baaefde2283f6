// How well two sets of vectors find each other: row i of one is the translation of row i of the
// other, and its nearest row should be just that one.
#pragma once

#include "embed/embeddings.h"

namespace qiao::embed {

struct Retrieval {
  double forward = 0;         // share of source rows whose nearest target row is their own
  double backward = 0;        // the same from target to source
  double margin_forward = 0;  // nearest by margin: cosine less the mean cosine of each side's k
  double margin_backward =
      0;  //   nearest neighbours (CSLS; Conneau et al., ICLR 2018, section 2.3)
};

//   source, target  n x d, rows of unit length
//   k               neighbours in each mean
// O(n^2 d) time, O(n^2) memory.
Retrieval evaluate_retrieval(const EmbeddingsView& source, const EmbeddingsView& target, int k = 4);

}  // namespace qiao::embed
