// Small numbers hide in words that are no figures: 一 in 一小時, zwei in beide, sieben Tage in eine
// Woche. Before a small figure is called missing, the other text is asked for any such word.
#pragma once

#include <string_view>

#include "text/figures.h"
#include "text/language.h"

namespace qiao::cli {

// Whether `utf8` may name the figure otherwise than as a figure: whole numbers (amounts, ordinals,
// per cent, days of no month, full hours) up to 12, halves, thirds and quarters, months, 16
// (hexadezimal) and 90 (rechtwinklig). A guess that is wrong rather towards yes. Any other figure:
// no. O(n).
bool may_be_named(const text::Figure& figure, std::string_view utf8, text::Language language);

}  // namespace qiao::cli
