// What every unit of a memory made from a pair says of itself: languages, document, date.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "cli/language_tag.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

// Now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org): then same input is same bytes.
// Throws InputError when that is no date.
std::string date_to_write();

// Whether a tag is for one of the two texts.
bool is_for_either(const LanguageTag& tag, const Pair& pair);

// Languages are written as tag_for says. Throws UsageError for a tag that is for neither text.
tmx::UnitMaking unit_making(const Pair& pair, const std::vector<LanguageTag>& tags = {});

}  // namespace qiao::cli
