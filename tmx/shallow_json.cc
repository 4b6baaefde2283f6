#include "tmx/shallow_json.h"

namespace qiao::tmx {

nlohmann::json parse_shallow(std::string_view text) {
  using nlohmann::json;
  constexpr int kDeepest = 8;
  bool deep = false;
  const auto shallow = [&](int depth, json::parse_event_t, json&) {
    deep = deep || depth > kDeepest;
    return !deep;
  };
  json value = json::parse(text, shallow, false);
  return deep ? json(json::value_t::discarded) : value;
}

}  // namespace qiao::tmx
