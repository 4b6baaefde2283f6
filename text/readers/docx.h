// Office Open XML text documents (.docx: ECMA-376, part 1, chapter 17).
#pragma once

#include "text/readers/extract.h"
#include "text/zip_archive.h"

namespace qiao::text {

// The body, then footnotes and endnotes. Headings are paragraphs with an outline level or a style
// that is "heading 1" or "Title" or is based on one, whatever it is called in the language of the
// program; list items those with a number or bullet. Left out: deleted text of tracked changes,
// tables of contents, field codes, comments, page headers and footers. Throws InputError.
Extract read_docx(const ZipArchive& archive);

}  // namespace qiao::text
