#include "cli/check/check.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/check/null_findings.h"

namespace qiao::cli {

std::vector<Finding> check(const Pair& pair, const Bridge& bridge, const PairFigures& figures,
                           embed::Pool& pool, const CheckOptions& options) {
  std::vector<Finding> findings = null_findings(pair, bridge.alignment);
  const auto take = [&](std::vector<Finding> more) {
    std::move(more.begin(), more.end(), std::back_inserter(findings));
  };
  take(figure_findings(pair, bridge.alignment, figures, options.figures));
  const Coverage coverage(pair, bridge, figures, pool);
  const std::vector<CoveredBead> covered = coverage.beads(pool);
  take(partial_findings(pair, bridge.alignment, coverage, covered, options.partial));
  take(name_findings(pair, bridge.alignment, covered, options.glossary, options.names));
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.confidence < options.min_confidence;
  });
  sort_findings(findings);
  return findings;
}

}  // namespace qiao::cli
