#include "tmx/date.h"

#include <chrono>
#include <cstdio>

namespace qiao::tmx {
namespace {

// The number that the digits of `text` spell, -1 when one of them is no digit.
int number(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string format_date(UnixSeconds time) {
  using namespace std::chrono;
  const sys_seconds instant{seconds{time}};
  const sys_days day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss clock{instant - day};
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return buffer;
}

std::optional<UnixSeconds> parse_date(std::string_view date) {
  using namespace std::chrono;
  if (date.size() != 16 || date[8] != 'T' || date[15] != 'Z') return std::nullopt;
  const int y = number(date.substr(0, 4)), m = number(date.substr(4, 2)),
            d = number(date.substr(6, 2)), h = number(date.substr(9, 2)),
            min = number(date.substr(11, 2)), s = number(date.substr(13, 2));
  if (y < 0 || m < 0 || d < 0 || h < 0 || h > 23 || min < 0 || min > 59 || s < 0 || s > 60) {
    return std::nullopt;
  }
  const year_month_day day{year{y}, month{static_cast<unsigned>(m)},
                           std::chrono::day{static_cast<unsigned>(d)}};
  if (!day.ok()) return std::nullopt;
  return sys_seconds{sys_days{day} + hours{h} + minutes{min} + seconds{s}}
      .time_since_epoch()
      .count();
}

}  // namespace qiao::tmx
