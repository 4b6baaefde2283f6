// The command line of a command: options by Boost.Program_options, --help and --version for all,
// and complaints that say where help is.
//
//   po::options_description options("Options");
//   options.add_options()("lang", po::value(&lang)->value_name("TAG"), "language of FILE");
//   const auto files = parse_options(argc, argv, kUsage, options);
//   if (!files) return kDone;  // help was asked for and given
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"

namespace qiao::cli {

namespace po = boost::program_options;

// The exit codes of the contract; 1 (findings) belongs to `check`.
inline constexpr int kDone = 0;
inline constexpr int kFindings = 1;
inline constexpr int kBadUsage = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kFailed = 4;

// The user asked for something that no input could satisfy. One line.
class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const std::string& message) : std::runtime_error(message) {}
};

struct Usage {
  std::string_view command;   // "split"
  std::string_view operands;  // "GOLD PRED": how many, and their names; "FILE..." is one or more
  std::string_view about;     // what the command does, whole lines
  std::string_view examples;  // whole lines, two spaces in front
  // Options each of which, when given, stands for all operands: "from jobs".
  std::string_view instead = {};
};

// One option as --help shows it.
struct OptionHelp {
  std::string name;           // "output", without dashes
  std::string short_name;     // "o"; empty: none
  std::string argument;       // "OUT"; empty: a switch
  std::string default_value;  // empty: none
  std::string description;
};

// A command line described rather than parsed, for the manual (manual.h). Thrown by parse_options
// when argc is 0: not even the command's name, which no user can bring about.
struct CommandLine {
  Usage usage;
  std::vector<OptionHelp> options;
};

// Parses the arguments and fills the variables that `options` binds. Returns the operands, or
// nothing when --help or --version was asked for and has been printed. Options may not be
// abbreviated: a new one would change what old scripts mean. Only one operand may be "-".
// Throws UsageError, and CommandLine when asked to.
std::optional<std::vector<std::string>> parse_options(int argc, char** argv, const Usage& usage,
                                                      const po::options_description& options);

// The language that an option names. Requires what `option` is called, for the message.
// Throws UsageError.
text::LanguageGuess language_option(std::string_view tag, std::string_view option);

std::string version_line();  // "qiao 0.1.0\n"

}  // namespace qiao::cli
