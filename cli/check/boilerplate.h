// Page chrome: what stands around a story and not in it. Categories, navigation, credits, calls to
// share or subscribe, notices of rights, bare links.
//
//   Categories: IT Info          Foto: dpa             © 2025 Nordblatt
//   首頁 > 財經 > 科技            圖／中央社             延伸閱讀
//
// Only sentences without a counterpart are ever asked: what was translated is content.
#pragma once

#include <string_view>

namespace qiao::cli {

// How sure, within [0, 1]; 0 when the sentence reads like content. Any language, case aside.
// Silent and total. O(n).
double boilerplate_confidence(std::string_view sentence);

}  // namespace qiao::cli
