#include "text/join_sentences.h"

#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace qiao::text {
namespace {

// Whether a space separates this character from its like: Latin letters (accents too), digits and
// ASCII punctuation. Quotes such as ” and dashes are shared with Chinese and get none.
bool wants_space(UChar32 c) {
  if (c > 0x20 && c < 0x7F) return true;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_LATIN && c < 0x2000;  // not full-width Ａ
}

UChar32 first_character(std::string_view text) {
  const std::string_view head = text.substr(0, 4);
  return icu::UnicodeString::fromUTF8({head.data(), static_cast<int32_t>(head.size())}).char32At(0);
}

UChar32 last_character(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return first_character(text.substr(begin));
}

}  // namespace

std::string join_sentences(std::span<const std::string_view> sentences, Language language) {
  std::string result;
  for (std::string_view sentence : sentences) {
    if (sentence.empty()) continue;
    const bool space = !result.empty() &&
                       (language != Language::kChinese || (wants_space(last_character(result)) &&
                                                           wants_space(first_character(sentence))));
    if (space) result += ' ';
    result += sentence;
  }
  return result;
}

}  // namespace qiao::text
