// The formats that memories come in and go out in, by name and by the ending of a file's name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/byte_source.h"
#include "tmx/byte_sink.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

// Moses, two files, is for moses.h to open.
enum class Format { kTmx, kTsv, kCsv, kJsonl, kMoses, kXliff12, kXliff21, kPo };

// "tmx", "tsv", "csv", "jsonl", "moses", "xliff" (1.2), "xliff12", "xliff21", "po".
std::optional<Format> format_named(std::string_view name);

// "TSV", "XLIFF", as it is called in a message.
std::string_view format_name(Format format);

// By the ending of a path, .gz aside: .tmx .tsv .csv .jsonl .xlf .xliff .po, and .zip for TMX.
std::optional<Format> format_of_path(std::string_view path);

// Whether the format has a place for inline tags, and for units of more than two languages.
bool holds_tags(Format format);       // TMX, XLIFF
bool holds_languages(Format format);  // TMX

// Not for Moses. Throws InputError.
std::unique_ptr<UnitSource> open_units(text::NamedSource source, Format format,
                                       const LanguagePair& languages);

// Not for Moses. `sink` must outlive the result; `header` is that of the units' source, whose
// source language says which side is which, `target_language` names the other where the format
// has to say it before the first unit.
std::unique_ptr<UnitSink> make_unit_sink(ByteSink& sink, Format format, const Header& header,
                                         const std::string& target_language);

}  // namespace qiao::tmx
