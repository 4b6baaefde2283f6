#include "tmx/format.h"

#include <cassert>
#include <utility>

#include "tmx/jsonl.h"
#include "tmx/po.h"
#include "tmx/reader.h"
#include "tmx/tables.h"
#include "tmx/writer.h"
#include "tmx/xliff.h"

namespace qiao::tmx {
namespace {

struct NamedFormat {
  std::string_view name;
  Format format;
};

constexpr NamedFormat kNames[] = {
    {"tmx", Format::kTmx},         {"tsv", Format::kTsv},         {"csv", Format::kCsv},
    {"jsonl", Format::kJsonl},     {"moses", Format::kMoses},     {"xliff", Format::kXliff12},
    {"xliff12", Format::kXliff12}, {"xliff21", Format::kXliff21}, {"po", Format::kPo},
};
constexpr NamedFormat kEndings[] = {
    {".tmx", Format::kTmx},     {".tsv", Format::kTsv},     {".csv", Format::kCsv},
    {".jsonl", Format::kJsonl}, {".xlf", Format::kXliff12}, {".xliff", Format::kXliff12},
    {".po", Format::kPo},       {".zip", Format::kTmx},
};

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  for (const NamedFormat& f : kNames) {
    if (f.name == name) return f.format;
  }
  return std::nullopt;
}

std::string_view format_name(Format format) {
  switch (format) {
    case Format::kTmx:
      return "TMX";
    case Format::kTsv:
      return "TSV";
    case Format::kCsv:
      return "CSV";
    case Format::kJsonl:
      return "JSON Lines";
    case Format::kMoses:
      return "Moses";
    case Format::kXliff12:
    case Format::kXliff21:
      return "XLIFF";
    case Format::kPo:
      return "PO";
  }
  return "";
}

std::optional<Format> format_of_path(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  for (const NamedFormat& f : kEndings) {
    if (path.ends_with(f.name)) return f.format;
  }
  return std::nullopt;
}

bool holds_tags(Format format) {
  return format == Format::kTmx || format == Format::kXliff12 || format == Format::kXliff21;
}

bool holds_languages(Format format) { return format == Format::kTmx; }

std::unique_ptr<UnitSource> open_units(text::NamedSource source, Format format,
                                       const LanguagePair& languages) {
  switch (format) {
    case Format::kTsv:
      return table_source(std::move(source), TableForm::kTsv, languages);
    case Format::kCsv:
      return table_source(std::move(source), TableForm::kCsv, languages);
    case Format::kJsonl:
      return jsonl_source(std::move(source), languages);
    case Format::kXliff12:
    case Format::kXliff21:
      return xliff_source(std::move(source));
    case Format::kPo:
      return po_source(std::move(source), languages);
    case Format::kTmx:
    case Format::kMoses:
      break;
  }
  assert(format == Format::kTmx);
  return std::make_unique<Reader>(std::move(source));
}

std::unique_ptr<UnitSink> make_unit_sink(ByteSink& sink, Format format, const Header& header,
                                         const std::string& target_language) {
  const std::string& source_language = header.source_language;
  switch (format) {
    case Format::kTsv:
      return table_sink(sink, TableForm::kTsv, source_language);
    case Format::kCsv:
      return table_sink(sink, TableForm::kCsv, source_language);
    case Format::kJsonl:
      return jsonl_sink(sink, source_language);
    case Format::kXliff12:
      return xliff_sink(sink, XliffVersion::k12, {source_language, target_language});
    case Format::kXliff21:
      return xliff_sink(sink, XliffVersion::k21, {source_language, target_language});
    case Format::kPo:
      return po_sink(sink, source_language, target_language);
    case Format::kTmx:
    case Format::kMoses:
      break;
  }
  assert(format == Format::kTmx);
  return std::make_unique<Writer>(sink, header);
}

}  // namespace qiao::tmx
