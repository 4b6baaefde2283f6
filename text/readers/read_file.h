// A document from a file of any format that stories come in: the one door for every command.
//
//   const Document story = read_document("story.epub");
//
//   .txt and what has no known ending   plain text, in any encoding (encoding.h)
//   .md .markdown                       Markdown
//   .html .htm .xhtml                   the main text of a web page, without its navigation
//   .docx .odt                          a text document, its footnotes behind the text
//   .epub                               a book, its chapters in the order of reading
//   .srt .vtt                           subtitles; every sentence keeps its time
//
// each of them also in gzip (known by its first bytes). PO, XLIFF and TMX hold pairs and are no
// documents: tmx/format.h reads them.
//
// What a sentence's place (Sentence::source, Document::place) means: in text formats bytes, line
// and column of the file as it lies there, after gzip; in DOCX, ODT and EPUB, whose bytes nobody
// reads, the number of the paragraph takes the place of the line, and for a book the chapter's
// file stands before it (Document::Place::part).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/document.h"

namespace qiao::text {

enum class FileFormat { kPlain, kMarkdown, kHtml, kDocx, kOdt, kEpub, kSubtitles, kPairs };

// By the ending of a path, in either case, .gz aside; nothing when the ending is none of those
// above, so that who walks through a folder passes a picture by.
std::optional<FileFormat> format_of_path(std::string_view path);

// Reads a file, or standard input for "-". The ending decides about the format, and where there is
// none that is known, the content. With ReadOptions::pre_split every file is plain text. Throws
// InputError: what cannot be read, is damaged, swells beyond reason or holds pairs. Reads and
// holds the whole file.
Document read_document(const std::string& path, const ReadOptions& options = {});

// The same for bytes that were read already; the ending of `name` decides.
Document document_of(std::string bytes, std::string name, const ReadOptions& options = {});

}  // namespace qiao::text
