// Memories as tables: TSV as the contract of `qiao align` has it, and CSV (RFC 4180). Columns
// source, target, score, bead, status.
//
// Read: the first line names the columns when it has a source and a target, in any order, others
// are passed over; else the first two columns are meant. Rows with an empty side are null beads and
// skipped. Kept of a unit: the words of both sides, x-score, x-bead. In TSV tabs and line breaks
// become spaces; CSV keeps line breaks, in quotes.
#pragma once

#include <memory>
#include <string>

#include "text/byte_source.h"
#include "tmx/byte_sink.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

enum class TableForm { kTsv, kCsv };

std::unique_ptr<UnitSource> table_source(text::NamedSource source, TableForm form,
                                         const LanguagePair& languages);
// `sink` must outlive the result.
std::unique_ptr<UnitSink> table_sink(ByteSink& sink, TableForm form,
                                     const std::string& source_language);

}  // namespace qiao::tmx
