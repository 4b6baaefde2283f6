// One Traditional form for every Chinese character, for matching only: 爲 and 为 are 為, 纔 and
// 才 … Texts that users see come out as they went in.
//
// Simplified text is converted by OpenCC's phrase tables, variants by its Taiwan table; both
// dictionaries come from the library. Text that is already in the Taiwan standard form costs one
// scan and no dictionary is loaded for it. Latin letters are left alone here.
#pragma once

#include <string>
#include <string_view>

namespace qiao::text {

// Returns UTF-8. Silent and total; byte offsets are not kept. Thread-safe.
std::string fold_chinese(std::string_view utf8);

}  // namespace qiao::text
