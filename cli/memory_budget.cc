#include "cli/memory_budget.h"

namespace qiao::cli {

void MemoryBudget::hold(std::uint64_t bytes, const std::string& what) {
  limit_.refuse_above(bytes, what, "allow more");
  held_ = bytes;
}

void MemoryBudget::refuse_what_never_fits(std::uint64_t bytes, const std::string& what) const {
  if (!would_fit(bytes)) throw MemoryError(refusal(bytes, what));
}

MemoryBudget::Share MemoryBudget::take(std::uint64_t bytes, const std::string& what) {
  if (!is_limited()) return {};
  refuse_what_never_fits(bytes, what);
  std::unique_lock lock(mutex_);
  given_back_.wait(lock, [&] { return would_fit(taken_ + bytes); });
  taken_ += bytes;
  return {this, bytes};
}

bool MemoryBudget::Share::grow(std::uint64_t bytes, const std::string& what) {
  if (budget_ == nullptr || bytes <= bytes_) return true;
  budget_->refuse_what_never_fits(bytes, what);
  const std::lock_guard lock(budget_->mutex_);
  const std::uint64_t more = bytes - bytes_;
  if (!budget_->would_fit(budget_->taken_ + more)) return false;
  budget_->taken_ += more;
  bytes_ = bytes;
  return true;
}

MemoryBudget::Share::~Share() {
  if (budget_ == nullptr) return;
  {
    const std::lock_guard lock(budget_->mutex_);
    budget_->taken_ -= bytes_;
  }
  budget_->given_back_.notify_all();
}

}  // namespace qiao::cli
