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
  // O(cells d) time, one float a cell; `longest` is what a span may hold.
  BandedWitness(const SentenceWitness& witness, const Band& band, int longest, embed::Pool& pool);

  // What the witness says of the spans [i, i + a) and [j, j + b), but for rounding. Both corners of
  // the bead must be in the band, and neither span longer than `longest`.
  float operator()(int i, int j, int a, int b) const {
    float dot = 0;
    for (int x = i; x < i + a; ++x) {
      const float* products = row(x) + j;
      for (int y = 0; y < b; ++y) dot += products[y];
    }
    return dot * source_.per_norm(a - 1, i) * target_.per_norm(b - 1, j) -
           source_.background(a - 1, i) - target_.background(b - 1, j);
  }

 private:
  // row(i)[j]: source sentence i by target sentence j, for j in [begin_[i], begin_[i] + length).
  const float* row(int i) const {
    const auto k = static_cast<std::size_t>(i);
    return products_.data() + offsets_[k] - begin_[k];
  }

  // Of one side's spans, (a - 1, i) for [i, i + a).
  struct Spans {
    embed::Embeddings per_norm;    // 1 by the norm of the sum; 0 for none
    embed::Embeddings background;  // half the mean
  };
  static Spans spans(const embed::Embeddings& rows, const Eigen::VectorXf& backgrounds,
                     int longest);

  std::vector<int> begin_;
  std::vector<std::size_t> offsets_;
  std::vector<float> products_;
  Spans source_, target_;
};

}  // namespace qiao::align
