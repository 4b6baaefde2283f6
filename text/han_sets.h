// Which Han characters are common, and which are written in one script only, as the makers
// of the two national character sets saw it. Big5 (Taiwan, 1984) holds Traditional forms,
// GB 2312 (China, 1980) Simplified ones; each puts the common characters first: level 1.
//
//   的 both, level 1    橋 Big5 only    桥 GB 2312 only    纔 Big5, level 2
//
// The sets are read off ICU's converters, once, at first use (about a millisecond). O(1).
#pragma once

#include <cstdint>

namespace qiao::text {

// In level 1 of Big5 (5,401 characters) or of GB 2312 (3,755).
bool is_common_han(std::int32_t code_point);

// In Big5 and not in GB 2312, or the other way round. Characters that both scripts share,
// and those that neither set holds, are neither.
bool is_traditional_only(std::int32_t code_point);
bool is_simplified_only(std::int32_t code_point);

// Any character of the Han script in the blocks that texts use.
constexpr bool is_han(std::int32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}

// Han, kana, and the punctuation and full-width forms that go with them.
constexpr bool is_cjk(std::int32_t c) {
  return is_han(c) || (c >= 0x3001 && c <= 0x30FF) || (c >= 0xFF00 && c <= 0xFFEF);
}

}  // namespace qiao::text
