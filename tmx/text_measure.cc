#include "tmx/text_measure.h"

#include <unicode/uchar.h>

#include "text/ascii.h"
#include "text/utf8.h"

namespace qiao::tmx {
namespace {

enum class Kind { kOther, kLatin, kWord, kHan };

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if (text::is_ascii_letter(c)) return Kind::kLatin;
    return text::is_digit(c) ? Kind::kWord : Kind::kOther;
  }
  if (is_han(c)) return Kind::kHan;
  if (c < 0x250) return c >= 0xC0 && c != 0xD7 && c != 0xF7 ? Kind::kLatin : Kind::kOther;
  if (c >= 0x1E00 && c <= 0x1EFF) return Kind::kLatin;
  return u_isalnum(static_cast<UChar32>(c)) ? Kind::kWord : Kind::kOther;
}

template <class OnWord>
TextMeasure measure_with(std::string_view text, const OnWord& on_word) {
  TextMeasure result;
  std::size_t word_begin = std::string_view::npos;
  const auto end_word = [&](std::size_t end) {
    if (word_begin == std::string_view::npos) return;
    ++result.words;
    on_word(text.substr(word_begin, end - word_begin));
    word_begin = std::string_view::npos;
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const Kind kind = kind_of(static_cast<char32_t>(text::next_character(text, i)));
    ++result.characters;
    if (kind == Kind::kLatin) ++result.latin;
    if (kind == Kind::kLatin || kind == Kind::kWord) {
      if (word_begin == std::string_view::npos) word_begin = begin;
    } else {
      end_word(begin);
    }
    if (kind == Kind::kHan) {
      ++result.han;
      on_word(text.substr(begin, i - begin));
    }
  }
  end_word(text.size());
  return result;
}

}  // namespace

TextMeasure measure(std::string_view utf8) {
  return measure_with(utf8, [](std::string_view) {});
}

TextMeasure measure(std::string_view utf8, const std::function<void(std::string_view)>& word) {
  return measure_with(utf8, word);
}

}  // namespace qiao::tmx
