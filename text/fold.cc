// The scan looks at lead bytes only until a Han character could begin: ASCII is skipped eight
// bytes at a time, and text is copied in runs between two characters that change.
#include "text/fold.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace qiao::text {
namespace {

struct FoldPair {
  char32_t from;
  char32_t to;
};

#include "text/fold_table.inc"  // kUnchanged, kAmongOthers, kPageOf, kPages, kOthers

char32_t fold_other(char32_t character) {
  const auto* found =
      std::lower_bound(std::begin(kOthers), std::end(kOthers), character,
                       [](const FoldPair& pair, char32_t sought) { return pair.from < sought; });
  return found != std::end(kOthers) && found->from == character ? found->to : character;
}

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

struct Decoded {
  char32_t character;
  std::size_t size;  // bytes
};

// The character at `at` when it is of three or four bytes; any other byte stands for itself.
Decoded decode_wide(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t left = text.size() - at;
  if ((byte(0) & 0xF0) == 0xE0) {
    if (left >= 3 && is_continuation(byte(1)) && is_continuation(byte(2))) {
      return {(byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU), 3};
    }
  } else if ((byte(0) & 0xF8) == 0xF0) {
    if (left >= 4 && is_continuation(byte(1)) && is_continuation(byte(2)) &&
        is_continuation(byte(3))) {
      const char32_t character = (byte(0) & 0x07U) << 18 | (byte(1) & 0x3FU) << 12 |
                                 (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU);
      if (character >= 0x10000) return {character, 4};  // else overlong, so not UTF-8
    }
  }
  return {0, 1};
}

// Forms are Han, so of three or four bytes.
void append_han(char32_t character, std::string& out) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (character < 0x10000) {
    put(0xE0 | character >> 12);
  } else {
    put(0xF0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3F));
  }
  put(0x80 | (character >> 6 & 0x3F));
  put(0x80 | (character & 0x3F));
}

bool is_ascii8(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

char32_t fold_chinese(char32_t character) {
  if (character >= 0x10000) return fold_other(character);
  const char32_t form = kPages[kPageOf[character >> 8]][character & 0xFF];
  if (form == kUnchanged) return character;
  return form == kAmongOthers ? fold_other(character) : form;
}

std::string fold_chinese(std::string_view utf8) {
  std::string folded;
  std::size_t copied = 0;  // bytes of `utf8` that are in `folded`
  for (std::size_t at = 0; at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0xE2) {
      const bool eight = utf8.size() - at >= 8 && is_ascii8(utf8.data() + at);
      at += eight ? 8 : 1;
      continue;
    }
    const auto [character, size] = decode_wide(utf8, at);
    const char32_t form = fold_chinese(character);
    if (form != character) {
      if (folded.empty()) folded.reserve(utf8.size() + utf8.size() / 16);
      folded.append(utf8, copied, at - copied);
      append_han(form, folded);
      copied = at + size;
    }
    at += size;
  }
  folded.append(utf8, copied);
  return folded;
}

}  // namespace qiao::text
