// Which cells of the square of two texts a search may pass.
#pragma once

#include <vector>

#include "align/bead.h"

namespace qiao::align {

// For each number of source sentences i in [0, n] consumed, the half-open range of target sentences
// that may have been consumed. Ranges rise with i, overlap (so null beads alone lead through),
// begin with 0 at i = 0 and hold m at i = n.
struct Band {
  std::vector<int> begin;
  std::vector<int> end;

  int source_count() const { return static_cast<int>(begin.size()) - 1; }
  bool holds(int i, int j) const {
    return begin[static_cast<std::size_t>(i)] <= j && j < end[static_cast<std::size_t>(i)];
  }
};

// Everything: (n + 1) (m + 1) cells.
Band full_band(int n, int m);

// Cells at most `radius` away, in either direction, from a path of beads.
Band band_around(const std::vector<Bead>& path, int n, int m, int radius);

// What both bands hold, and as little more as a band needs to be passable.
Band common(const Band& a, const Band& b, int target_count);

// The band with all cells of these beads, which are in order, and as little more as that takes.
Band including(Band band, const std::vector<Bead>& beads, int target_count);

// Makes rows rise and overlap, with as few cells more as that takes: a bead may leap over rows, and
// what lies between must be passable too.
void close_gaps(Band& band, int target_count);

}  // namespace qiao::align
