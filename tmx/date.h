// Dates as TMX writes them: ISO 8601 in its basic form, in UTC. 20250311T093000Z
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qiao::tmx {

// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
using UnixSeconds = std::int64_t;

// Years 0 to 9999.
std::string format_date(UnixSeconds time);

// Nothing for anything but YYYYMMDDThhmmssZ with figures within their ranges.
std::optional<UnixSeconds> parse_date(std::string_view date);

}  // namespace qiao::tmx
