// From sentence numbers to texts: an alignment as rows that the writers take.
#pragma once

#include <vector>

#include "align/bead.h"
#include "align/ladder.h"
#include "cli/input.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

// One row a bead, in the order of the alignment, null beads included.
// Requires that `alignment` is of these two documents.
std::vector<tmx::BeadRow> bead_rows(const align::Alignment& alignment, const Side& source,
                                    const Side& target);

// The rows as a ladder: cost = 1 - score.
align::Ladder ladder_of(const std::vector<tmx::BeadRow>& rows);

// The header of the memory that the rows become.
tmx::Header memory_header(const tmx::UnitMaking& making);

}  // namespace qiao::cli
