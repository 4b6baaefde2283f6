// From the bytes of a file to UTF-8, with the way back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/offset_map.h"

namespace qiao::text {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kBig5, kGb18030, kWindows1252 };

struct Decoded {
  std::string utf8;      // without byte-order mark
  OffsetMap to_source;   // byte of `utf8` -> byte of the input
  Encoding encoding = Encoding::kUtf8;
  bool detected = false; // true when neither UTF-8 nor a byte-order mark said so: a guess
  std::size_t replaced = 0;  // invalid sequences replaced by U+FFFD (lossy only)
};

// `name` starts the messages of errors. Throws InputError for empty and binary input, and,
// unless `lossy`, for the first invalid byte, which the message names with its line.
Decoded decode(std::string_view bytes, std::string_view name, bool lossy = false);

std::string_view encoding_name(Encoding encoding);

}  // namespace qiao::text
