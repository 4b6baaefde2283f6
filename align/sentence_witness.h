// The first witness: what two spans of sentences are about, as a whole.
//
//   c(S, T) = cos(sum of S, sum of T) - (mean background of S + mean background of T) / 2
//
// where a sentence's background is its mean cosine with its near, but not nearest, neighbours on
// the other side (ranks 5 to 12): what it has in common with the text at large. Cross-domain
// similarity local scaling in the manner of Conneau et al., ICLR 2018, section 2.3, with the
// nearest ranks left out because they may be the translation itself.
#pragma once

#include "align/side.h"
#include "embed/embeddings.h"
#include "embed/parallel.h"

namespace qiao::align {

// What the sentences of either side have in common with the other text at large, one a sentence.
struct Backgrounds {
  Eigen::VectorXf source, target;
};

class SentenceWitness {
 public:
  // Neighbours are sought among `sample` sentences of the other side, evenly spread, or all when
  // there are fewer. O((n + m) sample d) time, O((n + m) d) memory.
  SentenceWitness(const embed::Embeddings& source, const embed::Embeddings& target,
                  embed::Pool& pool, int sample = 2048);

  // For the spans [i, i + a) and [j, j + b), none empty. Within [-2, 2]; above 0 speaks for them.
  float operator()(int i, int j, int a, int b) const { return against(backgrounds_, i, j, a, b); }
  // The same with backgrounds of another sample.
  float against(const Backgrounds& backgrounds, int i, int j, int a, int b) const;

 private:
  Backgrounds backgrounds_;
  embed::Embeddings source_, target_;  // row i: the sum of the first i sentences
};

// As SentenceWitness measures them.
Backgrounds measure_backgrounds(const embed::Embeddings& source, const embed::Embeddings& target,
                                int sample, embed::Pool& pool);

}  // namespace qiao::align
