// Beads taken back from the JSON Lines that write_jsonl (bilingual_writers.h) or a review page
// wrote.
#pragma once

#include <string_view>
#include <vector>

#include "tmx/bead_row.h"

namespace qiao::tmx {

struct BeadFile {
  std::vector<BeadRow> rows;  // in the order of the file; bead and previous_source made anew
  UnitMaking making;          // as the first line says; without a date
};

// `name` starts the messages of errors. Empty lines do not matter, fields of other names are passed
// over; score, status, reviewed and what belongs to `making` may be absent. Throws InputError with
// name:line.
BeadFile read_beads(std::string_view text, std::string_view name);

}  // namespace qiao::tmx
