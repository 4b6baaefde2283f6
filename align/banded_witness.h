// The sentence witness for every bead of a band at once.
//
// The vector of a span is the sum of its sentences' vectors, so the dot product of two spans is the
// sum of the dot products of their sentences: one product of matrices along the band, and each bead
// costs a few additions instead of a dot product over d dimensions.
#pragma once

#include <cstddef>
#include <vector>

#include "align/dynamic_program.h"
#include "align/sentence_witness.h"

namespace qiao::align {

class BandedWitness {
 public:
  // Lends the witness. O(cells d) time, one float a cell; `longest` is what a span may hold.
  BandedWitness(const SentenceWitness& witness, const Band& band, int longest, embed::Pool& pool);

  // What the witness says of the spans [i, i + a) and [j, j + b), but for rounding. Both corners of
  // the bead must be in the band, and neither span longer than `longest`.
  float operator()(int i, int j, int a, int b) const {
    float dot = 0;
    for (int x = i; x < i + a; ++x) {
      const float* products = row(x) + j;
      for (int y = 0; y < b; ++y) dot += products[y];
    }
    const float norms = source_norms_(a - 1, i) * target_norms_(b - 1, j);
    return (norms > 0 ? dot / norms : 0) - witness_.background(i, j, a, b);
  }

 private:
  // row(i)[j]: source sentence i by target sentence j, for j in [begin_[i], begin_[i] + length).
  const float* row(int i) const {
    const auto k = static_cast<std::size_t>(i);
    return products_.data() + offsets_[k] - begin_[k];
  }

  const SentenceWitness& witness_;
  std::vector<int> begin_;
  std::vector<std::size_t> offsets_;
  std::vector<float> products_;
  embed::Embeddings source_norms_, target_norms_;  // (a - 1, i): of the sum of [i, i + a)
};

}  // namespace qiao::align
