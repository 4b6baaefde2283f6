// The pinyin that a bad conversion from Simplified to Traditional leaves behind characters:
// 創(chuàng)意產(chǎn)業(yè) for 創意產業.
#pragma once

#include <optional>
#include <string_view>

#include "text/edits.h"

namespace qiao::text {

// The text without such glosses; nothing when it has none. A gloss is one syllable in lower
// case, in parentheses of either width, directly behind one Han character, and a reading of
// it. A gloss for the reader stays: 北京(Beijing), 維拉·魯賓(Vera Rubin), 的確(sí). O(n).
std::optional<Edited> remove_pinyin_glosses(std::string_view utf8);

}  // namespace qiao::text
