// One character of UTF-8 at a time, for loops over text; and how many there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qiao::text {

// The character at byte `at`, which moves behind it. A byte that is no part of a character
// gives U+FFFD and is passed alone. Requires at < text.size(). Overlong forms and surrogates
// are not told apart: text is validated where it enters (encoding.h).
inline std::int32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) -> std::int32_t {
    return static_cast<unsigned char>(text[i]);
  };
  const std::int32_t lead = byte(at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC0 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                                           : 4;
  if (length == 0 || text.size() - at < length) {
    ++at;
    return 0xFFFD;
  }
  std::int32_t c = length == 1 ? lead : lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      ++at;
      return 0xFFFD;
    }
    c = c << 6 | (byte(at + i) & 0x3F);
  }
  at += length;
  return c;
}

// Where the character that ends before byte `at` begins. Requires at > 0.
inline std::size_t start_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) {
    --begin;
  }
  return begin;
}

// The character that ends before byte `at`; U+FFFD at the start of the text.
inline std::int32_t character_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0xFFFD;
  std::size_t begin = start_before(text, at);
  return next_character(text, begin);
}

// Characters (code points) in valid UTF-8. O(n).
inline std::size_t character_count(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace qiao::text
