#include "cli/check/match_clock.h"

#include <charconv>
#include <cstddef>
#include <optional>

#include "text/ascii.h"

namespace qiao::cli {
namespace {

bool is_digit_at(std::string_view text, std::size_t i) {
  return i < text.size() && text::is_digit(text[i]);
}

int number_in(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::size_t end_of_digits(std::string_view text, std::size_t begin) {
  while (is_digit_at(text, begin)) ++begin;
  return begin;
}

// The minutes of "27:37" at `begin`, where a run of digits begins.
std::optional<int> clock_at(std::string_view text, std::size_t begin) {
  const std::size_t colon = end_of_digits(text, begin);
  if (colon == begin || colon - begin > 3 || text.substr(colon, 1) != ":") return std::nullopt;
  if (end_of_digits(text, colon + 1) != colon + 3) return std::nullopt;
  return number_in(text.substr(begin, colon - begin));
}

// Whether "Minute" or 分 comes next: "28. Minute", "第28分鐘".
bool minute_follows(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '.' || text[at] == ' ')) ++at;
  const std::string_view rest = text.substr(at);
  return rest.starts_with("Minute") || rest.starts_with("minute") || rest.starts_with("分");
}

// Calls found(begin) for each run of digits until one returns true.
template <typename Found>
bool any_run(std::string_view text, Found found) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit_at(text, at)) continue;
    if (found(at)) return true;
    at = end_of_digits(text, at);
  }
  return false;
}

// Where the clock begins that the figure is a part of.
std::size_t begin_of_clock(std::string_view text, std::size_t at) {
  const auto before = [&] { return at > 0 && is_digit_at(text, at - 1); };
  while (before()) --at;
  if (at > 1 && text[at - 1] == ':' && is_digit_at(text, at - 2)) --at;
  while (before()) --at;
  return at;
}

}  // namespace

bool told_by_match_clock(const text::Figure& figure, std::string_view mine,
                         std::string_view theirs) {
  if (const auto clock = clock_at(mine, begin_of_clock(mine, figure.range.begin))) {
    return any_run(theirs, [&](std::size_t at) {
      const std::size_t end = end_of_digits(theirs, at);
      return number_in(theirs.substr(at, end - at)) == *clock + 1 && minute_follows(theirs, end);
    });
  }
  const int minute = number_in(figure.value);
  if (minute < 1 || !minute_follows(mine, figure.range.end)) return false;
  return any_run(theirs, [&](std::size_t at) {
    const auto clock = clock_at(theirs, at);
    return clock && *clock + 1 == minute;
  });
}

}  // namespace qiao::cli
