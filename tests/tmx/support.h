// What the tests of the TMX room share: units made in a line, memories in strings, and the real
// tools of the field, run.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmx/translation_unit.h"

namespace qiao::tmx {

// zh-TW and de-DE.
TranslationUnit pair_unit(std::string_view chinese, std::string_view german);

// What the writer makes of the units.
std::string written(std::span<const TranslationUnit> units, const Header& header = {});

// What reading gave: the units, and the units that were skipped as "line: reason".
struct ReadResult {
  Header header;
  std::vector<TranslationUnit> units;
  std::vector<std::size_t> lines;  // of the units
  std::vector<std::string> problems;
};
ReadResult read_memory(std::string tmx, bool strict = false);

// The message of the InputError that reading throws, empty when it throws none.
std::string reading_error(std::string tmx, bool strict = false);

// A document around the text of a body; the body begins on line 3.
std::string memory_with(std::string_view body);

struct CommandResult {
  int exit_code = 0;
  std::string output;  // stdout and stderr
};
// Runs a line of shell.
CommandResult run(const std::string& command);

}  // namespace qiao::tmx
