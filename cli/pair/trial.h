// Whether two documents are versions of one text: they are aligned, and what finds no counterpart
// counts against them.
//
//   covered(side) = sum over beads with both sides of posterior * characters, over all characters
//
// The aligner leaves texts of strangers unpaired (align/bead_prior.h), so that versions cover each
// other nearly whole, a shortened version is covered and covers a part, and strangers cover little.
#pragma once

#include <optional>

#include "align/aligner.h"
#include "align/side.h"
#include "bridge/side.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao::cli {

struct Trial {
  double source_covered = 0;  // within [0, 1]
  double target_covered = 0;
  double likeness = 0;  // mean cosine of the two sides of a bead, by characters covered
  int pairs = 0;        // beads with both sides, uncertain ones left out
  friend bool operator==(const Trial&, const Trial&) = default;

  // What speaks for versions of one text, within [0, 1]: how much of the side that is covered more,
  // less where few beads say so.
  double evidence() const;
};

// Who belongs together shows without the rarest beads and in one search.
align::AlignOptions trial_options();

Trial try_pair(const align::Side& source, const align::Side& target, embed::Pool& pool);
// The same of texts of any length, section by section (bridge/sections.h).
Trial try_pair(const bridge::Sentences& source, const bridge::Sentences& target,
               const embed::Model& model, embed::Pool& pool);

// How likely the two are versions of one text, within [0, 1]: by the trial, by how close they are
// among the documents of their folders and by the figures and names they share (candidates.h).
double pair_score(const Trial& trial, double closeness, std::optional<double> anchors);

}  // namespace qiao::cli
