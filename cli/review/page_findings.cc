#include "cli/review/page_findings.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace qiao::cli {
namespace {

bool shown_by_the_page(FindingKind kind) {
  return kind == FindingKind::kDropped || kind == FindingKind::kAdded ||
         kind == FindingKind::kMoved || kind == FindingKind::kFigure;
}

std::string message_of(const Finding& finding) {
  const std::string other = finding.side == SideName::kSource ? "target" : "source";
  const std::string sure = std::to_string(std::lround(100 * finding.confidence)) + " % sure";
  switch (finding.kind) {
    case FindingKind::kPartial:
      return "nothing in the " + other + " covers this, " + sure;
    case FindingKind::kName:
      return finding.value + " is not named in the " + other + ", " + sure;
    case FindingKind::kBoilerplate:
      return "belongs to the page rather than to the text, " + sure;
    default:
      return sure;
  }
}

}  // namespace

std::vector<PageFinding> page_findings(const Pair& pair, std::span<const Finding> findings) {
  std::vector<PageFinding> marks;
  for (const Finding& finding : findings) {
    if (shown_by_the_page(finding.kind)) continue;
    const text::Document& document = side_of(pair, finding.side).document;
    for (int i = finding.passage.sentences.begin; i < finding.passage.sentences.end; ++i) {
      const text::ByteRange sentence = document.sentences()[static_cast<std::size_t>(i)].text;
      const std::size_t begin = std::max(sentence.begin, finding.passage.text.begin);
      const std::size_t end = std::min(sentence.end, finding.passage.text.end);
      if (begin >= end) continue;
      marks.push_back({.kind = std::string(finding_kind_name(finding.kind)),
                       .in_source = finding.side == SideName::kSource,
                       .sentence = i,
                       .range = {begin - sentence.begin, end - sentence.begin},
                       .message = message_of(finding)});
    }
  }
  return marks;
}

}  // namespace qiao::cli
