// Ladders: alignments as the scorers of the field read and write them, one bead a line,
// source sentence numbers, target sentence numbers and what the bead costs:
//
//   [0, 1]:[2]:0.153000
//   [2]:[]:0.400000        a null bead: source sentence 2 was left out
//
// The form is Vecalign's (Thompson & Koehn, "Vecalign: improved sentence alignment in linear time
// and space", EMNLP 2019), so its scorer and the gold files made for it work unchanged.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "align/bead.h"

namespace qiao::align {

// Gold beads are made by hand: their numbers may leave gaps, cross, or name a sentence twice.
struct LadderBead {
  std::vector<int> source;  // zero-based sentence numbers
  std::vector<int> target;
  double cost = 0;  // falls with likeness; 0 where the file says none
  friend bool operator==(const LadderBead&, const LadderBead&) = default;
};
std::ostream& operator<<(std::ostream& out, const LadderBead& bead);  // as a line of a ladder

using Ladder = std::vector<LadderBead>;

// Reads the text of a ladder file; the cost may be missing, white space and empty lines do not
// matter. `name` starts the messages of errors. Throws InputError with name:line.
Ladder parse_ladder(std::string_view text, std::string_view name);

// One line a bead, costs with six decimals as Vecalign prints them.
std::string format_ladder(std::span<const LadderBead> beads);

// The ladder of an alignment, in its order. Here score turns into cost: cost = 1 - score.
Ladder to_ladder(const Alignment& alignment);

}  // namespace qiao::align
