// Memories as JSON Lines, one unit an object:
//
//   {"source":"你好","target":"Hallo","score":0.97,"bead":"1-1",
//    "source_language":"zh-TW","target_language":"de-DE"}
//
// Read: source and target are needed (a null bead, one of them empty, is skipped), all else is
// optional and fields of other names are passed over, so what `qiao align` writes is read too. Kept
// of a unit: the words of both sides, their languages, x-score, x-bead.
#pragma once

#include <memory>
#include <string>

#include "text/byte_source.h"
#include "tmx/byte_sink.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

std::unique_ptr<UnitSource> jsonl_source(text::NamedSource source, const LanguagePair& languages);
// `sink` must outlive the result.
std::unique_ptr<UnitSink> jsonl_sink(ByteSink& sink, const std::string& source_language);

}  // namespace qiao::tmx
