// Whether scores can be believed: of the beads with a score of .9, nine in ten should be right.
#pragma once

#include <span>
#include <vector>

#include "align/ladder.h"

namespace qiao::align {

struct ScoredBead {
  double score = 0;    // probability that the bead is right, within [0, 1]
  bool right = false;  // the gold holds exactly this bead
};

// The score is 1 - cost, as to_ladder writes it. Beads without any sentence are left out.
std::vector<ScoredBead> scored_against(std::span<const LadderBead> gold,
                                       std::span<const LadderBead> predicted);

// Expected calibration error over ten bins of equal width: the mean distance between score and
// share of right beads, weighted by beads (Naeini, Cooper & Hauskrecht, AAAI 2015). 0 of nothing.
double calibration_error(std::span<const ScoredBead> beads);

// The share of right beads among those with the highest scores, `share` of all; ties in the order
// given. 0 of nothing.
double right_of_surest(std::vector<ScoredBead> beads, double share);

}  // namespace qiao::align
