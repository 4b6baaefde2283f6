#include "cli/progress.h"

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <cstring>
#include <iostream>
#include <string>

#include "cli/terminal.h"

namespace qiao::cli {
namespace {

constexpr const char* kClearLine = "\r\x1B[K";  // ECMA-48: erase to the end of the line
constexpr std::chrono::milliseconds kPause{100};

// Whether a line is on the terminal, for a signal's handler.
std::atomic<bool> line_is_there{false};
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

Progress::Progress() : enabled_(person_waits()) {}

void Progress::show(std::string_view task, double done) {
  if (enabled_) {
    show_line(task, std::string(task) + ' ' + std::to_string(std::lround(100 * done)) + " %");
  }
}

void Progress::show_line(std::string_view task, const std::string& line) {
  if (!enabled_) return;
  const Clock::time_point now = Clock::now();
  if (shown_ && task == task_ && now - last_ < kPause) return;
  shown_ = true;
  task_ = task;
  last_ = now;
  line_is_there = true;
  std::cerr << kClearLine + line << std::flush;
}

void Progress::clear() {
  if (!shown_) return;
  std::cerr << kClearLine << std::flush;
  shown_ = false;
  line_is_there = false;
}

void clear_progress_at_once() {
  // Whether it could be written changes nothing: the program ends.
  if (line_is_there && ::write(STDERR_FILENO, kClearLine, std::strlen(kClearLine)) < 0) return;
}

}  // namespace qiao::cli
