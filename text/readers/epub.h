// Books in EPUB 2 and 3.
#pragma once

#include "text/readers/extract.h"
#include "text/zip_archive.h"

namespace qiao::text {

// The chapters in the order of the spine, each a part. Left out: the table of contents, and what
// the spine says is not in the line of reading (linear="no"). Throws InputError: damaged, or a
// chapter under digital rights management.
Extract read_epub(const ZipArchive& archive);

}  // namespace qiao::text
