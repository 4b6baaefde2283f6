// Cleaning that keeps the way back: what a careful reader would not see or would mend
// while reading, and nothing else. Text that is already clean comes out byte for byte.
//
//   - NFC; control, zero-width and soft-hyphen characters removed; odd spaces are plain
//     ones; line ends are \n
//   - C1 control characters, which Windows-1252 read as Latin-1 leaves, are the quotation
//     marks and dashes they were
//   - pinyin glosses left by a bad conversion removed: 創(chuàng)意 is 創意, but
//     北京(Beijing) stays
//   - question marks that took the place of a lost space in a date removed: 3月?11?日
//   - hard-wrapped paragraphs joined: a line break inside a sentence is a space in German
//     and nothing in Chinese, and a word hyphenated there is whole again
//   - half-width punctuation between Han characters is left as it stands: the splitter
//     knows it, and texts come out as they went in
//
// The characters on both sides decide about a join, so no language need be known.
#pragma once

#include <string_view>

#include "text/edits.h"

namespace qiao::text {

// `text` holds paragraphs (blocks), a line each; empty lines are kept.
using Cleaned = Edited;

// Whether lines may have been cut at a margin, or each is a block because a reader has made it so.
enum class Lines { kMayBeWrapped, kAreBlocks };

// Requires valid UTF-8. Silent and total. O(n); clean text costs two scans and a copy.
Cleaned clean(std::string_view utf8, Lines lines = Lines::kMayBeWrapped);

}  // namespace qiao::text
