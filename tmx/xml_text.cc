#include "tmx/xml_text.h"

namespace qiao::tmx {
namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

bool continues(char c) { return (byte(c) & 0xC0) == 0x80; }

// A byte that is itself in the output: no markup, no control character, whole by itself.
bool is_plain(char c) {
  return byte(c) >= 0x20 && byte(c) < 0x80 && c != '&' && c != '<' && c != '>' && c != '"';
}

template <bool in_attribute>
std::size_t escape(std::string_view text, std::string& out) {
  std::size_t removed = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t run = i;
    while (run < text.size()) {
      if (is_plain(text[run])) {
        ++run;
      } else if (run + 3 <= text.size() && byte(text[run]) - 0xE1u <= 0xBu &&
                 continues(text[run + 1]) && continues(text[run + 2])) {
        run += 3;  // E1 to EC, most of Chinese: nothing more to look at
      } else if (byte(text[run]) >= 0x80) {
        const std::size_t length = xml_character(text.substr(run));
        if (length == 0) break;
        run += length;
      } else {
        break;
      }
    }
    out.append(text, i, run - i);
    i = run;
    if (i == text.size()) break;
    switch (const char c = text[i++]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        in_attribute ? out += "&quot;" : out += c;
        break;
      case '\r':
        out += "&#13;";
        break;
      case '\n':
        in_attribute ? out += "&#10;" : out += c;
        break;
      case '\t':
        in_attribute ? out += "&#9;" : out += c;
        break;
      default:
        // A forbidden character that is valid UTF-8 is removed whole.
        ++removed;
        if (byte(c) == 0xED || byte(c) == 0xEF) {
          for (int k = 0; k < 2 && i < text.size() && continues(text[i]); ++k) ++i;
        }
    }
  }
  return removed;
}

}  // namespace

std::size_t xml_character(std::string_view text) {
  if (text.empty()) return 0;
  const unsigned char lead = byte(text[0]);
  if (lead < 0x80) return lead >= 0x20 || lead == '\t' || lead == '\n' || lead == '\r' ? 1 : 0;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if (!continues(text[k])) return 0;
  }
  const unsigned char second = byte(text[1]);
  if (lead == 0xE0 && second < 0xA0) return 0;                            // overlong
  if (lead == 0xED && second > 0x9F) return 0;                            // surrogates
  if (lead == 0xF0 && second < 0x90) return 0;                            // overlong
  if (lead == 0xF4 && second > 0x8F) return 0;                            // beyond U+10FFFF
  if (lead == 0xEF && second == 0xBF && byte(text[2]) >= 0xBE) return 0;  // U+FFFE, U+FFFF
  return length;
}

std::size_t escape_text(std::string_view utf8, std::string& out) {
  return escape<false>(utf8, out);
}

std::size_t escape_attribute(std::string_view utf8, std::string& out) {
  return escape<true>(utf8, out);
}

}  // namespace qiao::tmx
