#include "text/readers/read_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/ascii.h"
#include "text/byte_source.h"
#include "text/files.h"
#include "text/input_error.h"
#include "text/readers/docx.h"
#include "text/readers/epub.h"
#include "text/readers/html.h"
#include "text/readers/markdown.h"
#include "text/readers/odt.h"
#include "text/readers/subtitles.h"
#include "text/zip_archive.h"

namespace qiao::text {
namespace {

constexpr std::size_t kHead = 1024;  // bytes that tell a format

struct Ending {
  std::string_view ending;
  FileFormat format;
};
constexpr Ending kEndings[] = {
    {".txt", FileFormat::kPlain},         {".md", FileFormat::kMarkdown},
    {".markdown", FileFormat::kMarkdown}, {".html", FileFormat::kHtml},
    {".htm", FileFormat::kHtml},          {".xhtml", FileFormat::kHtml},
    {".docx", FileFormat::kDocx},         {".odt", FileFormat::kOdt},
    {".epub", FileFormat::kEpub},         {".srt", FileFormat::kSubtitles},
    {".vtt", FileFormat::kSubtitles},     {".po", FileFormat::kPairs},
    {".xlf", FileFormat::kPairs},         {".xliff", FileFormat::kPairs},
    {".tmx", FileFormat::kPairs}};

FileFormat format_of_archive(const ZipArchive& archive) {
  if (archive.find("META-INF/container.xml")) return FileFormat::kEpub;
  if (archive.find("content.xml")) return FileFormat::kOdt;
  if (archive.find("word/document.xml")) return FileFormat::kDocx;
  throw InputError(archive.name() +
                   ": a ZIP archive that is no DOCX, ODT or EPUB; unpack it and name a file in it");
}

// Of a text without an ending that says it.
FileFormat format_of_text(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, kHead));
  std::string_view rest = head;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  if (rest.starts_with("webvtt")) return FileFormat::kSubtitles;
  if (rest.starts_with("<!doctype html") || rest.starts_with("<html")) return FileFormat::kHtml;
  if (rest.starts_with("<?xml") && rest.find("<html") != rest.npos) return FileFormat::kHtml;
  // "1", a line end, "00:00:01,000 --> 00:00:02,500".
  const std::size_t number = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const std::size_t times = rest.find_first_not_of(" \r\n", number);
  if (number > 0 && times != rest.npos && rest.substr(times, 20).find(" --> ") != rest.npos) {
    return FileFormat::kSubtitles;
  }
  return FileFormat::kPlain;
}

Document container(FileFormat format, std::string bytes, std::string name,
                   const ReadOptions& options) {
  if (!is_zip(bytes)) {
    // An office document under a password is no zip archive.
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
      throw InputError(name +
                       ": in an old format or under a password; save it as DOCX without one");
    }
    throw InputError(name + ": not what its ending says, or damaged; get a whole copy");
  }
  const ZipArchive archive(std::move(bytes), name);
  if (format == FileFormat::kPlain) format = format_of_archive(archive);
  Extract extract = format == FileFormat::kDocx  ? read_docx(archive)
                    : format == FileFormat::kOdt ? read_odt(archive)
                                                 : read_epub(archive);
  return Document::of(std::move(extract), std::move(name), options);
}

}  // namespace

std::optional<FileFormat> format_of_path(std::string_view path) {
  std::string name = ascii_lower(path.substr(path.rfind('/') + 1));
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  for (const Ending& known : kEndings) {
    if (name.size() > known.ending.size() && name.ends_with(known.ending)) return known.format;
  }
  return std::nullopt;
}

Document read_document(const std::string& path, const ReadOptions& options) {
  return document_of(read_file(path), input_name(path), options);
}

Document document_of(std::string bytes, std::string name, const ReadOptions& options) {
  if (bytes.starts_with("\x1F\x8B")) {
    bytes = read_all(*unpacked(memory_source(std::move(bytes)), name));
  }
  if (options.pre_split) return Document::read(std::move(bytes), std::move(name), options);
  const std::optional<FileFormat> said = format_of_path(name);
  // A zip archive is told by its content under every name that does not say which.
  if (is_zip(bytes) && (!said || *said == FileFormat::kPlain)) {
    return container(FileFormat::kPlain, std::move(bytes), std::move(name), options);
  }
  const FileFormat format = said ? *said : format_of_text(bytes);
  switch (format) {
    case FileFormat::kPlain:
      break;
    case FileFormat::kDocx:
    case FileFormat::kOdt:
    case FileFormat::kEpub:
      return container(format, std::move(bytes), std::move(name), options);
    case FileFormat::kMarkdown:
      return Document::read(std::move(bytes), name, options,
                            [&](std::string_view utf8) { return read_markdown(utf8, name); });
    case FileFormat::kHtml: {
      ReadOptions page = options;
      if (!page.encoding) page.encoding = declared_encoding(bytes);
      return Document::read(std::move(bytes), name, page,
                            [&](std::string_view utf8) { return read_html(utf8, name); });
    }
    case FileFormat::kSubtitles:
      return Document::read(std::move(bytes), name, options,
                            [&](std::string_view utf8) { return read_subtitles(utf8, name); });
    case FileFormat::kPairs:
      throw InputError(name + ": holds pairs, not a text; qiao tmx convert takes it");
  }
  return Document::read(std::move(bytes), std::move(name), options);
}

}  // namespace qiao::text
