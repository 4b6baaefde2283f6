#include "cli/check/findings.h"

#include <algorithm>
#include <ostream>
#include <tuple>

namespace qiao::cli {
namespace {

FailOn level_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::kDropped:
    case FindingKind::kAdded:
      return FailOn::kDropped;
    case FindingKind::kPartial:
      return FailOn::kPartial;
    case FindingKind::kFigure:
      return FailOn::kFigures;
    case FindingKind::kMoved:
    case FindingKind::kName:
      return FailOn::kAny;
    case FindingKind::kBoilerplate:
      break;
  }
  return FailOn::kNever;
}

}  // namespace

std::string_view finding_kind_name(FindingKind kind) {
  switch (kind) {
    case FindingKind::kDropped:
      return "dropped";
    case FindingKind::kAdded:
      return "added";
    case FindingKind::kMoved:
      return "moved";
    case FindingKind::kPartial:
      return "partial";
    case FindingKind::kFigure:
      return "figure";
    case FindingKind::kName:
      return "name";
    case FindingKind::kBoilerplate:
      return "boilerplate";
  }
  return "";
}

std::optional<FindingKind> finding_kind_named(std::string_view name) {
  for (const FindingKind kind : kFindingKinds) {
    if (finding_kind_name(kind) == name) return kind;
  }
  return std::nullopt;
}

std::ostream& operator<<(std::ostream& out, const Finding& finding) {
  const Passage& passage = finding.passage;
  out << finding_kind_name(finding.kind)
      << (finding.side == SideName::kSource ? " source [" : " target [") << passage.sentences.begin
      << ", " << passage.sentences.end << ") bytes [" << passage.text.begin << ", "
      << passage.text.end << "), other [" << finding.other.sentences.begin << ", "
      << finding.other.sentences.end << ") bytes [" << finding.other.text.begin << ", "
      << finding.other.text.end << ')';
  if (!finding.value.empty()) out << ", " << finding.value;
  if (!finding.other_value.empty()) out << " against " << finding.other_value;
  return out << ", " << finding.confidence;
}

Passage whole_passage(const text::Document& document, align::SentenceSpan sentences) {
  Passage passage{.sentences = sentences};
  const auto& all = document.sentences();
  const auto begin = static_cast<std::size_t>(sentences.begin);
  if (!sentences.empty()) {
    const auto last = static_cast<std::size_t>(sentences.end) - 1;
    passage.text = {all[begin].text.begin, all[last].text.end};
    passage.original = {all[begin].source.begin, all[last].source.end};
  } else if (begin < all.size()) {
    passage.text = {all[begin].text.begin, all[begin].text.begin};
    passage.original = {all[begin].source.begin, all[begin].source.begin};
  } else if (!all.empty()) {
    passage.text = {all.back().text.end, all.back().text.end};
    passage.original = {all.back().source.end, all.back().source.end};
  }
  return passage;
}

Passage part_passage(const text::Document& document, align::SentenceSpan sentences,
                     text::ByteRange text) {
  return {.sentences = sentences, .text = text, .original = document.source_of(text)};
}

align::SentenceSpan widened(align::SentenceSpan span, int by, const text::Document& document) {
  const auto count = static_cast<int>(document.sentence_count());
  return {std::max(0, span.begin - by), std::min(count, span.end + by)};
}

std::string_view text_of(const text::Document& document, align::SentenceSpan sentences) {
  return whole_passage(document, sentences).text.in(document.text());
}

void sort_findings(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    const Passage& source = finding.side == SideName::kSource ? finding.passage : finding.other;
    return std::tuple(source.sentences.begin, finding.kind, finding.side,
                      finding.passage.text.begin, finding.passage.text.end);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

std::size_t count_of(std::span<const Finding> findings, FindingKind kind) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const Finding& finding) { return finding.kind == kind; }));
}

bool fails(std::span<const Finding> findings, FailOn level) {
  if (level == FailOn::kNever) return false;
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return level_of(finding.kind) <= level; });
}

}  // namespace qiao::cli
