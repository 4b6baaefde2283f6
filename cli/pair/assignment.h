// Each document one partner at most, the likeliest first; what is left over is told.
#pragma once

#include <vector>

#include "cli/pair/hearing.h"
#include "cli/pair/sides.h"
#include "cli/pair/verdict.h"

namespace qiao::cli {

// Pairs and partial ones by source, then memories, then versions, then the documents alone or
// broken, sources first, with those that the sides had settled. Equal scores: the same file name
// goes first.
std::vector<Verdict> assign_partners(const PairSides& sides, std::vector<Case> cases,
                                     double min_score);

}  // namespace qiao::cli
