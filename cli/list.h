// Lists written in one string: "a b c" by spaces, "figure,name" by commas.
#pragma once

#include <string_view>
#include <vector>

namespace qiao::cli {

// The parts between the marks, empty ones included; an empty list has none. Lends. O(n).
std::vector<std::string_view> parts_of(std::string_view list, char mark);

}  // namespace qiao::cli
