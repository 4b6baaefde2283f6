// The consonants of a word by classes, since vowels change most from tongue to tongue and r, l, b,
// p … are one sound to the ear of who writes a name in Chinese.
//
//   Nadella   n d l l   ->  NTL        na de la   ->  NTL
#pragma once

#include <string>
#include <string_view>

namespace qiao::cli {

// The classes of the consonants of a word in small Latin letters, doubles once: "NTL". Of Chinese
// by its pinyin when `pinyin` is set, where q and x are sibilants.
std::string consonant_classes(std::string_view latin, bool pinyin);

}  // namespace qiao::cli
