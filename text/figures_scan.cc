#include "text/figures_scan.h"

#include <array>
#include <cstdint>
#include <numeric>
#include <utility>

#include "text/fold.h"

namespace qiao::text {
namespace {

// More digits than this are an identifier, and would make arithmetic costly.
constexpr std::size_t kMaxDigits = 24;

char32_t plain_form(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) {
    // The full-width comma separates clauses, not thousands.
    return c == U'，' ? c : c - 0xFF01 + U'!';
  }
  if (c >= 0x2E80) return fold_chinese(c);
  if (c >= 0x2010 && c <= 0x2015) return U'-';
  if (c >= 0x2000 && c <= 0x200A) return U' ';
  switch (c) {
    case U'\u00A0':
    case U'\u202F':
    case U'\t':
      return U' ';
    case U'\u2018':
    case U'\u2019':
      return U'\'';
    case U'\u2212':
      return U'-';
    case U'\u223C':
      return U'~';
    default:
      return c;
  }
}

std::size_t digits_from(const Characters& text, std::size_t i) {
  std::size_t end = i;
  while (is_digit(text[end])) ++end;
  return end - i;
}

// The end of the groups of three that `mark` separates, from `end` on.
std::size_t groups_end(const Characters& text, std::size_t end, char32_t mark) {
  while (text[end] == mark && digits_from(text, end + 1) == 3) end += 4;
  return end;
}

std::string ascii_digits(const Characters& text, std::size_t begin, std::size_t end) {
  std::string digits;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_digit(text[i])) digits += static_cast<char>(text[i]);
  }
  return digits;
}

bool is_visible_ascii(char32_t c) { return c > U' ' && c < 0x7F; }

// An x between two numbers is the sign of multiplication: 14x2, 10x15 cm; but not in 0x10, and not
// where the first number belongs to a name: R2x4.
bool is_times(std::u32string_view text, std::size_t i) {
  if ((text[i] != U'x' && text[i] != U'X') || i + 1 >= text.size() || !is_digit(text[i + 1])) {
    return false;
  }
  std::size_t begin = i;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  const bool named = begin > 0 && (is_latin(text[begin - 1]) || text[begin - 1] == U'_');
  return begin < i && !named && !(begin + 1 == i && text[begin] == U'0');
}

}  // namespace

Characters::Characters(std::string_view utf8) {
  all.resize(utf8.size());
  byte_at.resize(utf8.size() + 1);
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
    const unsigned char lead = byte(0);
    std::size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead > 0xF4 || size > utf8.size() - i) size = 0;
    char32_t c = size <= 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t k = 1; k < size; ++k) {
      if ((byte(k) & 0xC0) != 0x80) {
        size = 0;
        break;
      }
      c = c << 6 | (byte(k) & 0x3FU);
    }
    byte_at[count] = i;
    all[count++] = size == 0 ? U'\uFFFD' : c < 0x80 && c != U'\t' ? c : plain_form(c);
    i += size == 0 ? 1 : size;
  }
  byte_at[count] = utf8.size();
  all.resize(count);
  byte_at.resize(count + 1);
  for (std::size_t i = 1; i < count; ++i) {
    if (is_times(all, i)) all[i] = U'×';
  }
}

Literal read_literal(const Characters& text, std::size_t begin, char32_t decimal_mark) {
  const char32_t group_mark = decimal_mark == U',' ? U'.' : U',';
  const std::size_t first = begin + digits_from(text, begin);
  std::size_t whole_end = first;
  if (first - begin <= 3 && text[begin] != U'0') {
    for (char32_t mark : {group_mark, U'\'', U' ', U'，'}) {
      if (whole_end == first) whole_end = groups_end(text, first, mark);
    }
    if (whole_end == first) {
      // The other language's marks, when nothing else can be meant: 1,234,567 or 1,234.5.
      const std::size_t end = groups_end(text, first, decimal_mark);
      if (end > first + 4 || (end > first && text[end] == group_mark && is_digit(text[end + 1]))) {
        whole_end = end;
        decimal_mark = group_mark;
      }
    }
  }
  Literal literal;
  literal.end = whole_end;
  const bool point_for_comma = decimal_mark == U',' && whole_end == first && text[first] == U'.' &&
                               is_digit(text[first + 1]);
  if ((text[whole_end] == decimal_mark && is_digit(text[whole_end + 1])) || point_for_comma) {
    literal.end = whole_end + 1 + digits_from(text, whole_end + 1);
  }
  const std::string whole = ascii_digits(text, begin, whole_end);
  const std::string fraction = ascii_digits(text, whole_end, literal.end);
  literal.digit_count = whole.size() + fraction.size();
  literal.plain = literal.end == first && (text[begin] != U'0' || first == begin + 1);
  const bool leading_zero = whole.size() > 1 && whole[0] == '0';
  bool goes_on = false;
  while ((text[literal.end] == U'.' || text[literal.end] == U',') &&
         is_digit(text[literal.end + 1])) {
    // "1.2.3"; but "3,5" in Chinese and English may be a list, and so ends here.
    if (text[literal.end] == U',' && literal.end == first) break;
    goes_on = true;
    literal.end += 1 + digits_from(text, literal.end + 1);
  }
  literal.usable = !goes_on && !leading_zero && literal.digit_count <= kMaxDigits;
  if (literal.usable) literal.value = Decimal::from_digits(whole, fraction);
  return literal;
}

bool NameFilter::is_inside_name(std::size_t i) {
  if (i >= run_end_) {
    std::size_t begin = i;
    // Back to the end of the last run at most: what stands before was seen then.
    while (begin > run_end_ && is_visible_ascii(text_[begin - 1])) --begin;
    run_end_ = i;
    while (is_visible_ascii(text_[run_end_])) ++run_end_;
    const std::u32string_view run = text_.between(begin, run_end_);
    run_is_link_ =
        run.find(U"://") != run.npos || run.find(U'@') != run.npos || run.find(U"www.") != run.npos;
  }
  if (run_is_link_) return true;
  if (i == 0) return false;
  const char32_t before = text_[i - 1];
  if (is_latin(before) || before == U'_' || before == U'#') return true;
  if (i < 2 || (before != U'-' && before != U'/') || !is_latin(text_[i - 2])) return false;
  // Sommer-2019-Kollektion has a year in it; COVID-19 and GPT-4 have none.
  const bool is_year = digits_from(text_, i) == 4 && (text_[i] == U'1' || text_[i] == U'2');
  return !is_year;
}

std::size_t skip_name(const Characters& text, std::size_t i) {
  const auto belongs = [&](std::size_t k) { return is_latin(text[k]) || is_digit(text[k]); };
  while (belongs(i) ||
         ((text[i] == U'-' || text[i] == U'_' || text[i] == U'.' || text[i] == U'/') &&
          belongs(i + 1))) {
    ++i;
  }
  return i;
}

void share_range(Found& first, const Found& second) {
  if (!first.bare) return;
  if (second.figure.kind == FigureKind::kPercent) {
    first.figure.kind = FigureKind::kPercent;
  } else if (second.figure.kind == FigureKind::kAmount) {
    if (second.scale > 0) {
      // "von 500 auf 2 Millionen": the first is whole as it stands.
      if (second.mantissa < first.mantissa) return;
      first.figure.value = first.mantissa.shifted(second.scale).str();
      first.scale = second.scale;
    }
  } else {
    return;
  }
  first.figure.unit = second.figure.unit;
  first.bare = false;
}

namespace {

// A run of digits as a number, when it is of `min` to `max` digits.
struct Field {
  std::size_t end = 0;  // 0: none
  std::int64_t value = 0;
};
Field field_at(const Characters& text, std::size_t begin, std::size_t min, std::size_t max) {
  Field field{begin};
  while (is_digit(text[field.end]) && field.end - begin <= max) {
    field.value = field.value * 10 + (text[field.end++] - U'0');
  }
  const std::size_t size = field.end - begin;
  return size < min || size > max ? Field{} : field;
}

}  // namespace

NumericDate numeric_date_at(const Characters& text, std::size_t begin) {
  const Field year = field_at(text, begin, 4, 4);
  const char32_t mark = text[year.end];
  if (year.end == 0 || (mark != U'-' && mark != U'/' && mark != U'.')) return {};
  const Field month = field_at(text, year.end + 1, 1, 2);
  if (month.end == 0 || text[month.end] != mark) return {};
  const Field day = field_at(text, month.end + 1, 1, 2);
  if (day.end == 0 || month.value < 1 || month.value > 12 || day.value < 1 || day.value > 31) {
    return {};
  }
  return {day.end, year.value, month.value, day.value};
}

ClockTime clock_time_at(const Characters& text, std::size_t begin, char32_t mark) {
  const Field hour = field_at(text, begin, 1, 2);
  if (hour.end == 0 || text[hour.end] != mark) return {};
  const Field minute = field_at(text, hour.end + 1, 2, 2);
  if (minute.end == 0 || hour.value > 24 || minute.value > 59) return {};
  if (text[minute.end] == mark && is_digit(text[minute.end + 1])) return {};
  return {minute.end, hour.value, minute.value};
}

SlashPair slash_pair_at(const Characters& text, std::size_t begin) {
  const Field first = field_at(text, begin, 1, 4);
  if (first.end == 0 || text[first.end] != U'/') return {};
  const Field second = field_at(text, first.end + 1, 1, 4);
  if (second.end == 0 || text[second.end] == U'/') return {};
  const bool season = first.value >= 1800 && first.value < 2200 && second.end - first.end == 3 &&
                      (first.value + 1) % 100 == second.value;
  const bool fraction = first.value > 0 && first.value < second.value && second.value <= 100;
  if (!season && !fraction) return {};
  return {first.end, second.end, first.value, second.value, season};
}

std::string date_value(std::int64_t year, std::int64_t month, std::int64_t day) {
  const auto padded = [](std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  std::string value = year == 0 ? "-" : padded(year, 4);
  if (month != 0 || day != 0) value += "-" + (month == 0 ? std::string("-") : padded(month, 2));
  if (day != 0) value += (month == 0 ? "" : "-") + padded(day, 2);
  return value;
}

std::string time_value(std::int64_t hour, std::int64_t minute, bool half_day_known) {
  const auto two = [](std::int64_t number) {
    return std::string(1, static_cast<char>('0' + number / 10)) +
           static_cast<char>('0' + number % 10);
  };
  return (half_day_known ? "" : "~") + two(hour) + ":" + two(minute);
}

std::string fraction_value(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t divisor = std::gcd(numerator, denominator);
  if (divisor == 0 || denominator == divisor) {
    return std::to_string(denominator == 0 ? numerator : numerator / divisor);
  }
  return std::to_string(numerator / divisor) + "/" + std::to_string(denominator / divisor);
}

}  // namespace qiao::text
