// Two texts as `qiao check` sees them, from lines written in the test.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "align/bead.h"
#include "cli/input.h"
#include "text/document.h"

namespace qiao::testing {

inline cli::Side made_side(std::string lines, std::string name, text::Language language) {
  text::ReadOptions options;
  options.pre_split = true;
  options.language = language;
  const text::LanguageGuess guess{language, text::Script::kUnknown, 1};
  return {text::Document::read(std::move(lines), std::move(name), options), guess};
}

// One sentence a line.
inline cli::Pair made_pair(std::string chinese, std::string german) {
  return {made_side(std::move(chinese), "zh.txt", text::Language::kChinese),
          made_side(std::move(german), "de.txt", text::Language::kGerman)};
}

inline align::Alignment made_alignment(const cli::Pair& pair, std::vector<align::Bead> beads) {
  return {std::move(beads), static_cast<int>(pair.source.document.sentence_count()),
          static_cast<int>(pair.target.document.sentence_count())};
}

inline align::Bead aligned(align::SentenceSpan source, align::SentenceSpan target,
                           double score = 1) {
  return {source, target, score, align::Status::kAligned};
}
inline align::Bead dropped(int source, int at_target, double score = 1) {
  return {{source, source + 1}, {at_target, at_target}, score, align::Status::kDropped};
}
inline align::Bead added(int at_source, int target, double score = 1) {
  return {{at_source, at_source}, {target, target + 1}, score, align::Status::kAdded};
}
inline align::Bead moved(int source, int target, double score = 1) {
  return {{source, source + 1}, {target, target + 1}, score, align::Status::kMoved};
}

// The bytes of the document that a passage means, as text.
inline std::string_view text_of(const cli::Side& side, text::ByteRange range) {
  return range.in(side.document.text());
}

}  // namespace qiao::testing
