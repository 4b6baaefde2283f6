// qiao tmx filter: the units that pass, and why the others do not.
#include <map>
#include <optional>

#include "cli/file_sink.h"
#include "cli/memory_files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/tmx_command.h"
#include "tmx/filter.h"
#include "tmx/writer.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "tmx filter",
    .operands = "FILE",
    .about =
        "Keeps the units of a memory that pass every test asked for, and counts the others by "
        "reason.\n",
    .examples =
        "  qiao tmx filter all.tmx --min-score 0.5 --max-ratio 4 --script -o good.tmx\n"
        "  qiao tmx filter all.tmx --figures --keep good.tmx --reject doubtful.tmx\n",
};

// One of the two results, open once the header is known.
class Result {
 public:
  explicit Result(const std::string& path) : file_(path), sink_(sink_for(path, file_)) {}

  // The parts of an archive share the first one's header.
  void open(const tmx::Header& header) {
    if (!writer_) writer_.emplace(*sink_, header);
  }
  void write(const tmx::TranslationUnit& unit) { writer_->write(unit); }
  void commit() {
    writer_->finish();
    file_.commit();
  }
  const tmx::WriteCounts& counts() const { return writer_->counts(); }

 private:
  text::OutputFile file_;
  std::unique_ptr<tmx::ByteSink> sink_;
  std::optional<tmx::Writer> writer_;
};

}  // namespace

int tmx_filter(int argc, char** argv) {
  std::string keep = "-", reject;
  tmx::FilterOptions tests;
  double min_score = 0, max_ratio = 0;
  std::size_t min_length = 0, max_length = 0;
  bool strict = false;
  po::options_description options("Options");
  options.add_options()("keep,o", po::value(&keep)->value_name("OUT"),
                        "write the units kept here (.gz: compressed), not to standard output")(
      "output", po::value(&keep)->value_name("OUT"), "the same")(
      "reject", po::value(&reject)->value_name("FILE"),
      "write the others here, with their reason as x-rejected")(
      "min-score", po::value(&min_score)->value_name("S"), "drop units with a lower x-score")(
      "two-sided", po::bool_switch(&tests.one_sided), "drop units without source or target")(
      "min-length", po::value(&min_length)->value_name("N"), "drop sides of fewer characters")(
      "max-length", po::value(&max_length)->value_name("N"), "drop sides of more characters")(
      "max-ratio", po::value(&max_ratio)->value_name("R"),
      "drop pairs where one side says R times as much (a Han character says 3 letters)")(
      "script", po::bool_switch(&tests.script), "drop texts in another script than their language")(
      "different", po::bool_switch(&tests.identical), "drop pairs whose sides are identical")(
      "figures", po::bool_switch(&tests.figures), "drop pairs whose figures differ")(
      "drop-matching", po::value(&tests.drop_matching)->value_name("REGEX"),
      "drop units where this ICU expression is found; may be repeated")(
      "keep-matching", po::value(&tests.keep_matching)->value_name("REGEX"),
      "keep only units where this is found; may be repeated")("strict", po::bool_switch(&strict),
                                                              "stop at the first broken unit");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  if (min_score > 0) tests.min_score = min_score;
  if (max_ratio > 0) tests.max_ratio = max_ratio;
  if (min_length > 0) tests.min_length = min_length;
  if (max_length > 0) tests.max_length = max_length;

  const tmx::Filter filter(tests);
  Result kept(keep);
  std::optional<Result> rejected;
  if (!reject.empty()) rejected.emplace(reject);
  std::map<std::string, std::size_t, std::less<>> reasons;
  std::size_t units = 0;
  read_memories(
      *files, strict, "filtering",
      {.open =
           [&](const tmx::Reader& reader) {
             kept.open(reader.header());
             if (rejected) rejected->open(reader.header());
           },
       .unit =
           [&](const tmx::Reader& reader, tmx::TranslationUnit& unit) {
             ++units;
             const auto reason = filter.reject(unit, reader.header().source_language);
             if (!reason) {
               kept.write(unit);
               return;
             }
             ++reasons[std::string(*reason)];
             if (!rejected) return;
             unit.annotations.push_back(
                 {tmx::Annotation::Kind::kProperty, "x-rejected", std::string(*reason), {}});
             rejected->write(unit);
           }});
  if (rejected) rejected->commit();
  kept.commit();
  tell_counts(kept.counts());
  std::string text =
      std::to_string(units) + " units read, " + std::to_string(kept.counts().units) + " kept";
  for (const auto& [reason, count] : reasons) text += ", " + reason + " " + std::to_string(count);
  say(text);
  return kDone;
}

}  // namespace qiao::cli
