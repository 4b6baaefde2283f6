// Units by what they say: keys that are equal where two units are duplicates.
//
// Texts are compared without their inline tags and, when normalised, without what no reader minds:
// case, full or half width, compatibility forms (Unicode NFKC_Casefold), and white space.
// Keys are 128 bits of XXH3: two different texts meet once in 10^24 pairs.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "tmx/translation_unit.h"

namespace qiao::tmx {

struct Key {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const Key&, const Key&) = default;
};

struct UnitKeys {
  Key exact;       // all variants: languages, texts and tags as they are
  Key normalised;  // all variants, normalised
  Key source;      // the source, normalised, and the language of the target
  Key target;      // the target, normalised
};

UnitKeys unit_keys(const TranslationUnit& unit, std::string_view header_source_language);

// The text as it is compared. Silent and total. O(n).
std::string normalised(std::string_view utf8);

}  // namespace qiao::tmx
