#include "cli/list.h"

namespace qiao::cli {

std::vector<std::string_view> parts_of(std::string_view list, char mark) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t end = list.find(mark);
    parts.push_back(list.substr(0, end));
    if (end == list.npos) break;
    list.remove_prefix(end + 1);
    if (list.empty()) parts.push_back(list);
  }
  return parts;
}

}  // namespace qiao::cli
