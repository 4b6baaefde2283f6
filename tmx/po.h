// Memories as GNU gettext's PO: a message a unit, msgid the source, msgstr the target.
//
// Read: untranslated, fuzzy and obsolete messages are skipped; of plural forms the first is taken.
// The header's Language, when there is one, names the target. Kept of a unit: the words of both
// sides. Written: a source that comes again gets a msgctxt ("2", "3", …), since PO allows a msgid
// once. Which time it is shows when all are sorted, so the messages wait in a scratch file (TMPDIR)
// until the end; memory is about 65 MB, whatever their number.
#pragma once

#include <memory>
#include <string>

#include "text/byte_source.h"
#include "tmx/byte_sink.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

std::unique_ptr<UnitSource> po_source(text::NamedSource source, const LanguagePair& languages);
// `sink` must outlive the result; `target_language` goes into the header, unless it is empty.
std::unique_ptr<UnitSink> po_sink(ByteSink& sink, const std::string& source_language,
                                  const std::string& target_language);

}  // namespace qiao::tmx
