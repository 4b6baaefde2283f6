// Memories as XLIFF 1.2 and 2.1 (OASIS): a unit a trans-unit or unit, with one segment.
//
// Kept of a unit: both sides with their inline tags, properties and notes. Tags become the elements
// that mean the same: bpt and ept are bpt and ept in 1.2, sc and ec in 2.1, whose native code goes
// into originalData; hi is mrk. Read back they are what they were, but <sub> inside code of 2.1 is
// flattened. Read from other tools: g and pc become bpt and ept, x becomes ph.
//
// Units without a translation are skipped when read. A 2.1 file has one pair of languages, that of
// its first unit; units in others are skipped when written. 1.2 opens another <file> for them.
#pragma once

#include <memory>
#include <string>

#include "text/byte_source.h"
#include "tmx/byte_sink.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

enum class XliffVersion { k12, k21 };

// Reads either version (and 2.0), which the root says. Reads up to the first unit at once. Throws
// InputError for what is no XLIFF, is broken, or names no languages.
std::unique_ptr<UnitSource> xliff_source(text::NamedSource source);
// `sink` must outlive the result. `languages` are named when there is no unit that does.
std::unique_ptr<UnitSink> xliff_sink(ByteSink& sink, XliffVersion version,
                                     const LanguagePair& languages);

}  // namespace qiao::tmx
