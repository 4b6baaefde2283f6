// Which language, and for Chinese which script, a text is written in.
#pragma once

#include <optional>
#include <string_view>

namespace qiao::text {

enum class Language { kUnknown, kChinese, kGerman, kEnglish };
enum class Script { kUnknown, kTraditional, kSimplified, kLatin };

struct LanguageGuess {
  Language language = Language::kUnknown;
  Script script = Script::kUnknown;
  // Share of the evidence that speaks for `language`, within [0, 1].
  double confidence = 0;
  friend bool operator==(const LanguageGuess&, const LanguageGuess&) = default;
};

// Guesses from characters and frequent words. Looks at the first 64 KiB or so: O(1).
// A text without letters is kUnknown with confidence 0. Other languages are told from these
// three where they are near neighbours (Dutch, French, …, Japanese, Korean): kUnknown, with
// script kLatin when that much is clear. A Chinese text may be full of Latin names.
LanguageGuess guess_language(std::string_view utf8);

// Reads "zh", "zh-Hant", "zh-TW", "zh-Hans", "de", "de-AT", "en" … as users write
// them, case aside; nothing for any other tag. What the tag leaves open is kUnknown.
std::optional<LanguageGuess> parse_language(std::string_view tag);

// "Chinese", "German", …, for messages.
std::string_view language_name(Language language);

}  // namespace qiao::text
