// From the bytes of a file to UTF-8, with the way back.
//
// A byte-order mark or valid UTF-8 settles the encoding. Otherwise it is guessed: the file
// is read in each encoding in turn, and the reading that is cheapest to write down wins,
// in bits: few for a common Han character or an ä, many for a rare character, most for an
// invalid byte. A file that is mostly valid UTF-8 is damaged UTF-8, never a guess.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/offset_map.h"

namespace qiao::text {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kBig5, kGb18030, kWindows1252 };

struct Decoded {
  std::string utf8;     // without byte-order mark
  OffsetMap to_source;  // byte of `utf8` -> byte of the input
  Encoding encoding = Encoding::kUtf8;
  bool detected = false;     // true when neither UTF-8 nor a byte-order mark said so: a guess
  std::size_t replaced = 0;  // invalid sequences replaced by U+FFFD (lossy only)
};

// `name` starts the messages of errors. Throws InputError for empty and binary input, and,
// unless `lossy`, for the first invalid byte, which the message names with its line (from
// one) and its offset in the file (from zero, as all byte ranges). When `lossy`, each
// maximal invalid part of a sequence becomes one U+FFFD (Unicode Standard, section 3.9).
// O(n): valid UTF-8 costs one scan and one copy. `said` is what the file says of itself: it takes
// the place of the guess, and is not asked where nothing need be guessed.
Decoded decode(std::string_view bytes, std::string_view name, bool lossy = false,
               std::optional<Encoding> said = std::nullopt);

// Decodes a part that starts and ends between characters, in a known encoding. Silent and
// total: what is invalid becomes U+FFFD.
Decoded decode_part(std::string_view bytes, Encoding encoding);

// How many bytes at the front of `bytes` are whole characters of valid UTF-8: all of them, or up to
// the first that is none. O(n), eight ASCII bytes at a time.
std::size_t valid_utf8_prefix(std::string_view bytes);

// "UTF-8", "Big5", …, as iconv spells them.
std::string_view encoding_name(Encoding encoding);

}  // namespace qiao::text
