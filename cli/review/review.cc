#include "cli/review/review.h"

#include "cli/review/page_findings.h"
#include "cli/review/review_page.h"
#include "cli/review/word_links.h"

namespace qiao::cli {

void write_review(const Pair& pair, const Bridge& bridge, const Checked& checked,
                  const tmx::UnitMaking& making, Builder& builder, tmx::ByteSink& sink) {
  const auto links =
      word_links(pair, checked.figures, bridge.alignment, builder.model, builder.pool);
  const auto findings = page_findings(pair, checked.findings);
  write_review_page({.pair = pair,
                     .alignment = bridge.alignment,
                     .figures = checked.figures,
                     .making = making,
                     .links = links,
                     .findings = findings},
                    sink);
}

}  // namespace qiao::cli
