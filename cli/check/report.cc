// Every finding is a head (what, where, how sure), the text in question with the part that matters
// marked, and a line that says where to look on the other side.
#include "cli/check/report.h"

#include <cmath>
#include <string_view>
#include <utility>

#include "cli/check/passage_text.h"
#include "text/utf8.h"

namespace qiao::cli {
namespace {

constexpr std::size_t kQuoted = 64;  // characters of a sentence that is only there to find a place

// ANSI select graphic rendition; empty strings where no terminal is.
struct Style {
  std::string_view head, faint, end;  // around headings and places
  std::string_view mark, unmark;      // around the part that matters
};
constexpr Style kColours = {"\x1B[1m", "\x1B[2m", "\x1B[0m", "\x1B[1;31m", "\x1B[0m"};
constexpr Style kPlain = {"", "", "", "⟦", "⟧"};

std::string percent(double confidence) {
  return std::to_string(std::lround(confidence * 100)) + " %";
}

std::string place(const text::Document& document, std::size_t source_byte) {
  const text::Document::Place at = document.place(source_byte);
  return document.name() + (at.part.empty() ? "" : "/" + at.part) + ":" + std::to_string(at.line) +
         ":" + std::to_string(at.column);
}

// The first characters of a sentence, with … when there are more.
std::string beginning(const std::string& line) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size() && count < kQuoted; ++count) {
    text::next_character(line, at);
  }
  return at == line.size() ? line : line.substr(0, at) + "…";
}

class Report {
 public:
  Report(const Pair& pair, const Style& style) : pair_(pair), style_(style) {}

  void add(const Finding& finding) {
    const Side& side = side_of(pair_, finding.side);
    const Side& other = side_of(pair_, opposite(finding.side));
    head(finding, side);
    if (is_part(finding.kind)) {
      body(marked(side, finding.passage));
    } else {
      for (int i = finding.passage.sentences.begin; i < finding.passage.sentences.end; ++i) {
        body(sentences_text(side, {i, i + 1}));
      }
    }
    elsewhere(finding, other);
    text_ += '\n';
  }

  std::string take() && { return std::move(text_); }

 private:
  static bool is_part(FindingKind kind) {
    return kind == FindingKind::kPartial || kind == FindingKind::kFigure ||
           kind == FindingKind::kName;
  }

  static std::string_view heading(const Finding& finding) {
    const bool source = finding.side == SideName::kSource;
    switch (finding.kind) {
      case FindingKind::kPartial:
        return source ? "partly dropped" : "partly added";
      case FindingKind::kFigure:
        return finding.other_value.empty() ? (source ? "figure missing" : "figure added")
                                           : "figure differs";
      case FindingKind::kName:
        return source ? "name missing" : "name added";
      default:
        return finding_kind_name(finding.kind);
    }
  }

  void head(const Finding& finding, const Side& side) {
    text_.append(style_.head).append(heading(finding)).append(style_.end);
    text_ += "  " + place(side.document, finding.passage.original.begin) + "  ";
    const int count = finding.passage.sentences.size();
    if (!is_part(finding.kind) && count > 1) text_ += std::to_string(count) + " sentences, ";
    if (!finding.value.empty()) {
      const bool figure = finding.kind == FindingKind::kFigure;
      text_ += figure ? readable_value(finding.value) : finding.value;
      if (!finding.other_value.empty()) text_ += " against " + readable_value(finding.other_value);
      text_ += ", ";
    }
    text_ += percent(finding.confidence) + '\n';
  }

  void body(const std::string& line) { text_ += "    " + line + '\n'; }

  // The sentences of a passage with its part marked.
  std::string marked(const Side& side, const Passage& passage) const {
    const text::ByteRange whole = whole_passage(side.document, passage.sentences).text;
    std::string line = one_line(side.document, {whole.begin, passage.text.begin});
    line.append(style_.mark).append(one_line(side.document, passage.text)).append(style_.unmark);
    return line + one_line(side.document, {passage.text.end, whole.end});
  }

  void elsewhere(const Finding& finding, const Side& other) {
    const Passage& passage = finding.other;
    if (!passage.sentences.empty()) {
      const bool marks = !finding.other_value.empty();
      line_of_place(finding.kind == FindingKind::kMoved ? "now at" : "beside", other,
                    passage.original.begin,
                    marks ? marked(other, passage) : sentences_text(other, passage.sentences));
      return;
    }
    const std::string before = sentence_before(other, passage);
    const std::string after = sentence_after(other, passage);
    if (!before.empty()) {
      const auto i = static_cast<std::size_t>(passage.sentences.begin) - 1;
      line_of_place("behind", other, other.document.sentences()[i].source.begin, beginning(before));
    }
    if (!after.empty()) {
      line_of_place("before", other, passage.original.begin, beginning(after));
    }
  }

  void line_of_place(std::string_view word, const Side& side, std::size_t source_byte,
                     const std::string& line) {
    text_.append("    ").append(style_.faint).append(word).append(" ");
    text_.append(place(side.document, source_byte)).append(style_.end);
    text_ += "  " + line + '\n';
  }

  const Pair& pair_;
  Style style_;
  std::string text_;
};

}  // namespace

std::string format_report(std::span<const Finding> findings, const Pair& pair,
                          const Summary& summary, bool colours) {
  Report report(pair, colours ? kColours : kPlain);
  for (const Finding& finding : findings) report.add(finding);
  std::string text = std::move(report).take();
  text += std::to_string(summary.pairs) + (summary.pairs == 1 ? " pair; " : " pairs; ");
  if (findings.empty()) return text + "nothing found\n";
  std::string counts;
  for (const FindingKind kind : kFindingKinds) {
    const std::size_t count = count_of(findings, kind);
    if (count == 0) continue;
    if (!counts.empty()) counts += ", ";
    counts += std::to_string(count) + ' ' + std::string(finding_kind_name(kind));
  }
  return text + counts + '\n';
}

}  // namespace qiao::cli
