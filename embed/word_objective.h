// The second half of the training: words find the sentence that they were translated from.
//
// The aligner weighs a pair of spans word by word (align/word_witness.h): a target word v is
// evidence for a source sentence S by
//
//   e(v | S) = log( p0 + (1 - p0) f(v, S) / b(v) )
//   f(v, S)  = mean of exp(beta cos(v, w)) over the words w of S
//
// with b the mean over all words of the sentences around. That is what is trained here: the mean of
// -e(v | S) over the words v of a block of pairs, S the sentence that translates v's, b the mean
// over the words of the block, and the same from target to source. Means are weighted by omega, the
// norm of a word's vector to the power alpha, which stands still: importance is learned from the
// sentences.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embed/embeddings.h"

namespace qiao::embed {

// Near WordWitnessOptions, which were chosen for alignment afterwards; embed/ knows no alignment.
struct WordObjectiveOptions {
  float beta = 11;
  float alpha = 0.5F;
  float nowhere = 0.1F;
};

// The words of a sentence: each a row of the words of its side.
using BlockSentence = std::vector<std::uint32_t>;

// Distinct words of the sentences of a block.
struct WordBlock {
  std::vector<BlockSentence> source, target;  // as many; words count from 0 on either side
  Embeddings source_words, target_words;      // sums of features, one row a distinct word
};

struct WordLoss {
  double loss = 0;            // nats a word
  Embeddings source, target;  // its gradient by the rows of the block's words
};

// O(words of one side x words of the other x d) time.
WordLoss word_objective(const WordBlock& block, const WordObjectiveOptions& options);

}  // namespace qiao::embed
