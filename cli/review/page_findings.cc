#include "cli/review/page_findings.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "cli/check/passage_text.h"

namespace qiao::cli {
namespace {

bool shown_by_the_page(FindingKind kind) {
  return kind == FindingKind::kDropped || kind == FindingKind::kAdded ||
         kind == FindingKind::kMoved;
}

std::string_view name_of(SideName side) { return side == SideName::kSource ? "source" : "target"; }

std::string message_of(const Finding& finding) {
  const std::string other(name_of(opposite(finding.side)));
  const std::string sure = std::to_string(std::lround(100 * finding.confidence)) + " % sure";
  switch (finding.kind) {
    case FindingKind::kPartial:
      return "nothing in the " + other + " covers this, " + sure;
    case FindingKind::kFigure: {
      const std::string value = readable_value(finding.value);
      if (finding.other_value.empty()) {
        return value + " is not named in the " + other + ", " + sure;
      }
      return value + " in the " + std::string(name_of(finding.side)) + ", " +
             readable_value(finding.other_value) + " in the " + other + ", " + sure;
    }
    case FindingKind::kName:
      return finding.value + " is not named in the " + other + ", " + sure;
    case FindingKind::kBoilerplate:
      return "belongs to the page rather than to the text, " + sure;
    default:
      return sure;
  }
}

void mark(const Pair& pair, const Finding& finding, SideName side, const Passage& passage,
          std::vector<PageFinding>& marks) {
  const text::Document& document = side_of(pair, side).document;
  for (int i = passage.sentences.begin; i < passage.sentences.end; ++i) {
    const text::ByteRange sentence = document.sentences()[static_cast<std::size_t>(i)].text;
    const std::size_t begin = std::max(sentence.begin, passage.text.begin);
    const std::size_t end = std::min(sentence.end, passage.text.end);
    if (begin >= end) continue;
    marks.push_back({.kind = std::string(finding_kind_name(finding.kind)),
                     .in_source = side == SideName::kSource,
                     .sentence = i,
                     .range = {begin - sentence.begin, end - sentence.begin},
                     .message = message_of(finding)});
  }
}

}  // namespace

std::vector<PageFinding> page_findings(const Pair& pair, std::span<const Finding> findings) {
  std::vector<PageFinding> marks;
  for (const Finding& finding : findings) {
    if (shown_by_the_page(finding.kind)) continue;
    mark(pair, finding, finding.side, finding.passage, marks);
    if (!finding.other_value.empty()) {
      mark(pair, finding, opposite(finding.side), finding.other, marks);
    }
  }
  return marks;
}

}  // namespace qiao::cli
