// Cleaning that keeps the way back: what a careful reader would not see or would mend
// while reading, and nothing else. Text that is already clean comes out byte for byte.
//
//   - NFC; control, zero-width and soft-hyphen characters removed; line ends are \n
//   - hard-wrapped paragraphs joined: a line break inside a sentence is a space in
//     German and nothing in Chinese
//   - pinyin glosses left by a bad conversion removed: 創(chuàng)意 is 創意
//   - half-width punctuation between Han characters is left as it stands: the splitter
//     knows it, and texts come out as they went in
#pragma once

#include <string>
#include <string_view>

#include "text/language.h"
#include "text/offset_map.h"

namespace qiao::text {

struct Cleaned {
  std::string text;     // paragraphs (blocks) separated by \n
  OffsetMap to_source;  // byte of `text` -> byte of the input
};

Cleaned clean(std::string_view utf8, Language language);

}  // namespace qiao::text
