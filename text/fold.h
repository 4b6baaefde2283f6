// One Traditional form for every Chinese character, for matching only: 爲 and 为 are 為, 裏 and
// 里 are 裡, 纔 is 才 … Texts that users see come out as they went in.
//
// A pure character map, since matching needs no more: where Simplified script has one character
// for several Traditional ones (发 for 發 and 髮, 台 for 臺, 颱 and 檯), the whole class gets one
// form, and so both texts agree whatever their script. OpenCC's phrase tables would tell 發 from
// 髮, but need a dictionary at run time and choose differently in different sentences. The price,
// counted on 16 million characters of Taiwan parliament and prose: 0.5 % of them fall together
// with a more frequent character of another meaning or spelling, mostly pairs like 台 and 臺.
//
// The form is mostly Taiwan's standard one (臺, 裡, 著, 汙), but take it as the name of the class.
// Compatibility characters and radicals (⼀ U+2F00, U+F900 …) are folded too. Latin letters,
// kana and punctuation are left alone.
//
// The map is written at build time from OpenCC's tables (make_fold_table.cc); at run time
// there is nothing to load.
#pragma once

#include <string>
#include <string_view>

namespace qiao::text {

// The form of one character: idempotent, and the character itself when it has no other. O(1).
char32_t fold_chinese(char32_t character);

// Folds every character. Returns UTF-8; bytes that are not UTF-8 stay as they are; byte offsets
// are not kept. Silent, total, thread-safe. Text that needs nothing costs one scan.
std::string fold_chinese(std::string_view utf8);

}  // namespace qiao::text
