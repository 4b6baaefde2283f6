// From sentence numbers to texts: an alignment as rows that the writers of tmx/ take.
#pragma once

#include <vector>

#include "align/bead.h"
#include "cli/input.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

// One row a bead, in the order of the alignment, null beads included.
// Requires that `alignment` is of these two documents.
std::vector<tmx::BeadRow> bead_rows(const align::Alignment& alignment, const Side& source,
                                    const Side& target);

}  // namespace qiao::cli
