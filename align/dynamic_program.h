// The cheapest way to cut two texts into beads, in order.
//
//   best(i, j) = max over beads (a, b) of best(i - a, j - b) + score(i - a, j - b, a, b)
//
// with every bead of up to a_max source and b_max target sentences that the shape allows, null
// beads 1-0 and 0-1 included, inside a band around a known path or over the whole square.
// (Gale & Church, "A program for aligning sentences in bilingual corpora", CL 1993, section 4.)
#pragma once

#include <functional>
#include <vector>

#include "align/band.h"
#include "align/bead.h"
#include "embed/parallel.h"

namespace qiao::align {

// A kind of bead: so many source and target sentences.
struct BeadShape {
  int source = 1;
  int target = 1;
  friend bool operator==(const BeadShape&, const BeadShape&) = default;
};

// 1-1, 1-2 … up to `longest` on one side against one on the other, squares from 2-2 up to
// `square`-`square` with what lies between, then 1-0 and 0-1.
std::vector<BeadShape> bead_shapes(int longest, int square);

// Scores bead [i, i + a) x [j, j + b): higher is better, any scale, sums over beads; minus infinity
// forbids it. The searches take anything that can be called so: what is called for every candidate
// should be inlined.
using BeadScorer = std::function<double(int i, int j, BeadShape shape)>;

struct Path {
  std::vector<Bead> beads;  // in order, status aligned, dropped or added; score is the scorer's
  double score = 0;
};

// O(cells of the band * shapes) calls of `scorer`; memory O(cells). Ties go to the earlier shape.
// Total: an empty side gives null beads only.
template <class Scorer>
Path best_path(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const Scorer& scorer);

// The cells on some path whose score is at most `slack` below the best one's, row by row from the
// first to the last: the band in which a better scorer has to look. Coarse-to-fine search by
// max-marginals (Weiss & Taskar, "Structured prediction cascades", AISTATS 2010, section 3). Twice
// the work of best_path, on two threads at most; `scorer` is called from both.
template <class Scorer>
Band near_best(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const Scorer& scorer, double slack, embed::Pool& pool);

}  // namespace qiao::align

#include "align/dynamic_program_sweeps.h"  // the definitions
