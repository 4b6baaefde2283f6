// The commands of qiao, one a file: `qiao split …` is split_command.cc.
#pragma once

#include <span>
#include <string_view>

namespace qiao::cli {

struct Menu;

struct Command {
  std::string_view name;
  std::string_view summary;  // one line, for `qiao --help`
  // argv[0] is the command's own name. Returns the exit code; throws UsageError (options.h) and
  // InputError.
  int (*run)(int argc, char** argv);
  const Menu& (*menu)() = nullptr;  // when it is a choice of further commands (menu.h)
};

int align_command(int argc, char** argv);
int check_command(int argc, char** argv);
int pair_command(int argc, char** argv);
int corpus_command(int argc, char** argv);
int split_command(int argc, char** argv);
int eval_command(int argc, char** argv);
int model_command(int argc, char** argv);
int tmx_command(int argc, char** argv);

// In the order that `qiao --help` shows.
std::span<const Command> commands();

// The choices: qiao itself, and those of its commands that are choices again.
const Menu& qiao_menu();
const Menu& model_menu();
const Menu& tmx_menu();

}  // namespace qiao::cli
