// qiao tmx convert: memories to and from other formats.
#include <algorithm>
#include <optional>

#include "cli/file_sink.h"
#include "cli/memory_files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/tmx_command.h"
#include "tmx/format.h"
#include "tmx/moses.h"
#include "tmx/open_memories.h"
#include "tmx/writer.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "tmx convert",
    .operands = "FILE",
    .about =
        "Converts a memory. Formats: tmx, tsv, csv, jsonl, moses, xliff (1.2), xliff21, po; said "
        "by\nthe files' endings or by --from and --to. For moses FILE and OUT are prefixes: "
        "PREFIX.zh-TW\nand PREFIX.de-DE. Inline tags live in tmx and xliff; the other formats hold "
        "the words,\nand what is lost is counted.\n",
    .examples =
        "  qiao tmx convert old.tmx -o old.xlf\n"
        "  qiao tmx convert pairs.csv --source-lang zh-TW --target-lang de-DE -o pairs.tmx\n"
        "  qiao tmx convert all.tmx --to moses -o corpus\n",
};

tmx::Format format_of(const std::string& said, const std::string& path, const char* option) {
  if (!said.empty()) {
    const auto format = tmx::format_named(said);
    if (!format) {
      throw UsageError("--" + std::string(option) + ": '" + said +
                       "' is none of tmx, tsv, csv, jsonl, moses, xliff, xliff21, po");
    }
    return *format;
  }
  const auto format = tmx::format_of_path(path);
  if (!format) throw UsageError("'" + path + "' does not say its format; use --" + option);
  return *format;
}

// The files of the result, one or two.
class Result {
 public:
  Result(std::string path, tmx::Format format) : path_(std::move(path)), format_(format) {
    if (format_ != tmx::Format::kMoses) add(path_);
  }

  void open(const tmx::Header& header, const std::string& target_language) {
    if (format_ == tmx::Format::kMoses) {
      add(path_ + "." + header.source_language);
      add(path_ + "." + target_language);
      units_ = tmx::moses_sink(*parts_[0].sink, *parts_[1].sink, header.source_language);
    } else {
      units_ = tmx::make_unit_sink(*parts_[0].sink, format_, header, target_language);
    }
  }
  bool is_open() const { return units_ != nullptr; }
  tmx::UnitSink& units() { return *units_; }

  void commit() {
    units_->finish();
    for (Part& part : parts_) part.file->commit();
  }

 private:
  struct Part {
    std::unique_ptr<text::OutputFile> file;
    std::unique_ptr<tmx::ByteSink> sink;
  };
  void add(const std::string& path) {
    auto file = std::make_unique<text::OutputFile>(path);
    auto sink = sink_for(path, *file);
    parts_.push_back({std::move(file), std::move(sink)});
  }

  std::string path_;
  tmx::Format format_;
  std::vector<Part> parts_;
  std::unique_ptr<tmx::UnitSink> units_;
};

// What the result cannot say of the units: told at the end, so that nothing is lost unseen.
class Losses {
 public:
  explicit Losses(tmx::Format format) : format_(format) {}

  void count(const tmx::TranslationUnit& unit) {
    if (!tmx::holds_languages(format_) && unit.variants.size() > 2) ++languages_;
    if (tmx::holds_tags(format_)) return;
    const bool tagged =
        std::any_of(unit.variants.begin(), unit.variants.end(),
                    [](const tmx::Variant& variant) { return !variant.segment.tags.empty(); });
    if (tagged) ++tags_;
  }

  void tell() const {
    if (tags_ > 0) {
      say(std::to_string(tags_) +
          " units lost their inline tags, which this format cannot hold; the words are there");
    }
    if (languages_ > 0) {
      say(std::to_string(languages_) +
          " units have more than two languages; this format holds the first pair");
    }
  }

 private:
  tmx::Format format_;
  std::size_t tags_ = 0;
  std::size_t languages_ = 0;
};

}  // namespace

int tmx_convert(int argc, char** argv) {
  std::string output = "-", from, to;
  tmx::LanguagePair languages;
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&output)->value_name("OUT"),
                        "write here (.gz: compressed), not to standard output")(
      "from", po::value(&from)->value_name("FORMAT"), "format of FILE")(
      "to", po::value(&to)->value_name("FORMAT"), "format of OUT")(
      "source-lang",
      po::value(&languages.source)->value_name("TAG")->default_value(languages.source),
      "where the format does not say")(
      "target-lang",
      po::value(&languages.target)->value_name("TAG")->default_value(languages.target),
      "where the format does not say");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  const std::string& path = files->front();
  const tmx::Format in = format_of(from, path, "from"), out = format_of(to, output, "to");
  if (out == tmx::Format::kMoses && output == "-") {
    throw UsageError("moses is two files; say their prefix with -o");
  }

  std::size_t units = 0, skipped = 0;
  std::string first_source_language;
  Result result(output, out);
  Losses losses(out);
  const auto convert = [&](tmx::UnitSource& source) {
    tmx::TranslationUnit unit;
    bool more = source.next(unit);
    tmx::Header header = source.header();
    if (!result.is_open()) {
      // Formats that name the target language at their start take the first unit's.
      const tmx::Sides first = more ? tmx::sides(unit, header.source_language) : tmx::Sides{};
      if (header.source_language == "*all*" && out != tmx::Format::kTmx && first.source) {
        header.source_language = first.source->language;
      }
      if (in != tmx::Format::kTmx) header.creation_tool_version = QIAO_VERSION;
      first_source_language = header.source_language;
      result.open(header, first.target ? first.target->language : languages.target);
    }
    for (; more; more = source.next(unit)) {
      if (tmx::attribute(unit.attributes, "srclang").empty() &&
          header.source_language != first_source_language) {
        tmx::set_attribute(unit.attributes, "srclang", header.source_language);
      }
      losses.count(unit);
      result.units().write(unit);
      ++units;
    }
    skipped += source.skipped_units();
  };
  if (in == tmx::Format::kMoses) {
    const std::string source = path + "." + languages.source,
                      target = path + "." + languages.target;
    convert(*tmx::moses_source({source, text::open_bytes(source)},
                               {target, text::open_bytes(target)}, languages));
  } else {
    ReadingProgress progress("converting", *files);
    for (text::NamedSource& source : tmx::open_memories(path, progress.next_file())) {
      convert(*tmx::open_units(std::move(source), in, languages));
    }
  }
  result.commit();
  skipped += result.units().skipped_units();
  if (const auto* writer = dynamic_cast<const tmx::Writer*>(&result.units())) {
    tell_counts(writer->counts());
  }
  losses.tell();
  if (skipped > 0) {
    say(std::to_string(skipped) + " units have no counterpart or are broken and were left out of " +
        std::to_string(units + skipped));
  }
  return kDone;
}

}  // namespace qiao::cli
