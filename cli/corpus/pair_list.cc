#include "cli/corpus/pair_list.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

#include "cli/list.h"
#include "text/files.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return parts_of(line, '\t');
}

}  // namespace

std::vector<DocumentPair> read_pair_list(const std::string& path) {
  const std::string bytes = text::read_file(path);
  const auto fail = [&](std::size_t line, const std::string& what) {
    throw InputError(path + ':' + std::to_string(line) + ": " + what);
  };
  std::vector<DocumentPair> pairs;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  std::size_t source = 0, target = 0, kind = 0, columns = 0, number = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::vector<std::string_view> cells = cells_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (++number == 1) {
      columns = cells.size();
      const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(cells.begin(), cells.end(), name) -
                                        cells.begin());
      };
      source = column("source");
      target = column("target");
      kind = column("kind");
      if (source == columns || target == columns) {
        fail(1, "no columns source and target; give what qiao pair writes");
      }
      continue;
    }
    if (cells.empty()) continue;
    if (cells.size() != columns) {
      fail(number, std::to_string(cells.size()) + " columns, the first line has " +
                       std::to_string(columns) + "; correct the line");
    }
    if (kind < columns && cells[kind] != "pair" && cells[kind] != "partial") continue;
    if (cells[source].empty() || cells[target].empty()) {
      fail(number, "a pair with an empty side; name both documents");
    }
    if (!seen.emplace(cells[source], cells[target]).second) {
      fail(number, "this pair came before; name it once");
    }
    pairs.push_back({std::string(cells[source]), std::string(cells[target])});
  }
  if (number == 0) fail(1, "empty; give what qiao pair writes");
  return pairs;
}

}  // namespace qiao::cli
