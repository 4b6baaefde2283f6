// Beads for spreadsheets and for programs: TSV and JSON Lines, null beads included, one a line.
//
//   source  target  score   bead  status
//   你好。   Hallo.  0.9731  1-1   aligned
//   再見。           0.8800  1-0   dropped
//
//   {"source":"你好。","target":"Hallo.","score":0.9731,"bead":"1-1","status":"aligned",
//    "source_sentences":[{"id":0,"begin":0,"end":9}],"target_sentences":[{"id":0,…}],
//    "source_language":"zh-TW","target_language":"de-DE","document":"story.zh.txt"}
//
// `begin` and `end` are bytes of the original file, half-open. "reviewed":true follows the status
// of a bead that a person has accepted. Both are UTF-8, LF line ends. read_beads (bead_reader.h)
// takes JSON Lines back; nothing but the dates is lost.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tmx/bead_row.h"
#include "tmx/byte_sink.h"

namespace qiao::tmx {

// Neither finishes the sink.
// Header line first. Tabs and line breaks in texts become spaces.
void write_tsv(std::span<const BeadRow> rows, ByteSink& sink);
// Scores with six decimals at most.
void write_jsonl(std::span<const BeadRow> rows, const UnitMaking& making, ByteSink& sink);

// One bead as a JSON object, without what all beads of a file share.
std::string json_of(const BeadRow& row);

// A text as a TSV cell: every tab and line break (CR LF is one) becomes a space.
std::string tsv_cell(std::string_view text);

}  // namespace qiao::tmx
