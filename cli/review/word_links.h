// Which words of aligned sentences mean the same: what the review page lights up under the mouse.
//
//   他在一萬兩千人面前質疑規定的邏輯      12.000 - 一萬兩千, hinterfragt - 質疑, Logik - 邏輯
//
// Words by their vectors, figures by their value (text/figures.h); the words of a figure are no
// words of their own.
//
// For reading, not for deciding: the aligner's own word witness (align/word_witness.h) weighs all
// pairs of words, this picks the ones worth showing.
#pragma once

#include <compare>
#include <vector>

#include "align/bead.h"
#include "cli/check/figure_table.h"
#include "cli/input.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/byte_range.h"

namespace qiao::cli {

struct WordLink {
  int source = 0;               // sentence
  int target = 0;               // sentence
  text::ByteRange source_word;  // bytes of the sentence
  text::ByteRange target_word;
  friend auto operator<=>(const WordLink&, const WordLink&) = default;
};

struct LinkOptions {
  // Cosine of two words from which they may be linked.
  float least_cosine = 0.4F;
  // A word is linked to its best counterpart and to those that come this close to it.
  float close_to_best = 0.06F;
};

// Between all sentences of a bead and of those right before and behind it, so that links are there
// when beads are merged or sentences moved. Sorted. O(words of each bead squared).
// Silent and total.
std::vector<WordLink> word_links(const Pair& pair, const PairFigures& figures,
                                 const align::Alignment& alignment, const embed::Model& model,
                                 embed::Pool& pool, const LinkOptions& options = {});

}  // namespace qiao::cli
