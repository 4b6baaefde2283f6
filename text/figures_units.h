// The units of figures: one short name for what the languages write in many ways (公里, km,
// Kilometer, kilometres), and which of them measure the same thing.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/decimal.h"
#include "text/language.h"

namespace qiao::text {

// The name of the unit that a German or English word or symbol stands for; empty when none.
// `word` is in lower case, without a full stop.
std::string_view unit_of_word(std::u32string_view word, Language language);

struct ChineseUnit {
  std::size_t size = 0;  // characters
  std::string_view name;
};
// The longest unit at the start of `text`, which is folded (fold.h). Size 0 when none stands there.
ChineseUnit unit_at_start(std::u32string_view text);

// What a unit measures, and how many of the smallest unit of its kind it is: h is 3600 s, but a
// currency only itself.
struct Measure {
  std::string_view kind;
  Decimal factor{1};
};
Measure measure_of(std::string_view unit);

// Whether two different units may mean the same: 元 is any currency, 度 is °C or °F, a German Pfund
// is money or a weight.
bool may_be_same_unit(std::string_view a, std::string_view b);

// Whether the unit is one that translators turn into a metric one, rounding: mile, ft, in, lb,
// ping, jin.
bool is_imperial(std::string_view unit);

}  // namespace qiao::text
