// qiao tmx diff: what two memories disagree on.
#include <nlohmann/json.hpp>

#include "cli/memory_files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/tmx_command.h"
#include "tmx/bilingual_writers.h"
#include "tmx/diff.h"
#include "tmx/json_text.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "tmx diff",
    .operands = "LEFT RIGHT",
    .about =
        "Lists the sources that only one memory has and those that they translate differently:\n"
        "a line for the source, then a line for each target, < of the left and > of the right\n"
        "memory. Case, width and white space are no difference.\n",
    .examples = "  qiao tmx diff mine.tmx theirs.tmx\n",
};

std::string as_text(const tmx::Difference& difference) {
  std::string text = "= " + tmx::tsv_cell(difference.source) + "\n";
  for (const std::string& target : difference.left) text += "< " + tmx::tsv_cell(target) + "\n";
  for (const std::string& target : difference.right) text += "> " + tmx::tsv_cell(target) + "\n";
  return text;
}

std::string as_json(const tmx::Difference& difference) {
  const nlohmann::ordered_json value = {
      {"source", difference.source}, {"left", difference.left}, {"right", difference.right}};
  return tmx::json_text(value) + "\n";
}

}  // namespace

int tmx_diff(int argc, char** argv) {
  bool json = false, strict = false;
  po::options_description options("Options");
  options.add_options()("json", po::bool_switch(&json), "JSON Lines, an object a source")(
      "strict", po::bool_switch(&strict), "stop at the first broken unit");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  tmx::Differ differ;
  for (const tmx::MemorySide side : {tmx::MemorySide::kLeft, tmx::MemorySide::kRight}) {
    read_memories({(*files)[side == tmx::MemorySide::kLeft ? 0 : 1]}, strict, "comparing",
                  {.open = {}, .unit = [&](const tmx::Reader& reader, tmx::TranslationUnit& unit) {
                     differ.add(side, unit, reader.header().source_language);
                   }});
  }
  const tmx::DiffSummary summary = differ.finish([&](const tmx::Difference& difference) {
    print(json ? as_json(difference) : as_text(difference));
  });
  say(std::to_string(summary.same) + " sources agree, " + std::to_string(summary.differing) +
      " differ, " + std::to_string(summary.only_left) + " only left, " +
      std::to_string(summary.only_right) + " only right");
  return kDone;
}

}  // namespace qiao::cli
