// Whole sentences that one side lacks or says elsewhere, neighbours taken together as runs.
#pragma once

#include <vector>

#include "align/bead.h"
#include "cli/check/findings.h"
#include "cli/input.h"

namespace qiao::cli {

// A run ends where a sentence has a counterpart, where boilerplate begins or ends, and, for moved
// ones, where the other side is not continued. The confidence of a run is the mean of its beads',
// that of boilerplate is lowered by its own.
std::vector<Finding> null_findings(const Pair& pair, const align::Alignment& alignment);

}  // namespace qiao::cli
