// Which language tag a memory says its languages by.
#pragma once

#include <boost/any.hpp>
#include <string>
#include <vector>

#include "text/language.h"

namespace qiao::cli {

// What --lang-tag asks for: "zh-HK", for texts in its language, or "zh-Hant=zh-HK", for texts in
// the language before the sign and, if that names one, in its script.
struct LanguageTag {
  std::string value;  // of the option
  text::LanguageGuess of;
  std::string tag;

  bool is_for(text::LanguageGuess text) const;
};

// Reads the option; found by Boost.Program_options. Throws UsageError: a language that is not
// known, a tag that is none.
void validate(boost::any& option, const std::vector<std::string>& values, LanguageTag*, int);

// The last of the tags that is for this language, or the usual one: zh-TW or zh-CN, de-DE, en-US.
std::string tag_for(text::LanguageGuess language, const std::vector<LanguageTag>& wanted);

}  // namespace qiao::cli
