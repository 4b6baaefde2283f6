// qiao check: what one version of a text does not say that the other one does.
//
//   read and split  ->  build the bridge  ->  findings  ->  the report  ->  the exit code
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "cli/anchors.h"
#include "cli/bridge_options.h"
#include "cli/check/check.h"
#include "cli/check/report.h"
#include "cli/command.h"
#include "cli/file_sink.h"
#include "cli/input.h"
#include "cli/list.h"
#include "cli/memory_need.h"
#include "cli/options.h"
#include "cli/review/review.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "cli/unit_making.h"
#include "text/files.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "check",
    .operands = "SOURCE TARGET",
    .about =
        "Reports what one version of a text says and the other does not. One of SOURCE and TARGET\n"
        "may be - for standard input.\n"
        "\n"
        "  dropped, added  whole sentences of the source, of the target\n"
        "  moved           sentences that the target says elsewhere\n"
        "  partial         a part of a sentence that nothing on the other side covers\n"
        "  figure          amounts, percentages, dates … that differ or are missing, by value\n"
        "  name            Latin names and abbreviations that the other side lacks\n"
        "  boilerplate     page chrome that stands on one side only\n"
        "\n"
        "As html it is the review page of qiao align, with the findings marked in both texts.\n"
        "\n"
        "--fail-on LEVEL exits with 1 when there are findings at or above a level; each level\n"
        "includes those before it: dropped (and added), partial, figures, any (but boilerplate).\n",
    .examples =
        "  qiao check story.zh.txt story.de.txt\n"
        "  qiao check story.zh.txt story.de.txt -o check.html\n"
        "  qiao check story.zh.txt story.de.txt --fail-on figures\n"
        "  qiao check story.zh.txt story.de.txt --only figure,name --format json -o report.json\n",
};

constexpr std::array<std::pair<std::string_view, FailOn>, 4> kLevels = {{
    {"dropped", FailOn::kDropped},
    {"partial", FailOn::kPartial},
    {"figures", FailOn::kFigures},
    {"any", FailOn::kAny},
}};

struct Settings {
  std::string output = "-";
  std::string format;
  std::string fail_on;
  std::string only;
  std::string glossary;
  std::string anchors;
  align::AlignOptions align;
  BridgeOptions bridge;
  CheckOptions check;
  MemoryLimit memory;
};

po::options_description options_for(Settings& s) {
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&s.output)->value_name("OUT"),
                        "write the report here, not to standard output")(
      "format", po::value(&s.format)->value_name("FORMAT"),
      "text, json or html, a page for the browser (default: as OUT ends, else text)")(
      "fail-on", po::value(&s.fail_on)->value_name("LEVEL"),
      "dropped, partial, figures or any: exit with 1 when there are such findings")(
      "only", po::value(&s.only)->value_name("KINDS"),
      "report these kinds of findings only: figure,name")(
      "glossary", po::value(&s.glossary)->value_name("TSV"),
      "your own names and terms: source term, tab, target term a line")(
      "min-confidence",
      po::value(&s.check.min_confidence)
          ->default_value(s.check.min_confidence, "0.3")
          ->value_name("P"),
      "report findings from this confidence on, 0 to 1");
  add_anchor_option(options, s.anchors);
  add_monotone_option(options, s.align);
  add_own_words_option(options, s.align);
  add_bridge_options(options, s.bridge);
  s.memory.add_option(options);
  return options;
}

enum class Format { kText, kJson, kHtml };

Format format_of(const Settings& s) {
  const std::string name = s.format.empty() ? ending_of(s.output) : s.format;
  if (name == "json") return Format::kJson;
  if (name == "html") return Format::kHtml;
  if (!s.format.empty() && name != "text") {
    throw UsageError("--format: '" + name + "' is none of text, json, html");
  }
  return Format::kText;
}

FailOn fail_level(const std::string& name) {
  if (name.empty()) return FailOn::kNever;
  for (const auto& [level_name, level] : kLevels) {
    if (level_name == name) return level;
  }
  throw UsageError("--fail-on: '" + name + "' is none of dropped, partial, figures, any");
}

// The kinds of a list like "figure,name"; all when the list is empty.
std::vector<FindingKind> kinds_wanted(std::string_view list) {
  if (list.empty()) return {kFindingKinds.begin(), kFindingKinds.end()};
  std::vector<FindingKind> kinds;
  for (const std::string_view name : parts_of(list, ',')) {
    const auto kind = finding_kind_named(name);
    if (!kind) {
      throw UsageError("--only: '" + std::string(name) +
                       "' is none of dropped, added, moved, partial, figure, name, boilerplate");
    }
    kinds.push_back(*kind);
  }
  return kinds;
}

// Colours are for people: where they look at standard output and have not declined (no-color.org).
bool wants_colours(const std::string& output) {
  const char* declined = std::getenv("NO_COLOR");
  return output == "-" && ::isatty(STDOUT_FILENO) != 0 &&
         (declined == nullptr || *declined == '\0');
}

}  // namespace

int check_command(int argc, char** argv) {
  Settings s;
  const auto paths = parse_options(argc, argv, kUsage, options_for(s));
  if (!paths) return kDone;
  check_monotone_option(s.align, s.bridge.pair.read.pre_split);
  const Format format = format_of(s);
  const FailOn level = fail_level(s.fail_on);
  const std::vector<FindingKind> kinds = kinds_wanted(s.only);
  if (!(s.check.min_confidence >= 0 && s.check.min_confidence <= 1)) {
    throw UsageError("--min-confidence: not within 0 and 1");
  }
  if (!s.glossary.empty()) {
    s.check.glossary = parse_glossary(text::read_file(s.glossary), s.glossary);
  }
  s.memory.check_files(*paths);
  const Pair pair = read_pair((*paths)[0], (*paths)[1], s.bridge.pair);
  s.align.anchors = read_anchors(s.anchors, pair, s.align);
  // Before the work, so that a place that cannot be written is known at once.
  text::OutputFile out(s.output);
  Builder builder(s.bridge);
  s.memory.check(pair, builder.model, s.align,
                 format == Format::kHtml ? AfterAligning::kReviewPage : AfterAligning::kChecking,
                 builder.pool.threads());
  const Bridge bridge = builder.build(pair, s.align);
  const Summary summary = summarize(bridge.alignment);
  Checked checked = check(pair, bridge, builder.pool, s.check);
  std::erase_if(checked.findings, [&](const Finding& finding) {
    return std::find(kinds.begin(), kinds.end(), finding.kind) == kinds.end();
  });
  const auto sink = sink_for(s.output, out);
  if (format == Format::kHtml) {
    write_review(pair, bridge, checked, unit_making(pair), builder, *sink);
  } else {
    sink->write(format == Format::kJson
                    ? format_report_json(checked.findings, pair, summary)
                    : format_report(checked.findings, pair, summary, wants_colours(s.output)));
    sink->finish();
  }
  out.commit();
  return fails(checked.findings, level) ? kFindings : kDone;
}

}  // namespace qiao::cli
