// A monotone map from the bytes of a derived text back to the bytes of the text it was
// made from. Kept as runs: most derived texts are copies with few changes.
//
//   derived "創意"  from  "創(chuàng)意"      map: 0 -> 0, 3 -> 13, 6 -> 16
#pragma once

#include <cstddef>
#include <vector>

#include "text/byte_range.h"

namespace qiao::text {

class OffsetMap {
 public:
  // From derived byte `derived` on, one byte stands for one byte, starting at `source`,
  // until the next call. Both arguments must not fall from call to call.
  void append(std::size_t derived, std::size_t source);

  // The byte of the source text that derived byte `at` came from. O(log runs).
  std::size_t operator()(std::size_t at) const;

  // The bytes of the source that a derived range came from.
  ByteRange operator()(ByteRange range) const;

  // The map that applies `*this` first and `outer` after it.
  OffsetMap then(const OffsetMap& outer) const;

 private:
  struct Run {
    std::size_t derived;
    std::size_t source;
  };
  std::vector<Run> runs_;
};

}  // namespace qiao::text
