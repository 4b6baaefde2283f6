#include "cli/signals.h"

#include <array>
#include <csignal>

#include "text/files.h"

namespace qiao::cli {
namespace {

// Only what POSIX calls async-signal-safe. SA_RESETHAND has put the default action back; the signal
// is blocked until the handler returns, and then ends the program.
extern "C" void stop(int signal) {
  text::discard_unfinished_outputs();
  std::raise(signal);
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
}

}  // namespace qiao::cli
