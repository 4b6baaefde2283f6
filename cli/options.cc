#include "cli/options.h"

#include <algorithm>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/variables_map.hpp>
#include <sstream>

#include "cli/terminal.h"

namespace qiao::cli {
namespace {

// Where Boost collects what is not an option. To a user it is an unknown option like any other.
constexpr const char* kOperand = "operand";

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string help_text(const Usage& usage, const po::options_description& options) {
  std::ostringstream out;
  out << "usage: qiao " << usage.command << " [OPTION]... " << usage.operands << "\n\n"
      << usage.about << options;
  if (!usage.examples.empty()) out << "\nExamples:\n" << usage.examples;
  return out.str();
}

CommandLine describe(const Usage& usage, const po::options_description& options) {
  CommandLine line{.usage = usage, .options = {}};
  for (const auto& option : options.options()) {
    OptionHelp help{
        .name = option->long_name(),
        .short_name = option->canonical_display_name(po::command_line_style::allow_dash_for_short),
        .argument = option->semantic()->max_tokens() > 0 ? option->format_parameter() : "",
        .default_value = {},
        .description = option->description()};
    help.short_name = help.short_name.size() == 2 ? help.short_name.substr(1) : "";
    // Boost gives the default with the argument: "N (=6)".
    if (const std::size_t at = help.argument.find(" (="); at != std::string::npos) {
      help.default_value = help.argument.substr(at + 3, help.argument.size() - at - 4);
      help.argument.resize(at);
    }
    line.options.push_back(std::move(help));
  }
  return line;
}

void check_count(const std::vector<std::string>& operands, const Usage& usage) {
  const std::vector<std::string> names = words_of(usage.operands);
  if (operands.size() < names.size()) {
    throw UsageError(names[operands.size()] + " is missing");
  }
  if (std::count(operands.begin(), operands.end(), "-") > 1) {
    throw UsageError("only one text can be standard input");
  }
  const bool repeats = !names.empty() && names.back().ends_with("...");
  if (operands.size() > names.size() && !repeats) {
    throw UsageError("'" + operands[names.size()] + "' is one argument too many");
  }
}

}  // namespace

std::optional<std::vector<std::string>> parse_options(int argc, char** argv, const Usage& usage,
                                                      const po::options_description& options) {
  po::options_description help("Help");
  help.add_options()("help", "print this help")("version", "print the version");
  po::options_description visible;
  visible.add(options).add(help);
  if (argc == 0) throw describe(usage, visible);
  po::options_description all;
  all.add(visible);
  all.add_options()(kOperand, po::value<std::vector<std::string>>());
  po::positional_options_description positions;
  positions.add(kOperand, -1);
  using Style = po::command_line_style::style_t;
  constexpr int kStyle = Style::unix_style & ~Style::allow_guessing;
  try {
    const po::parsed_options parsed =
        po::command_line_parser(argc, argv).options(all).positional(positions).style(kStyle).run();
    for (const po::option& option : parsed.options) {
      if (option.string_key == kOperand && option.position_key < 0) {
        throw po::unknown_option("--" + option.string_key);
      }
    }
    po::variables_map values;
    po::store(parsed, values);
    if (values.count("help") > 0) {
      print(help_text(usage, visible));
      return std::nullopt;
    }
    if (values.count("version") > 0) {
      print(version_line());
      return std::nullopt;
    }
    po::notify(values);
    std::vector<std::string> operands;
    if (values.count(kOperand) > 0) operands = values[kOperand].as<std::vector<std::string>>();
    std::vector<std::string> given;  // of usage.instead
    for (const std::string& option : words_of(usage.instead)) {
      if (values.count(option) > 0) given.push_back("--" + option);
    }
    if (given.empty()) {
      check_count(operands, usage);
    } else if (given.size() > 1) {
      throw UsageError(given[0] + " and " + given[1] + " cannot both be done; leave one out");
    } else if (!operands.empty()) {
      throw UsageError(given[0] + " takes the place of " + std::string(usage.operands) +
                       "; leave out '" + operands[0] + "'");
    }
    return operands;
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
}

text::LanguageGuess language_option(std::string_view tag, std::string_view option) {
  const auto language = text::parse_language(tag);
  if (!language) {
    throw UsageError("--" + std::string(option) + ": no language known as '" + std::string(tag) +
                     "'; say zh-Hant, zh-Hans, de or en");
  }
  return *language;
}

std::string version_line() { return "qiao " QIAO_VERSION "\n"; }

}  // namespace qiao::cli
