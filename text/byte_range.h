// A half-open range of bytes [begin, end) of some text; which text, the field that
// holds it says.
#pragma once

#include <compare>
#include <cstddef>
#include <string_view>

namespace qiao::text {

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

}  // namespace qiao::text
