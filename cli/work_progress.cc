#include "cli/work_progress.h"

#include <cmath>

#include "cli/terminal.h"

namespace qiao::cli {
namespace {

constexpr std::chrono::seconds kLogPause{10};

std::string duration(double seconds) {
  const long all = std::lround(std::ceil(seconds));
  if (all < 60) return std::to_string(all) + " s";
  if (all < 3600) return std::to_string(all / 60) + " min " + std::to_string(all % 60) + " s";
  return std::to_string(all / 3600) + " h " + std::to_string(all / 60 % 60) + " min";
}

std::string rate(double a_second) {
  if (a_second >= 10) return std::to_string(std::lround(a_second));
  const long tenths = std::lround(a_second * 10);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

}  // namespace

std::string work_line(std::string_view task, std::size_t done, std::size_t of, double a_second) {
  std::string line = std::string(task) + ": " + std::to_string(done);
  if (of > 0) line += " of " + std::to_string(of);
  if (a_second <= 0 || done == of) return line;
  line += ", " + rate(a_second) + " a second";
  if (of > 0) line += ", " + duration(static_cast<double>(of - done) / a_second) + " left";
  return line;
}

void WorkProgress::show(std::string_view task, std::size_t done, std::size_t of) {
  if (done == 0 && of == 0) return;
  const Clock::time_point now = Clock::now();
  // Of two rounds of a task the second has its own number of things, or begins with fewer done.
  if (task != task_ || of != of_ || done < done_) {
    task_ = task;
    of_ = of;
    at_start_ = done;
    start_ = last_ = now;
  }
  done_ = done;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double a_second = seconds > 0 ? static_cast<double>(done - at_start_) / seconds : 0;
  if (person_waits()) {
    line_.show_line(task, work_line(task, done, of, a_second));
  } else if (now - last_ >= kLogPause) {
    last_ = now;
    say(work_line(task, done, of, a_second));
  }
}

}  // namespace qiao::cli
