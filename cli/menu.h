// A choice of commands under one name: `qiao` itself, `qiao tmx`, `qiao model`. Each has help that
// lists them, and the version.
#pragma once

#include <span>
#include <string_view>

#include "cli/command.h"

namespace qiao::cli {

struct Menu {
  std::string_view name;   // "qiao tmx"
  std::string_view kind;   // what is chosen: "command", "verb"
  std::string_view about;  // what it is for, whole lines
  std::span<const Command> commands;
  std::string_view notes;  // what else its help says, whole lines
};

// Runs the command that argv[1] names, and hands it the arguments from there on. Throws UsageError
// when there is none.
int run_menu(const Menu& menu, int argc, char** argv);

}  // namespace qiao::cli
