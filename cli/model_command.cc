// qiao model: bilingual vectors. One file a verb; this one finds the verb.
#include "cli/model_command.h"

#include <array>

#include "cli/command.h"
#include "cli/menu.h"

namespace qiao::cli {
namespace {

constexpr std::array kVerbs = {
    Command{"train", "learn vectors from parallel lines", model_train},
    Command{"eval", "how well translations find each other", model_eval},
    Command{"import", "take over aligned vectors of fastText", model_import},
    Command{"map", "bring two languages' vectors into one space", model_map},
    Command{"export", "write vectors of words as .vec", model_export},
    Command{"info", "what a model file holds", model_info},
};

}  // namespace

const Menu& model_menu() {
  static const Menu kMenu = {
      .name = "qiao model",
      .kind = "verb",
      .about = "Bilingual vectors: one space for Chinese, German and English.\n",
      .commands = kVerbs,
      .notes = {},
  };
  return kMenu;
}

int model_command(int argc, char** argv) { return run_menu(model_menu(), argc, argv); }

}  // namespace qiao::cli
