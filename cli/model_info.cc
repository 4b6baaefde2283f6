// qiao model info: what a model file holds.
#include <iostream>
#include <string>

#include "cli/model_command.h"
#include "cli/options.h"
#include "embed/model.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "model info",
    .operands = "MODEL",
    .about = "Prints the sizes of a model and what it says of its making.\n",
    .examples = "  qiao model info build/release/default.qiao\n",
};

}  // namespace

int model_info(int argc, char** argv) {
  const po::options_description options("Options");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  const embed::Model model = embed::Model::open((*files)[0]);
  std::cout << "features     " << model.vocabulary().key_count() << '\n'
            << "buckets      " << model.vocabulary().bucket_count() << '\n'
            << "dimensions   " << model.dimensions() << '\n'
            << "bits         " << model.bits() << '\n'
            << "bytes        " << model.file_size() << '\n'
            << "metadata     " << model.metadata() << '\n';
  return kDone;
}

}  // namespace qiao::cli
