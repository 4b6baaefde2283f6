// Two texts in, their alignment out.
//
//   coarse path -> band around it -> evidence for every bead in the band -> priors from the pair
//   itself -> what the order of words says of the beads that are left -> where much is in doubt:
//   the pair's own words, and all of that once more -> the best path -> the posterior of each of
//   its beads -> what was moved
//
// Total: any two texts have an alignment, at worst all null. Deterministic: the same bytes for any
// number of threads. Symmetric: swapping the sides mirrors the result up to rounding. Where dropped
// and added sentences meet, the dropped ones come first.
#pragma once

#include <vector>

#include "align/anchors.h"
#include "align/bead.h"
#include "align/bead_prior.h"
#include "align/coarse_path.h"
#include "align/evidence.h"
#include "align/moved_options.h"
#include "align/side.h"
#include "embed/parallel.h"

namespace qiao::align {

// What comes in the same order in both texts, but for single moved stretches.
enum class MonotoneBy {
  kSentence,
  kParagraph,  // the sentences of a paragraph; paragraphs come in any order (paragraph_order.h)
};

// Whether a second search uses the words that the first one teaches (own_words.h).
enum class LearnWords {
  kWhereItPays,  // long texts of which the first search left much in doubt
  kAlways,
  kNever,
};

struct AlignOptions {
  int longest = 6;               // 1-6 and 6-1 at most
  int square = 3;                // 3-3 at most; up to 4
  double uncertain_below = 0.5;  // posterior under which a bead's status is uncertain
  CoarseBandOptions band;
  EvidenceOptions evidence;
  PriorOptions prior;
  MovedOptions moved;
  LearnWords learn_words = LearnWords::kWhereItPays;
  MonotoneBy monotone_by = MonotoneBy::kSentence;  // of texts whose paragraphs are known
  // Sentences of these texts that belong together, beyond doubt. Requires that find_conflict finds
  // nothing among the shapes bead_shapes(longest, square). Of no effect with kParagraph.
  std::vector<Anchor> anchors;
};

// O((n + m) radius shapes) beads are weighed; see coarse_path.h for the search before.
Alignment align(const Side& source, const Side& target, const AlignOptions& options,
                embed::Pool& pool);

}  // namespace qiao::align
