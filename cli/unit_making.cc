#include "cli/unit_making.h"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "cli/options.h"
#include "text/input_error.h"
#include "tmx/date.h"

namespace qiao::cli {

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

bool is_for_either(const LanguageTag& tag, const Pair& pair) {
  return tag.is_for(pair.source.language) || tag.is_for(pair.target.language);
}

tmx::UnitMaking unit_making(const Pair& pair, const std::vector<LanguageTag>& tags) {
  for (const LanguageTag& tag : tags) {
    if (is_for_either(tag, pair)) continue;
    throw UsageError("--lang-tag: neither text is in the language of '" + tag.value + "'");
  }
  return {
      .source_language = tag_for(pair.source.language, tags),
      .target_language = tag_for(pair.target.language, tags),
      .document = std::filesystem::path(pair.source.document.name()).filename().string(),
      .date = date_to_write(),
  };
}

}  // namespace qiao::cli
