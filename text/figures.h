// Figures in running text, by value, whatever the number system: the anchors between two
// languages that no dictionary is needed for.
//
//   4萬億, 四兆        4 Billionen, 4.000 Mrd.      amount 4000000000000
//   百分之三十, 三成    30 %, dreißig Prozent        percent 30
//   三分之二            zwei Drittel                 fraction 2/3
//   民國114年           2025                         year 2025
//   2025年3月11日       11. März 2025                date 2025-03-11
//   上午九點半           9.30 Uhr                     time 09:30
//
// 兆 is 10^12 (Taiwan), a German Billion is 10^12, an English billion 10^9.
//
// Said by the value alone: a minus sign (零下5度, minus fünf Grad) and about (約, etwa) are left
// out; 八折 is what it takes off, percent 20. Both ends of a range are figures, and share what the
// second says: 600-900億, 10 bis 20 Millionen. Hours, minutes and seconds in a row are one figure:
// 一小時四十分 is 100 min. No figures: numbers in names (GB300, GPT-4, 3D), links and versions,
// sayings (萬一, 十分), weekdays, and amounts that name no number (數百萬, Hunderte).
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "text/byte_range.h"
#include "text/language.h"

namespace qiao::text {

enum class FigureKind { kAmount, kPercent, kFraction, kYear, kDate, kTime, kOrdinal };

struct Figure {
  ByteRange range;  // bytes of the text
  FigureKind kind = FigureKind::kAmount;
  // Exact and canonical, so that equal figures have equal strings: "4000000000000", "3.5",
  // "2/3", "2025", "1990s" ("90s" when the century is not said), "2025-03-11" (unknown parts:
  // "2025-03", "--03-11", "--03", "---11"), "09:30" ("~09:30" when the half of the day is not
  // said). No floats.
  std::string value;
  // "USD", "km", "year" … (figures_units.cc) when one stands beside it; else empty. "pp" marks
  // percentage points.
  std::string unit;
  bool written_out = false;  // as words (drei, 三) rather than digits: weaker evidence
  friend bool operator==(const Figure&, const Figure&) = default;
};
std::ostream& operator<<(std::ostream& out, const Figure& figure);

// In order, without overlap. Silent and total. O(n).
// Bare small number words that are mostly not figures (ein, eine, einer; 一 in 一個, 一起, 一些,
// 三 in names …) are left out.
std::vector<Figure> find_figures(std::string_view utf8, Language language);

// Whether two figures say the same: equal values and compatible kinds (a bare year as an amount
// "2025" equals the year 2025; percent 30 equals fraction 3/10; a date equals one that leaves
// out parts of it; an ordinal equals the same number). Units count when both have one: 5 km are
// 5000 m and two weeks 14 days, but 5 USD are not 5 EUR. What translators round when they turn
// miles, feet, inches and pounds into metric units may differ by 5 %, °F and °C by one degree.
// Symmetric; not transitive.
bool same_figure(const Figure& a, const Figure& b);

}  // namespace qiao::text
