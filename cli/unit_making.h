// What every unit of a memory made from a pair says of itself: languages, document, date.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

// Now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org): then same input is same bytes.
// Throws InputError when that is no date.
std::string date_to_write();

// What --lang-tag asks for: "zh-HK", for texts in its language, or "zh-Hant=zh-HK", for texts in
// the language before the sign and, if that names one, in its script.
struct LanguageTag {
  text::LanguageGuess of;
  std::string tag;

  bool is_for(text::LanguageGuess text) const;
};
// Throws UsageError: a language that is not known, a tag that is none.
LanguageTag language_tag_option(const std::string& value);

// The last of the tags, values of --lang-tag, that is for this language, or the usual one: zh-TW or
// zh-CN, de-DE, en-US. Throws as language_tag_option does.
std::string tag_for(text::LanguageGuess language, const std::vector<std::string>& wanted);

// Whether --lang-tag's value is for one of the two texts. Throws as language_tag_option does.
bool has_language_of(const Pair& pair, const std::string& value);

// Languages are written as tag_for says. Throws UsageError for a tag that is for neither text.
tmx::UnitMaking unit_making(const Pair& pair, const std::vector<std::string>& tags = {});

}  // namespace qiao::cli
