// Sentences that are known to belong together, and walls to the search: the bead that holds the one
// holds the other.
//
// Anchors that share a sentence stand in one bead, so their hull is the least that this bead can
// be. A path honours all anchors just when none of its cells (i, j), so many sentences of either
// side consumed, lies inside a least bead, and as many least beads lie before i as before j:
//
//   i\j 0 1 2 3 4 5    anchors (1, 2) and (1, 3): the least bead is [1, 2) x [2, 4). The cells
//   0   + + + . . .    marked + are open, and only a bead that holds both anchors leads from the
//   1   + + + . . .    upper block to the lower one.
//   2   . . . . + +
//   3   . . . . + +
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "align/bead_table.h"
#include "align/dynamic_program.h"

namespace qiao::align {

struct Anchor {
  int source = 0;  // sentence numbers
  int target = 0;
  friend auto operator<=>(const Anchor&, const Anchor&) = default;
};

// Two anchors, by their places in the list, that no path can honour both.
struct AnchorConflict {
  enum class Kind {
    kCross,     // the later sentence of one side meets the earlier one of the other
    kTooLarge,  // they would stand in a bead that none of the shapes holds
  };
  Kind kind = Kind::kCross;
  std::size_t one = 0;  // one < other
  std::size_t other = 0;
  friend bool operator==(const AnchorConflict&, const AnchorConflict&) = default;
};
std::optional<AnchorConflict> find_conflict(std::span<const Anchor> anchors,
                                            const std::vector<BeadShape>& shapes);

// The least beads that hold the anchors, in order. Requires that none are in conflict.
std::vector<Bead> least_beads(std::span<const Anchor> anchors);

// What lies between the least beads, and they themselves: a band for rough searches, which may miss
// an anchor by a sentence or two.
Band corridor(const std::vector<Bead>& least, int n, int m);

// Leaves in the table only beads of paths that honour the anchors. A least bead itself always is
// possible. Requires that the band holds the least beads' cells. O(cells * shapes) time.
void keep_to_anchors(BeadTable& table, const std::vector<Bead>& least);

}  // namespace qiao::align
