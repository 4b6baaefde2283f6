// What was moved is neither dropped nor added: after the monotone search, sentences that were left
// over on both sides are matched with each other, wherever they stand.
//
// Each of the A sentences left over on the other side may be the partner, or none. With the
// evidence e as log likelihood ratio, a pair's odds are exp(e) s / A, s the share of left-over
// sentences that are moved ones. Pairs that are each other's best, more likely than not and on two
// sides of an aligned bead become beads.
#pragma once

#include "align/bead.h"
#include "align/evidence.h"
#include "align/sentence_witness.h"

namespace qiao::align {

struct MovedOptions {
  double share = 0.1;       // of left-over sentences that have a partner elsewhere, beforehand
  int candidates = 4;       // of each sentence: the nearest by the sentence witness are weighed
  std::size_t most = 4000;  // left-over sentences a side up to which moved ones are looked for
};

// Replaces pairs of null beads by moved ones, at their source places; `score` is the pair's
// probability. O(D A d) time for D dropped and A added sentences.
void find_moved(Alignment& alignment, const SentenceWitness& sentences, const Evidence& evidence,
                const MovedOptions& options);

}  // namespace qiao::align
