// A half-open span of a film's time, in milliseconds from its start.
#pragma once

#include <compare>
#include <cstdint>

namespace qiao::text {

struct TimeSpan {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend auto operator<=>(const TimeSpan&, const TimeSpan&) = default;
};

}  // namespace qiao::text
