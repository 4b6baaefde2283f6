// How readily sentences are said to be moved: see moved.h.
#pragma once

#include <cstddef>

namespace qiao::align {

// Chosen on moved development texts: docs/accuracy.md.
struct MovedOptions {
  double odds = .01;      // that a stretch left over has a partner elsewhere, beforehand;
  double odds_beside = 2;  // on the other side of a single bead
  double chance = 0.25;    // log odds that one bead more of a stretch has to bring
  double exchange = -5;    // log odds that two neighbours were exchanged, beforehand
  double sure = 0.75;      // score below which a bead of a stretch stays dropped and added
  int candidates = 4;      // of each sentence: the nearest by the sentence witness are weighed
  int around = 24;         // sentences before and after a stretch whose words it is weighed against
  std::size_t most = 4000;  // left-over sentences a side up to which stretches are looked for
};

}  // namespace qiao::align
