// What every unit of a memory made from a pair says of itself: languages, document, date.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

// Now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org): then same input is same bytes.
// Throws InputError when that is no date.
std::string date_to_write();

// Whether a language tag is in the language of one of the two texts. Throws UsageError for a tag of
// no known language.
bool has_language_of(const Pair& pair, const std::string& tag);

// Languages are written as the usual tags (zh-TW or zh-CN, de-DE, en-US), or as `tags` say for
// theirs. Throws UsageError for a tag in the language of neither text.
tmx::UnitMaking unit_making(const Pair& pair, const std::vector<std::string>& tags = {});

}  // namespace qiao::cli
