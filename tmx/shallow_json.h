// JSON of strangers, which holds one unit or one bead a line.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace qiao::tmx {

// The value, or a discarded one when the text is no JSON or nested deeper than any unit is: deep
// nesting would exhaust the stack of whoever destroys it, so it is refused while it is read.
nlohmann::json parse_shallow(std::string_view text);

}  // namespace qiao::tmx
