// OpenDocument text documents (.odt: OASIS OpenDocument 1.3, part 3).
#pragma once

#include "text/readers/extract.h"
#include "text/zip_archive.h"

namespace qiao::text {

// The body, then footnotes and endnotes. Headings are <text:h> and paragraphs in the styles Title
// and Subtitle. Left out: deleted text of tracked changes, tables of contents and other indexes,
// comments, page headers and footers. Throws InputError, for a document under a password too.
Extract read_odt(const ZipArchive& archive);

}  // namespace qiao::text
