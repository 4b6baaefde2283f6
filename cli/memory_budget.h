// --max-memory where many things are done at once: each takes its share before it begins, and
// waits until others have given back what is missing. So the limit decides how many go together,
// and what would not fit alone is refused, whatever the number of threads.
//
//   MemoryBudget budget(limit);
//   budget.hold(program_need(model), "the program and its model take about");
//   ...                                                       on each thread:
//   MemoryBudget::Share share = budget.take(need, "a and b: aligning them takes about");
//
// Who holds a share never waits for another one: give it back and take the larger one.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

#include "cli/memory_need.h"

namespace qiao::cli {

class MemoryBudget {
 public:
  explicit MemoryBudget(const MemoryLimit& limit) : limit_(limit) {}
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  // When no limit was said nothing needs to be estimated: every share is there at once.
  bool is_limited() const { return limit_.bytes() > 0; }
  const MemoryLimit& limit() const { return limit_; }

  // What is held all along, instead of what was before. Call while no share is out. Throws
  // MemoryError.
  void hold(std::uint64_t bytes, const std::string& what);

  // Whether so much would fit beside what is held, and what to say when it does not.
  bool would_fit(std::uint64_t bytes) const {
    return !is_limited() || held_ + bytes <= limit_.bytes();
  }
  std::string refusal(std::uint64_t bytes, const std::string& what) const {
    return limit_.refusal(held_ + bytes, what);
  }

  // A part of the budget, given back when it is destroyed.
  class Share {
   public:
    Share() = default;
    Share(Share&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)), bytes_(other.bytes_) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share();

    // Makes it `bytes` if it is less and there is room now. Throws MemoryError as take does.
    bool grow(std::uint64_t bytes, const std::string& what);

   private:
    friend class MemoryBudget;
    Share(MemoryBudget* budget, std::uint64_t bytes) : budget_(budget), bytes_(bytes) {}
    MemoryBudget* budget_ = nullptr;
    std::uint64_t bytes_ = 0;
  };

  // Waits. Throws MemoryError for what would not fit if it were alone. Thread-safe.
  [[nodiscard]] Share take(std::uint64_t bytes, const std::string& what);

 private:
  void refuse_what_never_fits(std::uint64_t bytes, const std::string& what) const;

  const MemoryLimit& limit_;
  std::uint64_t held_ = 0;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::uint64_t taken_ = 0;  // by shares; guarded by mutex_
};

}  // namespace qiao::cli
