// How likely each kind of bead is, learned from the pair itself.
//
// A shortened news item leaves out a third of its sentences, a novel translated in full nearly none
// but merges many: one set of constants cannot fit both. The beads' types are drawn from a
// distribution with a Dirichlet prior, and expectation maximisation (forward-backward over the
// band; Rabiner, Proc. IEEE 1989, section III) finds it: the expected count of each type under the
// evidence becomes its new probability.
//
//   P(path) ~ product over beads of  p(shape) exp(evidence + null_level * mean evidence [bead is
//   null])
#pragma once

#include <vector>

#include "align/bead_table.h"

namespace qiao::align {

struct PriorOptions {
  double null_share = 0.077;    // of 1-0 and of 0-1, before anything is seen
  double double_share = 0.098;  // of 1-2 and of 2-1
  double decay = 0.21;          // from one sentence more in a bead to the next
  double strength = 15;         // beads that the prior is worth
  // What a null bead's sentence gains, as a share of the evidence that a sentence in a bead has on
  // average: where translations are close, weak support means none; where they are free, it does
  // not.
  double null_level = 0.28;
  int passes = 3;
};

// log p(shape), one for each shape of the table, the nulls' gain included.
std::vector<double> learn_prior(const BeadTable& table, const PriorOptions& options);

// For each bead of a path the probability that it is part of a path drawn at random: its posterior,
// within [0, 1]. A null bead's is that its sentence is left out, wherever on the other side: where
// a sentence is missing has many answers, that it is missing only one.
std::vector<double> posteriors(const BeadTable& table, const std::vector<double>& log_prior,
                               const std::vector<Bead>& path);

}  // namespace qiao::align
