#include "cli/corpus/pair_list.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "cli/list.h"
#include "text/files.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace qiao::cli {
namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return parts_of(line, '\t');
}

// The columns that are looked at, as numbers; those that are absent are the number of columns.
struct Columns {
  explicit Columns(const std::vector<std::string_view>& names)
      : count(names.size()),
        source(place(names, "source")),
        target(place(names, "target")),
        kind(place(names, "kind")),
        reason(place(names, "reason")) {}

  static std::size_t place(const std::vector<std::string_view>& names, std::string_view name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }

  std::size_t count, source, target, kind, reason;
};

bool is_memory(std::string_view path) {
  return text::format_of_path(path) == text::FileFormat::kPairs;
}

}  // namespace

PairList read_pair_list(const std::string& path) {
  const std::string bytes = text::read_file(path);
  const auto fail = [&](std::size_t line, const std::string& what) {
    throw InputError(path + ':' + std::to_string(line) + ": " + what);
  };
  PairList list;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  std::optional<Columns> columns;
  std::size_t number = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::vector<std::string_view> cells = cells_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (!columns) {
      columns.emplace(cells);
      if (columns->source == columns->count || columns->target == columns->count) {
        fail(1, "no columns source and target; give what qiao pair writes");
      }
      continue;
    }
    if (cells.empty()) continue;
    if (cells.size() != columns->count) {
      fail(number, std::to_string(cells.size()) + " columns, the first line has " +
                       std::to_string(columns->count) + "; correct the line");
    }
    const std::string_view source = cells[columns->source], target = cells[columns->target];
    const bool any_kind = columns->kind < columns->count;
    const std::string_view kind = any_kind ? cells[columns->kind] : "pair";
    if (kind == "version") ++list.versions;
    if (kind == "alone") ++list.alone;
    if (kind == "broken") {
      const bool told = columns->reason < columns->count;
      list.broken.push_back({std::string(source), std::string(target),
                             std::string(told ? cells[columns->reason] : "cannot be read")});
    }
    if (kind != "pair" && kind != "partial" && kind != "memory") continue;
    const bool one_sided = source.empty() != target.empty();
    const bool whole = kind == "memory" || (!any_kind && one_sided)
                           ? one_sided && is_memory(source.empty() ? target : source)
                           : !source.empty() && !target.empty();
    if (!whole) fail(number, "a pair with an empty side; name both documents");
    if (!seen.emplace(source, target).second) {
      fail(number, "this pair came before; name it once");
    }
    list.pairs.push_back({std::string(source), std::string(target)});
  }
  if (!columns) fail(1, "empty; give what qiao pair writes");
  return list;
}

}  // namespace qiao::cli
