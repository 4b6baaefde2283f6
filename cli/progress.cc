#include "cli/progress.h"

#include <cmath>
#include <iostream>
#include <string>

#include "cli/terminal.h"

namespace qiao::cli {
namespace {

constexpr const char* kClearLine = "\r\x1B[K";  // ECMA-48: erase to the end of the line
constexpr std::chrono::milliseconds kPause{100};

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
  std::cerr << kClearLine + line << std::flush;
}

void Progress::clear() {
  if (!shown_) return;
  std::cerr << kClearLine << std::flush;
  shown_ = false;
}

}  // namespace qiao::cli
