// qiao tmx: what is done to memories. This file finds the verb.
#include "cli/tmx_command.h"

#include <array>

#include "cli/command.h"
#include "cli/menu.h"

namespace qiao::cli {
namespace {

constexpr std::array kVerbs = {
    Command{"validate", "what is wrong with a memory, with line numbers", tmx_validate},
    Command{"merge", "many memories into one without duplicates", tmx_merge},
    Command{"filter", "keep the units that pass tests", tmx_filter},
    Command{"stats", "what a memory holds, in figures", tmx_stats},
    Command{"convert", "to and from TSV, CSV, JSONL, Moses, XLIFF, PO", tmx_convert},
    Command{"diff", "what two memories disagree on", tmx_diff},
};

}  // namespace

const Menu& tmx_menu() {
  static const Menu kMenu = {
      .name = "qiao tmx",
      .kind = "verb",
      .about = "What is done to translation memories of any size.\n",
      .commands = kVerbs,
      .notes =
          "\nFiles are TMX 1.1 to 1.4b in any encoding, plain, .gz or .zip; - is standard input "
          "or output.\n",
  };
  return kMenu;
}

int tmx_command(int argc, char** argv) { return run_menu(tmx_menu(), argc, argv); }

}  // namespace qiao::cli
