// What `qiao check` finds: one value a finding, without texts of its own, so that findings can be
// compared, sorted, printed and marked on a page by whoever holds both documents.
//
//   kind         side      passage                            other
//   dropped      source    a run of source sentences          where in the target it would stand
//   added        target    a run of target sentences          where in the source it would stand
//   moved        source    a run of source sentences          the target sentences that say it
//   partial      either    words that nothing covers          the sentences that ought to
//   figure       either    a figure                           the figure said instead, or the
//                                                             sentences that ought to name it
//   name         either    a name                             the sentences that ought to name it
//   boilerplate  either    a run of sentences of page chrome  as dropped and added
#pragma once

#include <array>
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "align/bead.h"
#include "cli/input.h"
#include "text/byte_range.h"

namespace qiao::cli {

enum class FindingKind { kDropped, kAdded, kMoved, kPartial, kFigure, kName, kBoilerplate };
inline constexpr std::array kFindingKinds = {
    FindingKind::kDropped, FindingKind::kAdded, FindingKind::kMoved,      FindingKind::kPartial,
    FindingKind::kFigure,  FindingKind::kName,  FindingKind::kBoilerplate};
std::string_view finding_kind_name(FindingKind kind);  // "dropped", "added", …
std::optional<FindingKind> finding_kind_named(std::string_view name);

enum class SideName { kSource, kTarget };
inline SideName opposite(SideName side) {
  return side == SideName::kSource ? SideName::kTarget : SideName::kSource;
}
inline const Side& side_of(const Pair& pair, SideName side) {
  return side == SideName::kSource ? pair.source : pair.target;
}
inline align::SentenceSpan span_of(const align::Bead& bead, SideName side) {
  return side == SideName::kSource ? bead.source : bead.target;
}

// A stretch of one side. With empty `sentences` it is the point before sentence `sentences.begin`,
// and both ranges are empty.
struct Passage {
  align::SentenceSpan sentences;
  text::ByteRange text;      // bytes of Document::text(), within these sentences
  text::ByteRange original;  // the bytes of the file that they came from
  friend bool operator==(const Passage&, const Passage&) = default;
};

struct Finding {
  FindingKind kind = FindingKind::kDropped;
  SideName side = SideName::kSource;  // that says what the other does not
  Passage passage;
  Passage other;
  std::string value;        // figures: "4000000000000 USD"; names: as it would be written
  std::string other_value;  // figures: what the other side says instead; empty when nothing
  double confidence = 0;    // that it is what it is called, within [0, 1]
  friend bool operator==(const Finding&, const Finding&) = default;
};
std::ostream& operator<<(std::ostream& out, const Finding& finding);

// All of these sentences, or the point before them when there are none.
Passage whole_passage(const text::Document& document, align::SentenceSpan sentences);

// A part of these sentences. Requires `text` within them.
Passage part_passage(const text::Document& document, align::SentenceSpan sentences,
                     text::ByteRange text);

// The span with `by` sentences more before and behind, as far as the document has them.
align::SentenceSpan widened(align::SentenceSpan span, int by, const text::Document& document);

// The text of these sentences and what stands between them, as in Document::text(). Lends.
std::string_view text_of(const text::Document& document, align::SentenceSpan sentences);

// In the order of the source text; what stands in the target alone where it would stand in the
// source; at one place in the order of FindingKind.
void sort_findings(std::vector<Finding>& findings);

std::size_t count_of(std::span<const Finding> findings, FindingKind kind);

// From what finding on a build shall fail: each level includes those before it.
enum class FailOn {
  kDropped,  // whole sentences that one side lacks: dropped, added
  kPartial,  // parts of sentences
  kFigures,
  kAny,    // names and what was moved; never boilerplate
  kNever,  // no finding does
};
bool fails(std::span<const Finding> findings, FailOn level);

}  // namespace qiao::cli
