// JSON as the program writes it, whatever bytes its strings hold: names of files, say.
//
//   json_text(Json{{"file", "a\xFF.txt"}})    {"file":"a�.txt"}
#pragma once

#include <string>

namespace qiao::tmx {

// On one line, or indented by `indent` spaces. Bytes that are not UTF-8 become U+FFFD, where dump()
// alone throws.
template <class Json>
std::string json_text(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace qiao::tmx
