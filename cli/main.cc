// qiao: finds the command, runs it, and is the one place where failures end.
//
//   0  done, help included; also when the reader of our output has seen enough
//   1  `check` only: findings
//   2  bad usage
//   3  bad input
//   4  anything else: no room on the disk, no memory, a bug
// Ended by a signal: 128 and its number, 130 for Ctrl-C, as shells count.
#include <fcntl.h>
#include <unistd.h>

#include <exception>
#include <iostream>
#include <new>
#include <string>

#include "cli/command.h"
#include "cli/menu.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "text/input_error.h"
#include "text/output_error.h"

namespace qiao::cli {
namespace {

// Where to find help with what argv asked for.
std::string help_command(int argc, char** argv) {
  for (const Command& command : commands()) {
    if (argc > 1 && command.name == argv[1]) return "qiao " + std::string(command.name) + " --help";
  }
  return "qiao --help";
}

int guarded(int argc, char** argv) {
  try {
    const int code = run_menu(qiao_menu(), argc, argv);
    if (!std::cout.flush()) throw OutputError("standard output: cannot be written; check the disk");
    return code;
  } catch (const UsageError& error) {
    say(std::string(error.what()) + "; see " + help_command(argc, argv));
    return kBadUsage;
  } catch (const InputError& error) {
    say(error.what());
    return kBadInput;
  } catch (const OutputError& error) {
    if (std::string_view(error.what()).starts_with("standard output:") && nobody_reads()) {
      return kDone;
    }
    say(error.what());
    return kFailed;
  } catch (const std::bad_alloc&) {
    say("not enough memory; align the texts chapter by chapter");
    return kFailed;
  } catch (const std::exception& error) {
    say(std::string("something that should not happen: ") + error.what() + "; please report it");
    return kFailed;
  }
}

// A program that starts with a standard stream closed (qiao … 2>&-) would get its number for the
// first file it opens, and write messages into its own result. Writing to what is put there fails.
void occupy_standard_streams() {
  int file = STDIN_FILENO;
  while (file >= 0 && file <= STDERR_FILENO) file = ::open("/dev/null", O_RDONLY);
  if (file > STDERR_FILENO) ::close(file);
}

}  // namespace
}  // namespace qiao::cli

int main(int argc, char** argv) {
  qiao::cli::occupy_standard_streams();
  qiao::cli::install_signal_handlers();
  return qiao::cli::guarded(argc, argv);
}
