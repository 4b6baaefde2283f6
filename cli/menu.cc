#include "cli/menu.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "cli/options.h"
#include "cli/terminal.h"

namespace qiao::cli {
namespace {

std::string help_text(const Menu& menu) {
  const std::string name(menu.name);
  std::string placeholder(menu.kind);
  for (char& c : placeholder) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  std::size_t width = 0;
  for (const Command& command : menu.commands) width = std::max(width, command.name.size());

  std::string text = "usage: " + name + " " + placeholder + " [OPTION]... ARGUMENT...\n\n" +
                     std::string(menu.about) + "\n" + placeholder + " is one of:\n";
  for (const Command& command : menu.commands) {
    text += "  " + std::string(command.name);
    text.append(width + 2 - command.name.size(), ' ');
    text += std::string(command.summary) + '\n';
  }
  return text + "\n`" + name + " " + placeholder + " --help` says more, `" + name +
         " --version` prints the version.\n" + std::string(menu.notes);
}

}  // namespace

int run_menu(const Menu& menu, int argc, char** argv) {
  if (argc < 2) throw UsageError("no " + std::string(menu.kind) + " given");
  const std::string_view name = argv[1];
  if (name == "--help") {
    print(help_text(menu));
    return kDone;
  }
  if (name == "--version") {
    print(version_line());
    return kDone;
  }
  for (const Command& command : menu.commands) {
    if (command.name == name) return command.run(argc - 1, argv + 1);
  }
  throw UsageError("there is no " + std::string(menu.kind) + " '" + std::string(name) + "'");
}

}  // namespace qiao::cli
