// A line on the terminal that says what is being done and how far it is. Where no person waits
// (standard error is a file or a pipe) nothing is written at all.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace qiao::cli {

class Progress {
 public:
  Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  // `done` within [0, 1]. Cheap: shows a new task at once, else ten lines a second at most.
  // Not thread-safe.
  void show(std::string_view task, double done);

  // The same, with words of the caller's own for the line.
  void show_line(std::string_view task, const std::string& line);

  // Takes the line away, so that a message can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool enabled_;
  bool shown_ = false;
  std::string task_;
  Clock::time_point last_;
};

// Takes the line away, if there is one, when a signal ends the program. Async-signal-safe.
void clear_progress_at_once();

}  // namespace qiao::cli
