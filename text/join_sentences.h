// Sentences put together again into one text, as the language writes them: German and English
// with a space between, Chinese with none, except between Latin words.
//
//   join_sentences({"你好。", "再見。"}, kChinese)          "你好。再見。"
//   join_sentences({"他用 Windows", "Linux 也用。"}, kChinese)  "他用 Windows Linux 也用。"
//   join_sentences({"Hallo.", "Bis bald."}, kGerman)      "Hallo. Bis bald."
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/language.h"

namespace qiao::text {

// Empty sentences are passed over. An unknown language is joined as German is. Silent and total.
std::string join_sentences(std::span<const std::string_view> sentences, Language language);

}  // namespace qiao::text
