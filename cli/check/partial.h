// Parts of sentences that nothing on the other side covers: a clause left out, an item of a list,
// a quotation cut short.
//
//   執行長林佩君⟦在記者會上⟧表示。          So sagte es Vorstandschefin Lin.
//
// Candidates are runs of clauses, and the runs of words with the least evidence whatever the marks.
// Each is weighed by a logistic regression on what the word witness and the vectors say of the
// part X of its side S, the other side T and the rest R of S:
//
//   evidence     mean evidence of the words of X, by importance (WordSupport::evidence)
//   taken        likewise of WordSupport::taken
//   rest taken   of the words of R: where S is told freely, little is taken of any word
//   gain         cos(R, T) - cos(S, T): what T gains when X goes
//   likeness     cos(X, T)
//   whole        cos(S, T)
//   length       log of the characters of X
//   marks        how many of its two ends stand at a mark or at the end of S
//   uncovered    sum of the negative evidence of X, by importance
//   han          share of Han characters in X, for the scripts differ in what is usual
//
// The weights are learned from texts with clauses cut out of either side
// (benchmarks/partly_dropped.py, benchmarks/partial_calibration.cc; docs/check.md).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "cli/check/coverage.h"
#include "cli/check/findings.h"

namespace qiao::cli {

inline constexpr std::size_t kPartFeatures = 10;
using PartFeatures = std::array<double, kPartFeatures>;

// log odds = bias + weights . features
struct PartWeights {
  PartFeatures weights = {};
  double bias = 0;
};
extern const PartWeights kPartWeights;  // those of the shipped model

struct Part {
  std::size_t first = 0;  // words [first, last) of its side
  std::size_t last = 0;
  PartFeatures features = {};
};

// The candidates of one side of a bead; none for a side that is too short to have parts.
//   text   Document::text() of `mine`
//   scale  what a character of `mine` counts: both scripts are brought to a common unit, the
//          geometric mean of a Chinese and a German character
// O(c^2 d) time for c clauses, at most kMostClauses in a part.
std::vector<Part> candidate_parts(const CoveredSide& mine, const CoveredSide& theirs,
                                  std::string_view text, double scale);

// Within [0, 1].
double part_probability(const PartFeatures& features, const PartWeights& weights);

// What a character of the source counts; one of the target counts the inverse.
double source_scale(const Pair& pair);

struct PartialOptions {
  double min_confidence = 0.05;  // below, a part is none: every side has a best one
  // Mean evidence from which on a part counts as said by the sentence before or behind.
  double said_nearby = 0.4;
};

// The best part of each side of each bead, and those that do not overlap with better ones.
//   covered   coverage.beads(), as many as the alignment has
std::vector<Finding> partial_findings(const Pair& pair, const align::Alignment& alignment,
                                      const Coverage& coverage,
                                      std::span<const CoveredBead> covered,
                                      const PartialOptions& options = {});

}  // namespace qiao::cli
