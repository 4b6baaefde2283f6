// All that can be said about a pair of versions: what `qiao check` reports and the review page
// marks.
#pragma once

#include <vector>

#include "cli/bridge.h"
#include "cli/check/figure_findings.h"
#include "cli/check/findings.h"
#include "cli/input.h"

namespace qiao::cli {

struct CheckOptions {
  FigureOptions figures;
  double min_confidence = 0.5;  // findings below are not reported
};

// Sorted (sort_findings). Silent and total.
std::vector<Finding> check(const Pair& pair, const align::Alignment& alignment,
                           const CheckOptions& options = {});

}  // namespace qiao::cli
