// qiao pair: which documents of two folders are versions of the same story.
#include <map>
#include <string>

#include "cli/bridge_options.h"
#include "cli/command.h"
#include "cli/file_sink.h"
#include "cli/memory_need.h"
#include "cli/options.h"
#include "cli/pair/pairing.h"
#include "cli/terminal.h"
#include "cli/work_progress.h"
#include "text/files.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "pair",
    .operands = "SOURCE_DIR TARGET_DIR",
    .about =
        "Finds out which documents of two folders, and of the folders in them, are versions of "
        "the\n"
        "same story, and which have no partner. The texts decide; names of files are a hint at\n"
        "most. The two may be one folder: then the languages tell the sides apart.\n"
        "\n"
        "Written are one verdict a line, with the score and the reason:\n"
        "  pair     versions of one story\n"
        "  partial  one of the two leaves out more than half of the other\n"
        "  version  versions as well, but one of the two has a better partner\n"
        "  memory   a file that holds pairs already: PO, XLIFF, TMX\n"
        "  alone    a document without a partner\n"
        "  broken   a document that cannot be read, or not be tried within --max-memory\n"
        "Each document has one partner at most (pair or partial).\n",
    .examples =
        "  qiao pair zh/ de/ -o pairs.tsv\n"
        "  qiao pair texts/ texts/ --format jsonl\n"
        "  qiao corpus --pairs pairs.tsv zh/ de/ -o corpus/\n",
};

// By --format, or by the ending of the output.
bool writes_jsonl(const std::string& format, const std::string& output) {
  if (format.empty()) return output.ends_with(".jsonl") || output.ends_with(".jsonl.gz");
  if (format != "tsv" && format != "jsonl") {
    throw UsageError("--format: '" + format + "' is neither tsv nor jsonl");
  }
  return format == "jsonl";
}

void tell(const Pairing& pairing) {
  std::map<PairKind, std::size_t> counts;
  for (const Verdict& verdict : pairing.verdicts) ++counts[verdict.kind];
  std::string text = std::to_string(pairing.source_documents) + " and " +
                     std::to_string(pairing.target_documents) + " documents: ";
  text += std::to_string(counts[PairKind::kPair]) + " pairs, " +
          std::to_string(counts[PairKind::kPartial]) + " partial, " +
          std::to_string(counts[PairKind::kVersion]) + " further versions, " +
          std::to_string(counts[PairKind::kAlone]) + " alone";
  const auto append = [&](PairKind kind, const char* what) {
    if (counts[kind] > 0) text += ", " + std::to_string(counts[kind]) + what;
  };
  append(PairKind::kMemory, " memories");
  append(PairKind::kBroken, " broken");
  if (pairing.passed_over > 0) {
    text += "; " + std::to_string(pairing.passed_over) + " files of no known format passed over";
  }
  say(text);
}

}  // namespace

int pair_command(int argc, char** argv) {
  BridgeOptions bridge;
  PairingOptions pairing_options;
  std::string output = "-", format;
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&output)->value_name("OUT"),
                        "write here (.gz: compressed), not to standard output")(
      "format", po::value(&format)->value_name("FORMAT"),
      "tsv or jsonl; by the ending of OUT when not said, else tsv")(
      "min-score",
      po::value(&pairing_options.min_score)
          ->default_value(pairing_options.min_score, "0.5")
          ->value_name("S"),
      "how likely versions of one story have to be")(
      "trials",
      po::value(&pairing_options.trials)->default_value(pairing_options.trials)->value_name("N"),
      "candidates of each document that are aligned, beside the nearest");
  add_bridge_options(options, bridge);
  MemoryLimit memory;
  memory.add_option(options);
  const auto folders = parse_options(argc, argv, kUsage, options);
  if (!folders) return kDone;
  if (pairing_options.trials < 0) throw UsageError("--trials: a number below 0");
  const bool jsonl = writes_jsonl(format, output);
  pairing_options.pair = bridge.pair;

  Builder builder(bridge);
  text::OutputFile out(output);
  Pairing pairing;
  {
    WorkProgress progress;
    pairing = pair_folders((*folders)[0], (*folders)[1], pairing_options, builder.model,
                           builder.pool, memory, progress.callback());
  }
  const auto sink = sink_for(output, out);
  (jsonl ? write_verdicts_jsonl : write_verdicts_tsv)(pairing.verdicts, *sink);
  sink->finish();
  out.commit();
  tell(pairing);
  return kDone;
}

}  // namespace qiao::cli
