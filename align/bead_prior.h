// How likely each kind of bead is, learned from the pair itself.
//
// A shortened news item leaves out a third of its sentences, a novel translated in full nearly none
// but merges many: one set of constants cannot fit both. A first pass (forward-backward over the
// band; Rabiner, Proc. IEEE 1989, section III) finds what is to be expected of this pair:
//
//   level    how close the sentences of beads with both sides are, by the sentence witness
//   nulls    log share of the sentences of either side that are left out   (smoothed)
//   merges   log share of the beads that join sentences                    (smoothed)
//   lean     half the log of how much greater a share of the source's sentences is left out than
//            of the target's                                               (smoothed)
//
// and these set the weights of the shapes in the next pass:
//
//   w(null)            = null + by_level * clamp(level, lowest, highest) + by_nulls * nulls
//                        + by_merges * merges + strangeness * max(0, lowest - lowest level of any
//                        pass) + by_side * clamp(lean, -most, most) for a source sentence, less
//                        the same for a target sentence
//   w(n sentences > 2) = joined(n) + joined_by_merges * merges * (n - 2)
//
// What each side leaves out is told apart in the last look only: of short texts the first passes
// know too little.
#pragma once

#include <vector>

#include "align/bead_table.h"
#include "align/dynamic_program.h"
#include "align/lattice.h"
#include "embed/parallel.h"

namespace qiao::align {

// Log weights of one pass. The sum over paths is what they are scaled by: no shape's weight means
// anything alone.
struct PriorPass {
  double one_one = 0;
  double three = 0;  // 1-2 and 2-1
  double two_two = 0;
  double four = 0;  // 1-3 and 3-1
  double more = 0;  // for each sentence above three, larger beads
  double null = 0;
  double by_level = 0;
  double by_nulls = 0;
  double by_merges = 0;
  double joined_by_merges = 0;
  double by_side = 0;
};

// Learned with the weights of the evidence: docs/accuracy.md.
struct PriorOptions {
  PriorPass first = {2.38, 1.07, -0.93, -0.20, -0.77, -1.31, 0, 0, 0, 0};
  PriorPass later = {2.54, 1.18, -0.90, -0.24, -1.06, -1.47, 1.69, 0.80, 0.34, 0.60};
  int passes = 3;  // the first included
  // The last look, whose evidence knows the order of words, has these beside those of `later`.
  double null_in_order = -0.32;
  double by_side = 1.46;
  double most_lean = 1.5;  // nothing was learned beyond
  // Free translations are less close than literal ones and yet complete; texts that have nothing to
  // do with each other are less close still. On the development sets the level of true pairs is
  // above -0.4 (a novel), that of made-up strangers mostly below -1.
  double lowest_level = -0.6;
  double highest_level = 1.5;  // nothing was learned beyond
  double strangeness = 10;
  // The level is in the unit of the default model; vectors of other models may be less close. But
  // among strangers no bead stands out, so that their mean posterior is mostly below 0.4, with true
  // pairs above 0.55.
  double sure = 0.5;
};

// What a pass found of a pair: centred, so that the weights of an unknown pair are near those of a
// common one.
struct PairStatistics {
  double level = 0;
  double nulls = 0;
  double merges = 0;
  double lean = 0;
  double certainty = 1;  // mean posterior of the beads with both sides, a sentence
  double strange = 0;    // how far the level of any pass was below what versions of one text have
};

// `closeness` says how close the two sides of a bead are, by the sentence witness.
PairStatistics expected_of_pair(const Lattice& lattice, const BeadScorer& closeness);

// The weights of the last look.
PriorPass last_look(const PriorOptions& options);

// The log weight of each shape in a pass, given what the pass before found. Linear in `pass`.
std::vector<double> weigh_shapes(const std::vector<BeadShape>& shapes, const PriorPass& pass,
                                 const PairStatistics& pair, const PriorOptions& options);

struct LearnedPrior {
  std::vector<double> log_weights;  // of each shape of the table
  PairStatistics pair;              // that they follow from
};

// After all passes. O(passes * cells * shapes) time.
LearnedPrior learn_prior(const BeadTable& table, const BeadScorer& closeness,
                         const PriorOptions& options, embed::Pool& pool);

}  // namespace qiao::align
