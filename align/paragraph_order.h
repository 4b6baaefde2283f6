// Texts whose paragraphs come in another order: the target's paragraphs are put in the order of
// the source's, the texts aligned, and the beads put back; those that cross are moved.
//
// Which source paragraph l a target paragraph k belongs to is found for all at once, by what their
// sentences' sums are about:
//
//   maximize  sum over k of sentences(k) c(l_k, k)  -  jump * #{k: l_k is none of l_{k-1}, …+1,
//   …+2}
//
// so that a short paragraph stays with the one before it unless it clearly belongs elsewhere.
// A paragraph may become several, and several one. (Vogel, Ney & Tillmann, "HMM-based word
// alignment in statistical translation", COLING 1996, has the form; there of words.)
#pragma once

#include <vector>

#include "align/aligner.h"
#include "align/sentence_witness.h"
#include "align/side.h"
#include "embed/parallel.h"

namespace qiao::align {

struct ParagraphOrderOptions {
  double jump = 0.5;        // cosines of one sentence; set by hand
  double most_pairs = 2e7;  // of paragraphs; longer texts keep their order
};

// The target's paragraphs, counted from 0 through the text, in the order of the source. O(p q d)
// time for p and q paragraphs. Requires that both sides know their paragraphs.
std::vector<int> paragraph_order(const Side& source, const Side& target, embed::Pool& pool,
                                 const ParagraphOrderOptions& options = {});

// align() with MonotoneBy::kParagraph; with kSentence where a side does not know its paragraphs.
Alignment align_by_paragraph(const Side& source, const Side& target, const AlignOptions& options,
                             embed::Pool& pool);

}  // namespace qiao::align
