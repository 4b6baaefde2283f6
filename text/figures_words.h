// What German and English words mean to the reader of figures (figures_western.cc). Private to the
// figures.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/decimal.h"

namespace qiao::text {

enum class Sense : std::uint8_t {
  kNone,
  kNumber,   // zwei, dreihundert, twelve, zweieinhalb; with a unit when one is part of the word
  kOne,      // ein, eine, a, an: a number before a scale or a part only
  kScale,    // Million, Mrd, hundred: `value` is the power of ten
  kDozen,    // Dutzend
  kOrdinal,  // dritte, third
  kOrdinalEnding,  // st, nd, rd, th after digits
  kPart,           // Drittel, quarter: `value` is the denominator
  kHalf,           // halb, halbe, half
  kHalfOf,         // Hälfte
  kDecade,         // neunziger, nineties: `value` is 90
  kDecadeEnding,   // er, s after digits
  kMonth,          // März, March: 3
  kPercent,        // Prozent
  kPercentPoint,   // Prozentpunkte
  kClock,          // Uhr, o'clock
  kMorning,        // morgens, am
  kAfternoon,      // nachmittags, abends, pm
  kNight,          // nachts
  kTo,             // bis, auf, oder, to, or
  kAnd,            // und, and
  kBetween,        // zwischen, between
  kYearComes,      // im Jahr, seit, since: before 2025 it makes a year
  kUnitEnding,     // jährig, year after a hyphen: 29-jährig; `unit` says of what
};

struct Meaning {
  Sense sense = Sense::kNone;
  Decimal value;
  std::string_view unit;
  // A scale that is a number by itself (tausend), a month that needs no day beside it (März).
  bool stands_alone = false;
};

// A word whose first three letters begin no word of a table is looked up no further; most are.
class FirstLetters {
 public:
  void add(std::u32string_view word) { seen_.set(slot(word)); }
  bool may_begin(std::u32string_view word) const { return seen_.test(slot(word)); }

 private:
  static std::size_t slot(std::u32string_view word) {
    const std::size_t first = word.empty() ? 0 : word[0];
    const std::size_t second = word.size() < 2 ? 0 : word[1];
    const std::size_t third = word.size() < 3 ? 0 : word[2];
    return ((first * 37 + second) * 37 + third) % kSlots;
  }
  static constexpr std::size_t kSlots = 16384;
  std::bitset<kSlots> seen_;
};

// `word` is in lower case; `capital` says whether it began with a capital letter.
Meaning german_meaning(std::u32string_view word, bool capital);
Meaning english_meaning(std::u32string_view word, bool capital);

}  // namespace qiao::text
