// The first witness: what two spans of sentences are about, as a whole.
//
//   c(S, T) = cos(sum of S, sum of T) - (mean background of S + mean background of T) / 2
//
// where a sentence's background is its mean cosine with its near, but not nearest, neighbours on
// the other side (ranks 5 to 12): what it has in common with the text at large. Cross-domain
// similarity local scaling in the manner of Conneau et al., ICLR 2018, section 2.3, with the
// nearest ranks left out because they may be the translation itself.
//
// Neighbours are sought among kBackgroundSample sentences of the other side, evenly spread, or all
// when there are fewer. Long texts hold nearer neighbours, and what a bead is worth must not depend
// on the length of the text it stands in: docs/accuracy.md has what larger samples cost.
#pragma once

#include <span>

#include "align/side.h"
#include "embed/embeddings.h"
#include "embed/parallel.h"

namespace qiao::align {

inline constexpr int kBackgroundSample = 64;

class SentenceWitness {
 public:
  // Lends both (n x d, m x d). O((n + m) d) time for the sample, O(n + m) memory.
  SentenceWitness(const embed::Embeddings& source, const embed::Embeddings& target,
                  embed::Pool& pool);

  // For the spans [i, i + a) and [j, j + b), none empty. Within [-2, 2]; above 0 speaks for them.
  // O((a + b) d) time; banded_witness.h has a faster one for all beads of a band.
  float operator()(int i, int j, int a, int b) const;

  // What it says of single sentences, each of `source` with each of `target`: a row for each of the
  // first. One product of matrices.
  embed::Embeddings of_each(std::span<const int> source, std::span<const int> target) const;

  const embed::Embeddings& source() const { return source_; }
  const embed::Embeddings& target() const { return target_; }
  const Eigen::VectorXf& source_backgrounds() const { return source_backgrounds_; }
  const Eigen::VectorXf& target_backgrounds() const { return target_backgrounds_; }

 private:
  const embed::Embeddings& source_;
  const embed::Embeddings& target_;
  Eigen::VectorXf source_backgrounds_, target_backgrounds_;
};

}  // namespace qiao::align
