// What common abbreviations are called in Chinese, where a word by word model sees no likeness: FBI
// is 聯邦調查局. The few dozen that any newspaper uses; the rest is for the user's glossary.
#pragma once

#include <span>
#include <string_view>

namespace qiao::cli {

struct Abbreviation {
  std::string_view latin;    // case-folded
  std::string_view chinese;  // renderings, parted by spaces; Traditional script
};
std::span<const Abbreviation> abbreviations();

}  // namespace qiao::cli
