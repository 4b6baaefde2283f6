#include "cli/command.h"

#include "cli/menu.h"

namespace qiao::cli {

std::span<const Command> commands() {
  static constexpr Command kCommands[] = {
      {"align", "two versions of a text into a translation memory", align_command},
      {"check", "what one version leaves out, adds or gets wrong", check_command},
      {"pair", "which documents of two folders belong together", pair_command},
      {"corpus", "folders of documents into a corpus of sentence pairs", corpus_command},
      {"split", "a text into sentences, one a line", split_command},
      {"eval", "how good an alignment is, against gold", eval_command},
      {"tmx", "check, merge, filter, count, convert, compare memories", tmx_command, tmx_menu},
      {"model", "bilingual vectors: learn, describe, measure", model_command, model_menu},
  };
  return kCommands;
}

const Menu& qiao_menu() {
  static const Menu kMenu = {
      .name = "qiao",
      .kind = "command",
      .about =
          "Qiao (橋, bridge) aligns the Chinese and the German version of a text sentence by "
          "sentence.\n",
      .commands = commands(),
      .notes = "\nFor a start:\n  qiao align story.zh.txt story.de.txt -o story.tmx\n",
  };
  return kMenu;
}

}  // namespace qiao::cli
