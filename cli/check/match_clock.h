// The clock of a match: a goal at 27:37 falls in the 28th minute, and reporters say either.
#pragma once

#include <string_view>

#include "text/figures.h"

namespace qiao::cli {

// Whether a figure is (a part of) a clock of which the other text says the minute, or a minute of
// which the other text has the clock.
//   mine    the text that figure.range counts in
//   theirs  where the other side may say it
bool told_by_match_clock(const text::Figure& figure, std::string_view mine,
                         std::string_view theirs);

}  // namespace qiao::cli
