// Memories as Moses trains on them: two files, line by line, a segment each. Kept of a unit: the
// words of both sides; tabs and line breaks become spaces.
#pragma once

#include <memory>
#include <string>

#include "text/byte_source.h"
#include "tmx/byte_sink.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

// Throws InputError while reading when one file ends before the other. A pair with an empty side
// is skipped.
std::unique_ptr<UnitSource> moses_source(text::NamedSource source, text::NamedSource target,
                                         const LanguagePair& languages);
// The sinks must outlive the result.
std::unique_ptr<UnitSink> moses_sink(ByteSink& source, ByteSink& target,
                                     const std::string& source_language);

}  // namespace qiao::tmx
