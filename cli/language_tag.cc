#include "cli/language_tag.h"

#include <boost/program_options.hpp>

#include "cli/options.h"
#include "tmx/validator.h"

namespace qiao::cli {
namespace {

std::string default_tag(text::LanguageGuess language) {
  switch (language.language) {
    case text::Language::kChinese:
      return language.script == text::Script::kSimplified ? "zh-CN" : "zh-TW";
    case text::Language::kGerman:
      return "de-DE";
    case text::Language::kEnglish:
      return "en-US";
    case text::Language::kUnknown:
      break;
  }
  return "und";  // BCP 47: undetermined
}

}  // namespace

bool LanguageTag::is_for(text::LanguageGuess text) const {
  const bool any_script =
      of.script == text::Script::kUnknown || text.script == text::Script::kUnknown;
  return of.language == text.language && (any_script || of.script == text.script);
}

void validate(boost::any& option, const std::vector<std::string>& values, LanguageTag*, int) {
  const std::string& value = boost::program_options::validators::get_single_string(values);
  const std::size_t sign = value.find('=');
  LanguageTag result{value, language_option(value.substr(0, sign), "lang-tag"), value};
  if (sign == std::string::npos) {
    result.of.script = text::Script::kUnknown;
  } else {
    result.tag = value.substr(sign + 1);
  }
  if (!tmx::is_language_tag(result.tag)) {
    throw UsageError("--lang-tag: '" + result.tag +
                     "' is no language tag; say zh-HK, or zh-Hant=zh-HK");
  }
  option = result;
}

std::string tag_for(text::LanguageGuess language, const std::vector<LanguageTag>& wanted) {
  std::string tag = default_tag(language);
  for (const LanguageTag& candidate : wanted) {
    if (candidate.is_for(language)) tag = candidate.tag;
  }
  return tag;
}

}  // namespace qiao::cli
