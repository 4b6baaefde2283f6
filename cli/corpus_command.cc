// qiao corpus: folders of documents, or documents from a pipe, into a corpus of sentence pairs.
//
//   pair  ->  align each pair of documents into a shard  ->  assemble the shards
#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/bridge_options.h"
#include "cli/command.h"
#include "cli/corpus/align_pairs.h"
#include "cli/corpus/assemble.h"
#include "cli/corpus/fingerprint.h"
#include "cli/corpus/incoming.h"
#include "cli/corpus/pair_list.h"
#include "cli/corpus/run_folder.h"
#include "cli/file_sink.h"
#include "cli/memory_budget.h"
#include "cli/options.h"
#include "cli/pair/file_list.h"
#include "cli/pair/pairing.h"
#include "cli/terminal.h"
#include "cli/unit_making.h"
#include "cli/work_progress.h"
#include "text/byte_source.h"
#include "text/files.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "corpus",
    .operands = "SOURCE_DIR TARGET_DIR",
    .about =
        "Makes a corpus of all documents of two folders: finds out which are versions of one "
        "story\n"
        "(or takes --pairs), aligns them, and keeps the beads that are sure, clean and new. PO,\n"
        "XLIFF and TMX files hold pairs already: their units are scored as they stand.\n"
        "\n"
        "--documents takes a JSON object a line: {\"text\": …} or {\"path\": …} with \"name\" and\n"
        "\"language\" if you like. A bad line is a line of the report.\n"
        "\n"
        "OUT holds corpus.tmx, corpus.tsv and, for Moses, corpus.zh-TW and corpus.de-DE (a file\n"
        "for each language tag); rejected.tsv with the reason for every bead left out;\n"
        "documents.tsv; report.html and report.json.\n"
        "\n"
        "Ended at any moment, the same command goes on where it stopped. Run again with other\n"
        "filters it aligns nothing anew.\n",
    .examples =
        "  qiao corpus zh/ de/ -o corpus/\n"
        "  qiao corpus zh/ de/ --pairs pairs.tsv -o corpus/ --min-score 0.8\n"
        "  zcat crawl.jsonl.gz | qiao corpus --documents - -o corpus/\n"
        "  qiao corpus zh/ de/ --pairs part7.tsv -o part7/ --align-only\n"
        "  qiao corpus zh/ de/ --pairs pairs.tsv --take part1 --take part2 -o corpus/\n",
    .instead = "documents",
};

constexpr double kAssembling = 70e6;  // what recurs is sorted in 64 MB (repeats.h)
constexpr double kPairInList = 400;

struct Settings {
  std::string output;
  std::string documents;
  std::string pairs;
  std::vector<std::string> take;
  bool align_only = false;
  std::vector<LanguageTag> language_tags;
  bool any_figures = false;
  BridgeOptions bridge;
  AssembleOptions assemble;
  MemoryLimit memory;
};

po::options_description options_for(Settings& s) {
  po::options_description options("Options");
  RowTestOptions& tests = s.assemble.tests;
  options.add_options()("output,o", po::value(&s.output)->value_name("OUT"),
                        "the folder to write to; needed")(
      "documents", po::value(&s.documents)->value_name("FILE"),
      "take the documents from a JSONL file, - for standard input, in place of the folders")(
      "pairs", po::value(&s.pairs)->value_name("FILE"),
      "what qiao pair wrote, or any TSV with the columns source and target: paths below the "
      "folders")("take", po::value(&s.take)->value_name("DIR"),
                 "use what runs with -o DIR have aligned; may be repeated")(
      "align-only", po::bool_switch(&s.align_only),
      "align and stop: another run takes it from here")(
      "min-score",
      po::value(&tests.min_score)->default_value(tests.min_score, "0.5")->value_name("S"),
      "drop beads that are less sure")(
      "max-ratio",
      po::value(&tests.max_ratio)->default_value(tests.max_ratio, "4")->value_name("R"),
      "drop beads where one side says R times as much (a Han character says 3 letters); 0: keep")(
      "any-figures", po::bool_switch(&s.any_figures), "keep beads whose figures differ")(
      "boilerplate",
      po::value(&s.assemble.boilerplate_documents)
          ->default_value(s.assemble.boilerplate_documents)
          ->value_name("N"),
      "drop beads that recur in N documents; 0: keep")(
      "lang-tag", po::value(&s.language_tags)->value_name("TAG"),
      "language tag to write: zh-HK, de-AT, or zh-Hant=zh-HK; once for each language");
  add_bridge_options(options, s.bridge);
  s.memory.add_option(options);
  return options;
}

// All that decides what a shard holds, but for the two files.
std::string settings_of(const Settings& s, const embed::Model& model) {
  const PairOptions& pair = s.bridge.pair;
  std::ostringstream all;
  all << QIAO_VERSION << '\n'
      << model.metadata() << '\n'
      << model.file_size() << '\n'
      << static_cast<int>(pair.source_language.language)
      << static_cast<int>(pair.source_language.script) << ' '
      << static_cast<int>(pair.target_language.language)
      << static_cast<int>(pair.target_language.script) << '\n'
      << pair.read.pre_split << pair.read.lossy << '\n';
  for (const LanguageTag& tag : s.language_tags) all << tag.value << '\n';
  return fingerprint(all.str());
}

// All files of a folder with their sizes and times: what pairing depends on.
std::string listing_of(const std::string& folder) {
  std::ostringstream all;
  for (const std::string& file : list_files(folder)) {
    all << file << '\n' << file_stamp(folder + '/' + file) << '\n';
  }
  return fingerprint(all.str());
}

// pairs.tsv of the folder, made now unless a run before has made it of the same files.
PairList find_pairs(const std::vector<std::string>& folders, const Settings& s,
                    const std::string& settings, const RunFolder& run, Builder& builder) {
  const std::string list = run.file("pairs.tsv");
  std::string made_of = settings + ' ' + listing_of(folders[0]) + ' ' + listing_of(folders[1]);
  // Another limit lets other documents be tried.
  if (s.memory.bytes() > 0) made_of += ' ' + std::to_string(s.memory.bytes());
  if (!run.has_pairs_of(made_of)) {
    PairingOptions options;
    options.pair = s.bridge.pair;
    Pairing pairing;
    {
      WorkProgress progress;
      pairing = pair_folders(folders[0], folders[1], options, builder.model, builder.pool, s.memory,
                             progress.callback());
    }
    text::OutputFile out(list);
    FileSink sink(out);
    write_verdicts_tsv(pairing.verdicts, sink);
    out.commit();
    run.note_pairs_of(made_of);
  }
  return read_pair_list(list);
}

// The documents of a pipe as two folders in that of the run, and what was wrong with them.
Incoming take_documents(const Settings& s, const std::vector<std::string>& folders) {
  const auto in = text::open_bytes(s.documents);
  Incoming incoming;
  {
    WorkProgress progress;
    incoming = lay_down(*in, text::input_name(s.documents), s.bridge.pair, folders[0], folders[1],
                        [&](std::size_t lines) { progress.show("taking documents", lines, 0); });
  }
  if (!incoming.problems.empty()) {
    say(std::to_string(incoming.problems.size()) +
        " lines passed over; the first: " + incoming.problems.front());
  }
  return incoming;
}

std::string shards_of(const std::string& run) { return run + "/shards"; }

void check_taken(const std::vector<std::string>& runs) {
  for (const std::string& run : runs) {
    if (std::filesystem::is_directory(shards_of(run))) continue;
    throw InputError(run + ": no run was here (" + shards_of(run) +
                     " is no folder); --take takes what another run has as -o");
  }
}

// What was aligned elsewhere and is done again all the same is told of. The first shelf is this
// run's own.
void tell_unused(const std::vector<std::string>& shelves, const std::vector<std::size_t>& places) {
  const auto holds = [&](std::size_t shelf) {
    return std::ranges::find(places, shelf) != places.end();
  };
  if (!holds(shelves.size())) return;
  for (std::size_t k = 1; k < shelves.size(); ++k) {
    if (holds(k) || std::filesystem::is_empty(shelves[k])) continue;
    say(shelves[k] +
        ": none of these is used; they are of other documents, options or another model");
  }
}

void tell(const CorpusStatistics& statistics) {
  std::string text =
      std::to_string(statistics.documents - statistics.memories) + " pairs of documents";
  if (statistics.memories > 0) {
    text += " and " + std::to_string(statistics.memories) + " memories";
  }
  if (statistics.broken > 0) text += " (" + std::to_string(statistics.broken) + " broken)";
  const auto append = [&](std::size_t count, const char* what) {
    if (count > 0) text += ", " + std::to_string(count) + what;
  };
  append(statistics.unread, " documents that cannot be read");
  append(statistics.alone, " documents alone");
  text += ", " + std::to_string(statistics.beads) + " beads, " + std::to_string(statistics.kept) +
          " kept";
  for (std::size_t k = 0; k < kRejectionCount; ++k) {
    if (statistics.rejected[k] == 0) continue;
    text += ", " + std::string(rejection_name(static_cast<Rejection>(k))) + " " +
            std::to_string(statistics.rejected[k]);
  }
  say(text);
}

}  // namespace

int corpus_command(int argc, char** argv) {
  Settings s;
  auto folders = parse_options(argc, argv, kUsage, options_for(s));
  if (!folders) return kDone;
  if (s.output.empty()) throw UsageError("no folder to write to; say -o OUT");
  s.assemble.tests.figures = !s.any_figures;
  s.assemble.date = date_to_write();
  check_taken(s.take);

  Builder builder(s.bridge);
  const std::uint64_t program = program_need(builder.model);
  s.memory.refuse_above(program + (s.align_only ? 0 : with_memory_margin(kAssembling)),
                        "the program and what puts the corpus together take about", "allow more");
  const RunFolder run(s.output);
  Incoming incoming;
  if (!s.documents.empty()) {
    folders = {run.file("documents/source"), run.file("documents/target")};
    incoming = take_documents(s, *folders);
  }
  const std::string settings = settings_of(s, builder.model);
  PairList list =
      s.pairs.empty() ? find_pairs(*folders, s, settings, run, builder) : read_pair_list(s.pairs);
  for (std::string& problem : incoming.problems) {
    list.broken.push_back({.source = {}, .target = {}, .error = std::move(problem)});
  }
  const std::vector<DocumentPair>& pairs = list.pairs;

  const AlignPairsOptions options{.source_folder = (*folders)[0],
                                  .target_folder = (*folders)[1],
                                  .pair = s.bridge.pair,
                                  .language_tags = s.language_tags,
                                  .settings = settings};
  std::vector<std::string> shelves{run.file("shards")};
  for (const std::string& folder : s.take) shelves.push_back(shards_of(folder));
  std::vector<std::size_t> places = find_shards(pairs, shelves, options, s.memory);
  tell_unused(shelves, places);
  std::vector<DocumentPair> missing;
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (places[k] < shelves.size()) continue;
    missing.push_back(pairs[k]);
    places[k] = 0;
  }
  {
    WorkProgress progress;
    MemoryBudget memory(s.memory);
    memory.hold(program + with_memory_margin(kPairInList * static_cast<double>(pairs.size())),
                "the program and the list of pairs take about");
    align_pairs(
        missing, shelves[0], options, builder.model, builder.pool, memory,
        [&](std::size_t done, std::size_t of) { progress.show("aligning pairs", done, of); });
  }
  if (s.align_only) {
    say(std::to_string(missing.size()) + " pairs of documents aligned, " +
        std::to_string(pairs.size() - missing.size()) + " were there");
    return kDone;
  }

  CorpusStatistics statistics;
  {
    WorkProgress progress;
    const auto with = [&](auto* reader) {
      return [&, reader](std::size_t k) {
        auto shard = reader(pairs[k], made_of(pairs[k], options), shelves[places[k]]);
        if (!shard) {
          throw InputError(shelves[places[k]] + '/' + shard_name(pairs[k]) +
                           ": damaged, or of another run; delete it and run again");
        }
        return *std::move(shard);
      };
    };
    const ShardSource shards{with(read_shard_head), with(read_shard)};
    statistics = assemble(list, shards, s.assemble, run, progress.callback());
  }
  tell(statistics);
  return kDone;
}

}  // namespace qiao::cli
