// What was moved is neither dropped nor added: what the monotone search left over on both sides, or
// had to join because it stands crosswise, is matched anew.
//
// Exchanged neighbours. The search makes one bead of two parts that changed places. It is taken
// apart where the two crossing beads are likelier.
//
// Stretches said elsewhere. A run of sentences that were dropped one after the other and a run that
// was added are aligned with each other, and the beads that are likelier than leaving their
// sentences out make up a stretch. With S the sum of their log odds (search.h), each lowered by
// what one bead more may bring by chance, the odds of the stretch are exp(S) s / A: s is the share
// of stretches left over that are moved ones, greater where the two stand on two sides of one bead,
// A how many left-over sentences of the other side stand as near. So five sentences that are moved
// together help each other, and one alone, or one from far away, must be surer. A stretch becomes
// moved beads where it is more likely than not and stands on two sides of an aligned bead; of
// stretches that want the same sentence the likelier gets it. Before, the words of its beads are
// weighed against those around both places and not only those around where the search came by: two
// passages on the same matter are no translations of each other.
#pragma once

#include "align/bead.h"
#include "align/search.h"
#include "embed/parallel.h"

namespace qiao::align {

// `score` of a moved bead is its probability, given that of its stretch. O(D A d) time for D
// dropped and A added sentences, and that of an alignment for the stretches.
void find_moved(Alignment& alignment, const Search& search, const MovedOptions& options,
                embed::Pool& pool);

}  // namespace qiao::align
