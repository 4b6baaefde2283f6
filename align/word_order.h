// What the order of words says of two spans: words that explain each other stand at like places.
//
// The word witness asks which words of a span explain a word, wherever they stand. Here near ones
// count for more, by their distance from the diagonal (Dyer, Chahuneau & Smith, "A simple, fast,
// and effective reparameterization of IBM model 2", NAACL 2013, section 2):
//
//   e'(v | S) = log( p0 + (1 - p0) * sum_w d omega_w r(v, w) / sum_w d omega_w )    w in S
//   d(v, w)   = exp(-tension |place of v in T - place of w in S|)
//
// A word's place is the share of its span's importance that stands before its middle. A sentence
// too many, on either side, pushes aside what belongs together: that is what shows here.
#pragma once

#include "embed/embeddings.h"

namespace qiao::align {

// How much more the words of two spans have to do with each other than with those around: r(w, v)
// of word_witness.h is close(w, v) by the background of the word that asks.
struct WordRatios {
  Eigen::ArrayXXf close;             // source words x target words
  Eigen::ArrayXf source_importance;  // omega
  Eigen::ArrayXf target_importance;
  Eigen::ArrayXf source_background;
  Eigen::ArrayXf target_background;
};

// The sum of omega_v (e'(v | S) - e(v | S)) over the words of T, and the same of the words of S: in
// nats, what is to be added to the word witness. 0 where a span has no words. O(words of one span *
// words of the other) time.
float order_evidence(const WordRatios& ratios, float nowhere, float tension);

}  // namespace qiao::align
