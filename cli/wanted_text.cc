#include "cli/wanted_text.h"

#include <nlohmann/json.hpp>

#include "text/input_error.h"

namespace qiao::cli {
namespace {

using nlohmann::json;

RawText file(const std::string& path, const std::string& place) {
  if (path == "-") {
    throw InputError(place + ": standard input is taken; give a path or {\"text\": …}");
  }
  return read_raw(path);
}

void check_members(const json& object, const std::string& place) {
  for (const auto& [member, value] : object.items()) {
    if (member != "path" && member != "text" && member != "name" && member != "language") {
      throw InputError(place + " has an unknown member \"" + member +
                       "\"; known are path, text, name and language");
    }
    if (!value.is_string()) {
      throw InputError(place + ": \"" + member + "\" is no string; write it in quotes");
    }
  }
}

}  // namespace

WantedText wanted_text(const json& value, const std::string& place, const std::string& name) {
  if (value.is_string()) return {file(value.get<std::string>(), place), {}};
  if (!value.is_object() || value.contains("path") == value.contains("text")) {
    throw InputError(place + " is neither a path nor an object with \"path\" or \"text\"");
  }
  check_members(value, place);
  WantedText wanted;
  const auto member = [&](const char* which) { return value[which].get<std::string>(); };
  if (value.contains("language")) {
    const auto language = text::parse_language(member("language"));
    if (!language) {
      throw InputError(place + ": no language known as '" + member("language") +
                       "'; say zh-Hant, zh-Hans, de or en");
    }
    wanted.language = *language;
  }
  wanted.text =
      value.contains("path") ? file(member("path"), place) : RawText{member("text"), name};
  if (value.contains("name")) wanted.text.name = member("name");
  return wanted;
}

}  // namespace qiao::cli
