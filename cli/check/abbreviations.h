// What common abbreviations are called in Chinese, or in German when a Chinese text has them, where
// a word by word model sees no likeness: FBI is 聯邦調查局. The few dozen that any newspaper uses;
// the rest is for the user's glossary.
#pragma once

#include <span>
#include <string_view>

namespace qiao::cli {

struct Abbreviation {
  std::string_view latin;       // case-folded
  std::string_view renderings;  // parted by spaces
};
std::span<const Abbreviation> abbreviations();

}  // namespace qiao::cli
