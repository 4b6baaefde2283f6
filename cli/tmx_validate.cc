// qiao tmx validate: findings with line numbers, for a person or as JSON.
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/memory_files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/tmx_command.h"
#include "tmx/json_text.h"
#include "tmx/validator.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "tmx validate",
    .operands = "FILE...",
    .about =
        "Says what is wrong with memories: XML, the rules of TMX, pairs of tags, languages, "
        "dates,\nempty or identical sides, hidden characters. Exit code 3 when there are errors; "
        "warnings\nalone are no failure.\n",
    .examples =
        "  qiao tmx validate old.tmx\n"
        "  qiao tmx validate --json delivery.zip > findings.json\n",
};

// One object a file, its findings as they come: memory does not grow with them.
class JsonReport {
 public:
  explicit JsonReport(const std::string& file) {
    print("{\"file\":" + tmx::json_text(nlohmann::json(file)) + ",\"findings\":[");
  }
  void add(const tmx::Finding& finding) {
    const nlohmann::ordered_json value = {
        {"line", finding.line},
        {"severity", finding.severity == tmx::Severity::kError ? "error" : "warning"},
        {"rule", finding.rule},
        {"message", finding.message}};
    print((first_ ? "\n" : ",\n") + tmx::json_text(value));
    first_ = false;
  }
  void finish(const tmx::ValidationSummary& summary) {
    print("],\"units\":" + std::to_string(summary.units) + ",\"errors\":" +
          std::to_string(summary.errors) + ",\"warnings\":" + std::to_string(summary.warnings) +
          ",\"by_rule\":" + tmx::json_text(nlohmann::ordered_json(summary.by_rule)) + "}\n");
  }

 private:
  bool first_ = true;
};

}  // namespace

int tmx_validate(int argc, char** argv) {
  bool json = false;
  std::size_t most = 100;
  po::options_description options("Options");
  options.add_options()("json", po::bool_switch(&json),
                        "one JSON object a file, with every finding")(
      "max", po::value(&most)->value_name("N")->default_value(most),
      "findings shown of each rule and file; 0: all (JSON has all)");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  bool failed = false;
  ReadingProgress progress("validating", *files);
  for (const std::string& path : *files) {
    for (text::NamedSource& source : open_tmx(path, progress.next_file())) {
      const std::string name = source.name;
      tmx::ValidationSummary summary;
      if (json) {
        JsonReport report(name);
        summary = tmx::validate(std::move(source),
                                [&](const tmx::Finding& finding) { report.add(finding); });
        report.finish(summary);
      } else {
        std::map<std::string, std::size_t> shown;
        summary = tmx::validate(std::move(source), [&](const tmx::Finding& finding) {
          if (most > 0 && ++shown[finding.rule] > most) return;
          progress.clear();
          std::ostringstream line;
          line << name << ":" << finding << "\n";
          print(line.str());
        });
        progress.clear();
        std::string text = name + ": " + std::to_string(summary.units) + " units, " +
                           std::to_string(summary.errors) + " errors, " +
                           std::to_string(summary.warnings) + " warnings";
        for (const auto& [rule, count] : summary.by_rule) {
          text += (&rule == &summary.by_rule.begin()->first ? " (" : ", ") + rule + " " +
                  std::to_string(count);
        }
        print(text + (summary.by_rule.empty() ? "\n" : ")\n"));
      }
      failed = failed || summary.errors > 0;
    }
  }
  return failed ? kBadInput : kDone;
}

}  // namespace qiao::cli
