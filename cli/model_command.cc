// qiao model: bilingual vectors. One file a verb; this one finds the verb.
#include "cli/model_command.h"

#include <array>
#include <iostream>
#include <string>

#include "cli/command.h"
#include "cli/options.h"

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

std::string overview() {
  std::string text = "Usage: qiao model VERB ...\n\nBilingual vectors: one space for Chinese, German and English.\n\nVerbs:\n";
  for (const Command& verb : kVerbs) {
    text += "  " + std::string(verb.name) + std::string(10 - verb.name.size(), ' ') +
            std::string(verb.summary) + "\n";
  }
  return text + "\nqiao model VERB --help tells more.\n";
}

}  // namespace

int model_command(int argc, char** argv) {
  if (argc < 2) throw UsageError("model: which verb? See qiao model --help");
  const std::string_view name = argv[1];
  if (name == "--help" || name == "-h") {
    std::cout << overview();
    return kDone;
  }
  for (const Command& verb : kVerbs) {
    if (verb.name == name) return verb.run(argc - 1, argv + 1);
  }
  throw UsageError("model: no verb '" + std::string(name) + "'; see qiao model --help");
}

}  // namespace qiao::cli
