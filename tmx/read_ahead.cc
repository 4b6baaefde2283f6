#include "tmx/read_ahead.h"

#include <utility>

namespace qiao::tmx {
namespace {

std::size_t text_bytes(const TranslationUnit& unit) {
  std::size_t bytes = 0;
  for (const Variant& variant : unit.variants) bytes += variant.segment.text.size();
  return bytes;
}

}  // namespace

ReadAhead::ReadAhead(UnitSource& source) : source_(source), thread_([this] { read(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void ReadAhead::fill(Batch& batch) {
  batch.count = 0;
  std::size_t bytes = 0;
  try {
    while (batch.count < kBatchUnits && bytes < kBatchBytes) {
      TranslationUnit& unit = batch.units[batch.count];
      if (!source_.next(unit)) {
        batch.last = true;
        return;
      }
      bytes += text_bytes(unit);
      ++batch.count;
    }
  } catch (...) {
    batch.last = true;
    batch.failure = std::current_exception();
  }
}

void ReadAhead::read() {
  for (bool last = false; !last;) {
    Batch* batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stop_ || made_ - taken_ < ring_.size(); });
      if (stop_) return;
      batch = &ring_[made_ % ring_.size()];
    }
    fill(*batch);
    last = batch->last;
    {
      const std::lock_guard lock(mutex_);
      ++made_;
    }
    changed_.notify_one();
  }
}

bool ReadAhead::next(TranslationUnit& unit) {
  while (true) {
    if (open_ == nullptr) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return made_ > taken_; });
      open_ = &ring_[taken_ % ring_.size()];
      at_ = 0;
    }
    if (at_ < open_->count) {
      std::swap(unit, open_->units[at_++]);
      return true;
    }
    if (open_->failure) std::rethrow_exception(open_->failure);
    if (open_->last) return false;
    open_ = nullptr;
    {
      const std::lock_guard lock(mutex_);
      ++taken_;
    }
    changed_.notify_one();
  }
}

}  // namespace qiao::tmx
