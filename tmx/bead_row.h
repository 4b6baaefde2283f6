// A bead as its readers see it: the texts of both sides, joined, and where they came from.
// The last word of the aligner and the first of the writers; plain values only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/byte_range.h"
#include "tmx/translation_unit.h"

namespace qiao::tmx {

struct SentencePlace {
  std::size_t id = 0;     // zero-based number of the sentence in its document
  text::ByteRange range;  // bytes of the original file
  friend bool operator==(const SentencePlace&, const SentencePlace&) = default;
};

struct BeadRow {
  std::string source;  // joined by text::join_sentences; empty for a null bead
  std::string target;
  double score = 0;                // within [0, 1]
  std::string bead;                // "2-1"
  std::string status = "aligned";  // aligned, dropped, added, moved or uncertain
  bool reviewed = false;           // a person has said that it is right
  std::vector<SentencePlace> source_sentences;
  std::vector<SentencePlace> target_sentences;
  std::string previous_source;  // the source text before this one; empty at the start
  friend bool operator==(const BeadRow&, const BeadRow&) = default;
};

// What all units made from one pair of documents share.
struct UnitMaking {
  std::string source_language = "zh-TW";  // the language tags written
  std::string target_language = "de-DE";
  std::string document;  // for x-document; empty: none
  std::string date;      // creationdate as format_date gives it; empty: none
};

// The unit of a bead: x-score, x-bead, x-context-prev and x-document come first, then the source,
// then the target. A null bead is no unit: nothing can be translated with it. Requires both texts.
TranslationUnit make_unit(const BeadRow& row, const UnitMaking& making);

// As many decimals as the most exact format, the ladder, has, so that every format tells the same
// number, and beads that were written and read back give the same bytes.
double rounded_score(double score);

// "0.9731": four decimals, whatever the locale.
std::string format_score(double score);

}  // namespace qiao::tmx
