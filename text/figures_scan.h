// What the readers of figures in Chinese and in Western languages share: the text as characters,
// numbers written in digits, and the rule that a range shares its scale and unit. Private to the
// figures; use figures.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/ascii.h"
#include "text/decimal.h"
#include "text/figures.h"

namespace qiao::text {

// A text as characters. Full-width forms, the many spaces, dashes and apostrophes are brought to
// ASCII; Han characters are folded (fold.h); an x between numbers is ×; a byte that is not UTF-8 is
// U+FFFD.
struct Characters {
  std::u32string all;
  std::vector<std::size_t> byte_at;  // all.size() + 1 entries: the byte where each one begins

  explicit Characters(std::string_view utf8);
  std::size_t size() const { return all.size(); }
  // U+0000 beyond either end.
  char32_t operator[](std::size_t i) const { return i < all.size() ? all[i] : U'\0'; }
  std::u32string_view from(std::size_t i) const { return std::u32string_view(all).substr(i); }
  std::u32string_view between(std::size_t begin, std::size_t end) const {
    return std::u32string_view(all).substr(begin, end - begin);
  }
};

// A letter of the Latin alphabet, umlauts and accents included.
inline bool is_latin(char32_t c) {
  return is_ascii_letter(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// A number in digits: 1.234,5 with German marks, 1,234.5 with Chinese and English ones; 1 234 and
// 1'234 with all.
struct Literal {
  std::size_t end = 0;
  Decimal value;
  std::size_t digit_count = 0;
  bool plain = false;  // digits and nothing else, not beginning with 0: may be a year, a day …
  bool usable = true;  // false for 1.2.3, 007 and runs too long to be a quantity
};
// Requires a digit at `begin`.
Literal read_literal(const Characters& text, std::size_t begin, char32_t decimal_mark);

// Numbers inside names and links are no figures: GB300, GPT-4, 3D, https://…/2025/.
class NameFilter {
 public:
  explicit NameFilter(const Characters& text) : text_(text) {}
  // Whether the digit at `i` stands inside a link or goes on from letters: H100, COVID-19.
  // Calls come with rising `i`, so that the whole costs O(n).
  bool is_inside_name(std::size_t i);

 private:
  const Characters& text_;
  std::size_t run_end_ = 0;  // of the run of visible ASCII that was looked at last
  bool run_is_link_ = false;
};
// Where the name ends that the characters at `i` belong to.
std::size_t skip_name(const Characters& text, std::size_t i);

// A figure with what a range needs to know of it. Ranges count characters here, not bytes.
struct Found {
  Figure figure;
  Decimal mantissa;   // the number before its scale: 4 of 4萬億
  int scale = 0;      // powers of ten: 12
  bool bare = false;  // an amount without scale, unit and sign of percent
};

// The first figure of a range takes the scale, the percent sign and the unit of the second:
// 600-900億, 10 bis 20 Millionen, 3 bis 4 Prozent. Requires that a range mark stands between.
void share_range(Found& first, const Found& second);

// Durations in several parts are one figure: 一小時四十分 is 100 minutes, as 1 Stunde 40 Minuten
// is, and 2 分 14 秒 134 seconds.
std::vector<Found> join_durations(const Characters& text, Language language,
                                  std::vector<Found> found);

// Forms in digits that all languages share. `end` is 0 when none stands at `begin`, which must be
// the first digit of a run.
struct NumericDate {  // 2025-03-11, 2025/3/11, 2025.3.11
  std::size_t end = 0;
  std::int64_t year = 0, month = 0, day = 0;
};
NumericDate numeric_date_at(const Characters& text, std::size_t begin);

struct ClockTime {  // 14:05, or with another mark 14.05
  std::size_t end = 0;
  std::int64_t hour = 0, minute = 0;
};
ClockTime clock_time_at(const Characters& text, std::size_t begin, char32_t mark);

struct SlashPair {  // 3/4; or a season, 2018/19
  std::size_t slash = 0, end = 0;
  std::int64_t first = 0, second = 0;
  bool is_season = false;
};
SlashPair slash_pair_at(const Characters& text, std::size_t begin);

std::string date_value(std::int64_t year, std::int64_t month, std::int64_t day);  // 0 = unknown
std::string time_value(std::int64_t hour, std::int64_t minute, bool half_day_known);
// "2/3", in lowest terms; a number when the denominator is 1.
std::string fraction_value(std::int64_t numerator, std::int64_t denominator);

std::vector<Found> find_chinese_figures(const Characters& text);
// German and English.
std::vector<Found> find_western_figures(const Characters& text, Language language);

}  // namespace qiao::text
