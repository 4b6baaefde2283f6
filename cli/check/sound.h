// Whether Chinese characters sound like a Latin name: 納德拉 (na de la) like Nadella, 萊德 like
// Ryder. For names that no dictionary and no model knows.
//
// Both are reduced to the classes of their consonants (consonants.h), and the best part of the
// Chinese is compared by edit distance:
//
//   Nadella   n d l l   ->  N T L        納德拉  n d l   ->  N T L
//   Ryder     r d r     ->  L T L        萊德    l d     ->  L T
#pragma once

#include <string_view>

namespace qiao::cli {

// Within [0, 1]: 1 - edit distance / classes of the name, at best over all parts of `chinese`,
// where Latin letters sound as they do. Names with a single consonant sound like nothing: 0.
// Thread-safe. O(size of both, multiplied).
double sound_likeness(std::string_view name, std::string_view chinese);

}  // namespace qiao::cli
