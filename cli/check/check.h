// All that can be said about a pair of versions: what `qiao check` reports and the review page
// marks.
#pragma once

#include <vector>

#include "cli/bridge.h"
#include "cli/check/figure_findings.h"
#include "cli/check/figure_table.h"
#include "cli/check/findings.h"
#include "cli/check/glossary.h"
#include "cli/check/name_findings.h"
#include "cli/check/partial.h"
#include "cli/input.h"
#include "embed/parallel.h"

namespace qiao::cli {

struct CheckOptions {
  FigureOptions figures;
  PartialOptions partial;
  NameOptions names;
  Glossary glossary;            // of the user
  double min_confidence = 0.3;  // findings below are not reported
};

struct Checked {
  PairFigures figures;
  std::vector<Finding> findings;  // sorted (sort_findings)
};

// Silent and total.
Checked check(const Pair& pair, const Bridge& bridge, embed::Pool& pool,
              const CheckOptions& options = {});

}  // namespace qiao::cli
