// qiao tmx merge: many memories into one.
#include <optional>

#include "cli/file_sink.h"
#include "cli/memory_files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/tmx_command.h"
#include "tmx/bilingual_writers.h"
#include "tmx/merge.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "tmx merge",
    .operands = "FILE...",
    .about =
        "Merges memories without duplicates: units that say the same, case, width and white "
        "space\naside. Sources with several targets are conflicts: all are kept, and listed on "
        "request.\n",
    .examples =
        "  qiao tmx merge 2023.tmx 2024.tmx.gz archive.zip -o all.tmx\n"
        "  qiao tmx merge a.tmx b.tmx --winner best --conflicts conflicts.tsv -o c.tmx\n",
};

}  // namespace

int tmx_merge(int argc, char** argv) {
  std::string output = "-", winner = "newest", conflicts;
  tmx::MergeOptions merging;
  bool strict = false;
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&output)->value_name("OUT"),
                        "write here (.gz: compressed), not to standard output")(
      "winner", po::value(&winner)->value_name("WHICH")->default_value(winner),
      "of duplicates: newest (by date) or best (by x-score); then the first")(
      "exact", po::bool_switch(&merging.exact_only),
      "only what is equal to the byte is a duplicate")(
      "conflicts", po::value(&conflicts)->value_name("FILE"),
      "list conflicts here, a line each: source, then its targets, tabs between")(
      "strict", po::bool_switch(&strict), "stop at the first broken unit");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  if (winner != "newest" && winner != "best") {
    throw UsageError("--winner: '" + winner + "' is neither newest nor best");
  }
  merging.winner = winner == "best" ? tmx::Winner::kBest : tmx::Winner::kNewest;

  text::OutputFile out(output);
  std::optional<text::OutputFile> list;
  if (!conflicts.empty()) list.emplace(conflicts);
  tmx::Merger merger(merging);
  read_memories(*files, strict, "merging",
                {.open = {}, .unit = [&](const tmx::Reader& reader, tmx::TranslationUnit& unit) {
                   merger.add(unit, reader.header().source_language);
                 }});
  tmx::Header header;
  header.creation_tool_version = QIAO_VERSION;
  std::function<void(const tmx::Conflict&)> on_conflict;
  if (list) {
    on_conflict = [&](const tmx::Conflict& conflict) {
      std::string line = tmx::tsv_cell(conflict.source);
      for (const std::string& target : conflict.targets) (line += '\t') += tmx::tsv_cell(target);
      list->write(line + "\n");
    };
  }
  const auto sink = sink_for(output, out);
  const tmx::MergeSummary summary = merger.finish(header, *sink, on_conflict);
  if (list) list->commit();
  out.commit();
  tell_counts(summary.writing);
  say(std::to_string(summary.units_read) + " units read, " + std::to_string(summary.units_written) +
      " written; duplicates: " + std::to_string(summary.exact_duplicates) + " exact, " +
      std::to_string(summary.normalised_duplicates) + " normalised; " +
      std::to_string(summary.conflicts) + " sources with several targets");
  return kDone;
}

}  // namespace qiao::cli
