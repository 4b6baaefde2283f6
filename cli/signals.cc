#include "cli/signals.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <string_view>

#include "cli/options.h"
#include "cli/progress.h"
#include "text/files.h"

namespace qiao::cli {
namespace {

// Only what POSIX calls async-signal-safe. SA_RESETHAND has put the default action back; the signal
// is blocked until the handler returns, and then ends the program.
extern "C" void stop(int signal) {
  text::discard_unfinished_outputs();
  clear_progress_at_once();
  std::raise(signal);
}

// Only the model is mapped. A handler cannot go back: what was read of it is gone.
extern "C" void refuse_cut_file(int signal, siginfo_t* info, void*) {
  if (info->si_code != BUS_ADRERR) {
    std::raise(signal);  // a bug, and its core
    return;
  }
  text::discard_unfinished_outputs();
  constexpr std::string_view kMessage =
      "qiao: the model was cut short while it was used; run again with a whole one\n";
  if (::write(STDERR_FILENO, kMessage.data(), kMessage.size()) < 0) ::_exit(kBadInput);
  ::_exit(kBadInput);
}

}  // namespace

void install_signal_handlers() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  constexpr std::array kStops = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = SA_RESETHAND;
  // A second signal waits for the first.
  sigemptyset(&action.sa_mask);
  for (const int signal : kStops) sigaddset(&action.sa_mask, signal);
  for (const int signal : kStops) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
  struct sigaction cut {};
  cut.sa_sigaction = refuse_cut_file;
  cut.sa_flags = SA_SIGINFO | SA_RESETHAND;
  sigaction(SIGBUS, &cut, nullptr);
}

}  // namespace qiao::cli
