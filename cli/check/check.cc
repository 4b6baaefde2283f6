#include "cli/check/check.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/check/null_findings.h"

namespace qiao::cli {

Checked check(const Pair& pair, const Bridge& bridge, embed::Pool& pool,
              const CheckOptions& options) {
  Checked checked{figures_of(pair), null_findings(pair, bridge.alignment)};
  std::vector<Finding>& findings = checked.findings;
  const auto take = [&](std::vector<Finding> more) {
    std::move(more.begin(), more.end(), std::back_inserter(findings));
  };
  take(figure_findings(pair, bridge.alignment, checked.figures, options.figures));
  const Coverage coverage(pair, bridge, checked.figures, pool);
  const std::vector<CoveredBead> covered = coverage.beads(pool);
  take(partial_findings(pair, bridge.alignment, coverage, covered, options.partial));
  take(name_findings(pair, bridge.alignment, covered, options.glossary, options.names));
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.confidence < options.min_confidence;
  });
  sort_findings(findings);
  return checked;
}

}  // namespace qiao::cli
