#include "cli/unit_making.h"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "cli/options.h"
#include "text/input_error.h"
#include "tmx/date.h"
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

std::string tag_for(text::LanguageGuess language, const std::vector<std::string>& wanted) {
  std::string tag = default_tag(language);
  for (const std::string& value : wanted) {
    const LanguageTag candidate = language_tag_option(value);
    if (candidate.is_for(language)) tag = candidate.tag;
  }
  return tag;
}

std::string date_to_write() {
  using std::chrono::system_clock;
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr) return tmx::format_date(system_clock::to_time_t(system_clock::now()));
  const std::string_view text = epoch;
  constexpr tmx::UnixSeconds kYear10000 = 253402300800;
  tmx::UnixSeconds seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds < 0 ||
      seconds >= kYear10000) {
    throw InputError("SOURCE_DATE_EPOCH: '" + std::string(text) +
                     "' is not a number of seconds since 1970; correct or unset it");
  }
  return tmx::format_date(seconds);
}

bool LanguageTag::is_for(text::LanguageGuess text) const {
  const bool any_script =
      of.script == text::Script::kUnknown || text.script == text::Script::kUnknown;
  return of.language == text.language && (any_script || of.script == text.script);
}

LanguageTag language_tag_option(const std::string& value) {
  const std::size_t sign = value.find('=');
  LanguageTag result{language_option(value.substr(0, sign), "lang-tag"), value};
  if (sign == std::string::npos) {
    result.of.script = text::Script::kUnknown;
  } else {
    result.tag = value.substr(sign + 1);
  }
  if (!tmx::is_language_tag(result.tag)) {
    throw UsageError("--lang-tag: '" + result.tag +
                     "' is no language tag; say zh-HK, or zh-Hant=zh-HK");
  }
  return result;
}

bool has_language_of(const Pair& pair, const std::string& value) {
  const LanguageTag tag = language_tag_option(value);
  return tag.is_for(pair.source.language) || tag.is_for(pair.target.language);
}

tmx::UnitMaking unit_making(const Pair& pair, const std::vector<std::string>& tags) {
  for (const std::string& value : tags) {
    if (!has_language_of(pair, value)) {
      throw UsageError("--lang-tag: neither text is in the language of '" + value + "'");
    }
  }
  return {
      .source_language = tag_for(pair.source.language, tags),
      .target_language = tag_for(pair.target.language, tags),
      .document = std::filesystem::path(pair.source.document.name()).filename().string(),
      .date = date_to_write(),
  };
}

}  // namespace qiao::cli
