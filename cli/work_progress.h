// How far work on many things is, how fast it goes and how long it will take: on a terminal a line
// that changes, elsewhere a plain line now and then, for a log.
//
//   aligning pairs: 312 of 4000, 41 a second, 1 min 30 s left
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "cli/progress.h"

namespace qiao::cli {

class WorkProgress {
 public:
  // `task`: what is done to what, "aligning pairs". `of` is 0 when it is not known. Not
  // thread-safe. A new task, or one that begins again with less done, starts the clock anew. Call
  // it with nothing done first: the first thing may take long. On a log the first line comes after
  // ten seconds, so that short work leaves none.
  void show(std::string_view task, std::size_t done, std::size_t of);

  // The same as a function. The object must outlive it.
  std::function<void(std::string_view, std::size_t, std::size_t)> callback() {
    return
        [this](std::string_view task, std::size_t done, std::size_t of) { show(task, done, of); };
  }

  // Takes the line away, so that a message can be written.
  void clear() { line_.clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::string task_;
  std::size_t done_ = 0;
  std::size_t of_ = 0;
  std::size_t at_start_ = 0;  // things done when the clock was started: a run that goes on
  Clock::time_point start_;
  Clock::time_point last_;
  Progress line_;
};

// "aligning pairs: 312 of 4000, 41 a second, 1 min 30 s left"; without what is not known: the
// speed, or, when `of` is 0, the end.
std::string work_line(std::string_view task, std::size_t done, std::size_t of, double a_second);

}  // namespace qiao::cli
