// Sorting more records than fit into memory: runs are sorted and laid down in scratch files, then
// merged.
//
//   ExternalSorter<Record> sorter;
//   for (…) sorter.add(record);
//   sorter.finish();
//   Record record;
//   while (sorter.next(record)) …;
//
// O(n log n) time; `memory` bytes while adding, a page for each run while merging. Equal records
// come out in any order. A record is plain bytes (trivially copyable) with a <.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <type_traits>
#include <utility>
#include <vector>

#include "text/scratch_file.h"

namespace qiao::tmx {

template <class Record>
class ExternalSorter {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  explicit ExternalSorter(std::size_t memory = std::size_t{32} << 20)
      : capacity_(std::max<std::size_t>(memory / sizeof(Record), 1)) {}

  void add(const Record& record) {
    if (buffer_.size() == capacity_) spill();
    // Twice as much on each growth would pass the bound.
    if (buffer_.size() == buffer_.capacity()) {
      buffer_.reserve(std::min(capacity_, std::max<std::size_t>(buffer_.size() * 2, 1024)));
    }
    buffer_.push_back(record);
  }

  // Call once, between adding and reading.
  void finish() {
    if (runs_.empty()) {
      std::sort(buffer_.begin(), buffer_.end());
      return;
    }
    spill();
    buffer_ = {};
    for (std::size_t i = 0; i < runs_.size(); ++i) offer(i);
  }

  // The records in ascending order; false at the end.
  bool next(Record& record) {
    if (runs_.empty()) {
      if (at_ == buffer_.size()) return false;
      record = buffer_[at_++];
      return true;
    }
    if (heads_.empty()) return false;
    record = heads_.top().record;
    const std::size_t run = heads_.top().run;
    heads_.pop();
    offer(run);
    return true;
  }

 private:
  static constexpr std::size_t kPage = std::max<std::size_t>((1 << 16) / sizeof(Record), 1);

  struct Run {
    text::ScratchFile file;
    std::uint64_t read = 0;  // bytes
    std::vector<Record> page;
    std::size_t at = 0;
  };
  struct Head {
    Record record;
    std::size_t run;
    bool operator<(const Head& other) const { return other.record < record; }  // a queue's top
  };

  void spill() {
    if (buffer_.empty()) return;
    std::sort(buffer_.begin(), buffer_.end());
    Run run;
    run.file.append(
        {reinterpret_cast<const char*>(buffer_.data()), buffer_.size() * sizeof(Record)});
    runs_.push_back(std::move(run));
    buffer_.clear();
  }

  void offer(std::size_t index) {
    Run& run = runs_[index];
    if (run.at == run.page.size()) {
      run.page.resize(kPage);
      const std::size_t bytes = run.file.read_at(run.read, reinterpret_cast<char*>(run.page.data()),
                                                 kPage * sizeof(Record));
      run.read += bytes;
      run.page.resize(bytes / sizeof(Record));
      run.at = 0;
    }
    if (run.at < run.page.size()) heads_.push({run.page[run.at++], index});
  }

  std::size_t capacity_;  // records
  std::vector<Record> buffer_;
  std::size_t at_ = 0;
  std::vector<Run> runs_;
  std::priority_queue<Head> heads_;
};

}  // namespace qiao::tmx
