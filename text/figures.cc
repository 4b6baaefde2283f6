// The readers (figures_chinese.cc, figures_western.cc) work on characters; here the text is
// first asked whether it can hold a figure at all, and figures are compared.
#include "text/figures.h"

#include <array>
#include <cstdint>
#include <optional>
#include <ostream>
#include <utility>

#include "text/decimal.h"
#include "text/figures_scan.h"
#include "text/figures_units.h"

namespace qiao::text {
namespace {

// The value as a ratio of whole numbers, so that no division is needed: 30 % is 30 : 100.
struct Ratio {
  Decimal numerator;
  Decimal denominator{1};
};

std::optional<Ratio> ratio_of(const Figure& figure) {
  const std::string_view value = figure.value;
  if (value.empty() || value.find_first_not_of("0123456789./") != value.npos) return std::nullopt;
  const std::size_t slash = value.find('/');
  Ratio ratio{parse_decimal(value.substr(0, slash))};
  if (slash != value.npos) ratio.denominator = parse_decimal(value.substr(slash + 1));
  if (figure.kind == FigureKind::kPercent) ratio.denominator = ratio.denominator.shifted(2);
  return ratio;
}

bool equal(const Ratio& a, const Ratio& b) {
  return a.numerator * b.denominator == b.numerator * a.denominator;
}

// Whether the greater is above the smaller by at most 5 %: 385 miles are told as 620 km.
bool nearly_equal(const Ratio& a, const Ratio& b) {
  const Decimal x = a.numerator * b.denominator;
  const Decimal y = b.numerator * a.denominator;
  return !(y * Decimal(105) < x * Decimal(100)) && !(x * Decimal(105) < y * Decimal(100));
}

// Whether a temperature in °F is one in °C, to a degree: 5 F = 9 C + 160; or a difference of such,
// 5 F = 9 C. Whole numbers only.
bool same_temperature(const Figure& fahrenheit, const Figure& celsius) {
  const auto may_be = [](const Figure& figure, std::string_view unit) {
    return figure.unit == unit || figure.unit == "°";
  };
  if (!may_be(fahrenheit, "°F") || !may_be(celsius, "°C")) return false;
  const std::int64_t f = parse_decimal(fahrenheit.value).small(9999);
  const std::int64_t c = parse_decimal(celsius.value).small(9999);
  if (f < 0 || c < 0) return false;
  const auto small = [](std::int64_t off) { return off >= -9 && off <= 9; };
  return small(5 * f - 9 * c - 160) || small(5 * f - 9 * c);
}

bool is_number(FigureKind kind) {
  return kind == FigureKind::kAmount || kind == FigureKind::kPercent ||
         kind == FigureKind::kFraction;
}

bool same_number(const Figure& a, const Figure& b) {
  std::optional<Ratio> x = ratio_of(a);
  std::optional<Ratio> y = ratio_of(b);
  if (!x || !y) return false;
  if (!a.unit.empty() && !b.unit.empty() && a.unit != b.unit) {
    const Measure of_a = measure_of(a.unit);
    const Measure of_b = measure_of(b.unit);
    if (of_a.kind == of_b.kind) {
      x->numerator = x->numerator * of_a.factor;
      y->numerator = y->numerator * of_b.factor;
      if (is_imperial(a.unit) != is_imperial(b.unit)) return nearly_equal(*x, *y);
    } else if (same_temperature(a, b) || same_temperature(b, a)) {
      return true;
    } else if (!may_be_same_unit(a.unit, b.unit)) {
      return false;
    }
  }
  return equal(*x, *y);
}

struct DateParts {
  std::string_view year;  // "-" when unknown, like the others
  std::string_view month;
  std::string_view day;
};

// Takes "2025", "2025-03", "2025-03-11", "--03-11", "--03", "---11" apart.
DateParts date_parts(std::string_view value) {
  DateParts parts{"-", "-", "-"};
  if (value.empty()) return parts;
  if (value[0] == '-') {
    value.remove_prefix(1);
  } else {
    parts.year = value.substr(0, value.find('-'));
    value.remove_prefix(parts.year.size());
  }
  if (value.size() < 2) return parts;
  value.remove_prefix(1);
  if (value[0] == '-') {
    value.remove_prefix(1);
    if (!value.empty()) parts.day = value;
    return parts;
  }
  parts.month = value.substr(0, 2);
  if (value.size() > 3) parts.day = value.substr(3);
  return parts;
}

bool same_date(const Figure& a, const Figure& b) {
  const DateParts x = date_parts(a.value);
  const DateParts y = date_parts(b.value);
  // Parts that only one of them names are no difference, but something must be common.
  bool common = false;
  for (auto part : {&DateParts::year, &DateParts::month, &DateParts::day}) {
    if (x.*part == "-" || y.*part == "-") continue;
    if (x.*part != y.*part) return false;
    common = true;
  }
  return common;
}

// The day of a date, as a number: "am 11." says no more than that.
std::optional<Decimal> day_alone(const Figure& date) {
  const DateParts parts = date_parts(date.value);
  if (parts.year != "-" || parts.day == "-") return std::nullopt;
  return parse_decimal(parts.day);
}

// "~09:30" leaves open which half of the day is meant.
bool same_time(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.empty() || b.empty() || (a[0] != '~' && b[0] != '~')) return false;
  const auto on_dial = [](std::string_view time) {
    if (time[0] == '~') time.remove_prefix(1);
    const int hour = (time[0] - '0') * 10 + (time[1] - '0');
    return (hour % 12) * 60 + (time[3] - '0') * 10 + (time[4] - '0');
  };
  return on_dial(a) == on_dial(b);
}

// "1990s", "90s" and the ages that are written like it: ein Mann in den Vierzigern, 40多歲.
bool is_decade(const Figure& figure) {
  return figure.kind == FigureKind::kYear && !figure.value.empty() && figure.value.back() == 's';
}

bool same_decade(const Figure& decade, const Figure& other) {
  const std::string_view number = std::string_view(decade.value).substr(0, decade.value.size() - 1);
  if (!is_decade(other)) {
    return other.kind == FigureKind::kAmount && number.size() == 2 && other.value == number;
  }
  return number.substr(number.size() - 2) == other.value.substr(other.value.size() - 3, 2) &&
         (number.size() == 2 || other.value.size() == 3 || decade.value == other.value);
}

// Digits, the numerals of Chinese, or letters that a number word may begin with: what a text
// without figures mostly lacks when it is Chinese, and words decide when it is not.
bool may_hold_figures(std::string_view utf8, Language language) {
  if (language == Language::kGerman || language == Language::kEnglish) return !utf8.empty();
  static const std::array<bool, 0x10000> numeral = [] {
    std::array<bool, 0x10000> table{};
    for (char32_t c :
         std::u32string_view(U"〇零一二三四五六七八九十百千萬万億亿兆兩两廿卅半壹貳贰參叁叄"
                             U"肆伍陸陆柒捌玖拾佰仟")) {
      table[c] = true;
    }
    for (char32_t c = U'０'; c <= U'９'; ++c) table[c] = true;
    return table;
  }();
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      if (lead >= '0' && lead <= '9') return true;
    } else if (lead >= 0xE3 && lead <= 0xEF && utf8.size() - i >= 3) {
      const auto c = (lead & 0x0FU) << 12 | (static_cast<unsigned char>(utf8[i + 1]) & 0x3FU) << 6 |
                     (static_cast<unsigned char>(utf8[i + 2]) & 0x3FU);
      if (numeral[c]) return true;
      i += 2;
    }
  }
  return false;
}

std::string_view kind_name(FigureKind kind) {
  switch (kind) {
    case FigureKind::kAmount:
      return "amount";
    case FigureKind::kPercent:
      return "percent";
    case FigureKind::kFraction:
      return "fraction";
    case FigureKind::kYear:
      return "year";
    case FigureKind::kDate:
      return "date";
    case FigureKind::kTime:
      return "time";
    case FigureKind::kOrdinal:
      return "ordinal";
  }
  return "";
}

}  // namespace

std::vector<Figure> find_figures(std::string_view utf8, Language language) {
  std::vector<Figure> figures;
  if (!may_hold_figures(utf8, language)) return figures;
  const Characters text(utf8);
  const bool western = language == Language::kGerman || language == Language::kEnglish;
  std::vector<Found> all =
      western ? find_western_figures(text, language) : find_chinese_figures(text);
  for (Found& found : join_durations(text, language, std::move(all))) {
    ByteRange& range = found.figure.range;
    range = {text.byte_at[range.begin], text.byte_at[range.end]};
    figures.push_back(std::move(found.figure));
  }
  return figures;
}

bool same_figure(const Figure& a, const Figure& b) {
  using Kind = FigureKind;
  if (a.kind == Kind::kTime || b.kind == Kind::kTime) {
    return a.kind == b.kind && same_time(a.value, b.value);
  }
  if (is_decade(a)) return same_decade(a, b);
  if (is_decade(b)) return same_decade(b, a);
  if (a.kind == Kind::kDate || b.kind == Kind::kDate) {
    const Figure& date = a.kind == Kind::kDate ? a : b;
    const Figure& other = a.kind == Kind::kDate ? b : a;
    if (other.kind == Kind::kDate || other.kind == Kind::kYear) return same_date(a, b);
    const std::optional<Decimal> day = day_alone(date);
    return day && (other.kind == Kind::kAmount || other.kind == Kind::kOrdinal) &&
           *day == parse_decimal(other.value);
  }
  if (is_number(a.kind) && is_number(b.kind)) return same_number(a, b);
  return a.kind != Kind::kPercent && b.kind != Kind::kPercent && a.value == b.value;
}

std::ostream& operator<<(std::ostream& out, const Figure& figure) {
  out << kind_name(figure.kind) << ' ' << figure.value;
  if (!figure.unit.empty()) out << ' ' << figure.unit;
  return out << (figure.written_out ? " (in words)" : "") << " [" << figure.range.begin << ", "
             << figure.range.end << ')';
}

}  // namespace qiao::text
