// What needs no Unicode: the characters that mark-up, tags and line-based files are made of.
#pragma once

#include <string>
#include <string_view>

namespace qiao::text {

// Space, tab and the line ends, as in XML.
inline bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Of bytes and of characters alike: those beyond ASCII are neither.
constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_ascii_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

// Capitals become small letters; all other bytes are themselves.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

}  // namespace qiao::text
