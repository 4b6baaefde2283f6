// What became of two texts, in figures: for a person who wants to know at a glance.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "align/bead.h"

namespace qiao::cli {

struct Summary {
  // Beads with both sides, by their numbers of source and target sentences.
  std::map<std::pair<int, int>, int> beads_by_type;
  int pairs = 0;      // beads with both sides
  int moved = 0;      // of these
  int uncertain = 0;  // of these
  int dropped = 0;    // source sentences without a counterpart
  int added = 0;      // target sentences without a counterpart

  // Share of the sentences of the shorter text that have a counterpart for certain, within [0, 1].
  double paired_share = 0;

  // Whether the texts look like no versions of each other.
  bool nearly_nothing() const;
};

Summary summarize(const align::Alignment& alignment);

// Several lines: pairs, beads by type (the commonest first), dropped and added sentences, seconds.
std::string format_summary(const Summary& summary, double seconds);

}  // namespace qiao::cli
