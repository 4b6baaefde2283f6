// What `qiao check` found, as the review page marks it.
#pragma once

#include <span>
#include <vector>

#include "cli/check/findings.h"
#include "cli/review/review_page.h"

namespace qiao::cli {

// One mark a sentence of each finding; figures that differ are marked on both sides. Left out is
// what the page shows by itself and keeps right while beads are changed: what was dropped, added or
// moved.
std::vector<PageFinding> page_findings(const Pair& pair, std::span<const Finding> findings);

}  // namespace qiao::cli
