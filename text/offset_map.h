// A monotone map from the bytes of a derived text back to the bytes of the text it was
// made from. Kept as runs of equal units, since most derived texts are copies with few
// changes, and other encodings change the width of long stretches of characters alike:
//
//   derived "創意"  from  "創(chuàng)意"     3 bytes from 3 at 0, 3 bytes from 3 at 13
//   UTF-8 "橋樑"    from  4 bytes of Big5   2 units of 3 bytes from 2 at 0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/byte_range.h"

namespace qiao::text {

class OffsetMap {
 public:
  // The map of a text onto itself.
  static OffsetMap identity(std::size_t size);

  // The next `count` units of `derived_unit` bytes each came from as many units of
  // `source_unit` bytes, the first of them at byte `source`. What lies between the end of
  // the last append and `source` was removed. Requires derived_unit > 0 and `source` not
  // before that of the last append. Amortised O(1).
  void append(std::size_t source, std::size_t count, std::size_t derived_unit,
              std::size_t source_unit);

  // The next `count` bytes are a copy of the source from byte `source` on.
  void append_copy(std::size_t source, std::size_t count) { append(source, count, 1, 1); }

  // Bytes of the derived text described so far.
  std::size_t size() const { return size_; }

  // The byte of the source that derived byte `at` came from: the first byte of its unit.
  // The end of the derived text, and all beyond, is the end of the last unit. O(log runs).
  std::size_t operator()(std::size_t at) const;

  // The bytes of the source that a derived range came from, whole units; what was removed
  // between them included, what was removed before or behind them not. O(log runs).
  ByteRange operator()(ByteRange range) const;

  // The map that applies `*this` first and `outer` after it. O(runs of both), as long as
  // the units of `*this` do not cut through those of `outer` (characters do not).
  OffsetMap then(const OffsetMap& outer) const;

 private:
  struct Run {
    std::size_t derived;
    std::size_t source;
    std::size_t count;
    std::size_t derived_unit;
    std::size_t source_unit;
  };
  const Run& run_of(std::size_t at) const;

  std::vector<Run> runs_;  // by `derived`, without gaps there
  std::size_t size_ = 0;
};

}  // namespace qiao::text
