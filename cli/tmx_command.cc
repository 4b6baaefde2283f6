// qiao tmx: what is done to memories. This file finds the verb.
#include "cli/tmx_command.h"

#include <array>
#include <string>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"

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

std::string help_text() {
  std::string text = "usage: qiao tmx VERB [OPTION]... FILE...\n\nVerbs:\n";
  for (const Command& verb : kVerbs) {
    text += "  " + std::string(verb.name);
    text.append(10 - verb.name.size(), ' ');
    text += std::string(verb.summary) + '\n';
  }
  return text +
         "\nFiles are TMX 1.1 to 1.4b in any encoding, plain, .gz or .zip; - is standard input "
         "or output.\n`qiao tmx VERB --help` says more.\n";
}

}  // namespace

int tmx_command(int argc, char** argv) {
  if (argc < 2) throw UsageError("no verb given");
  const std::string_view name = argv[1];
  if (name == "--help") {
    print(help_text());
    return kDone;
  }
  for (const Command& verb : kVerbs) {
    if (verb.name == name) return verb.run(argc - 1, argv + 1);
  }
  throw UsageError("there is no verb '" + std::string(name) + "' of tmx");
}

}  // namespace qiao::cli
