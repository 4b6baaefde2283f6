// Text as XML 1.0 can hold it.
//
//   escape_text("a < b\x01", out)    appends "a &lt; b" and returns 1
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qiao::tmx {

// Append `utf8` to `out` with the markup characters escaped. What XML forbids even escaped
// (control characters but tab and line ends, surrogates, U+FFFE, U+FFFF) and bytes that are not
// UTF-8 are left out; returns how many characters (bytes, where they are none) that were.
// Carriage returns, and in attributes tabs and line ends too, are written as references, since
// every XML reader changes them otherwise. O(n).
std::size_t escape_text(std::string_view utf8, std::string& out);
std::size_t escape_attribute(std::string_view utf8, std::string& out);

// Length in bytes of the valid UTF-8 sequence of a character that XML allows at the front of
// `text`; 0 when there is none.
std::size_t xml_character(std::string_view text);

}  // namespace qiao::tmx
