// Texts whose sentences are paired already, the first with the first and so on (a catalogue of
// messages, a memory): nothing is searched for, and what is left to ask is whether each pair says
// the same.
#pragma once

#include <vector>

#include "align/aligner.h"
#include "align/side.h"
#include "embed/parallel.h"

namespace qiao::align {

// How likely it is that each pair belongs together, within [0, 1]: what the aligner would say if it
// knew of no other partner, evidence and priors those of align(), but stricter, since a pair that
// has no rivals is easily the best. Requires source.size() == target.size(). O(n) pairs are
// weighed. The same for any number of threads.
std::vector<double> score_pairs(const Side& source, const Side& target, const AlignOptions& options,
                                embed::Pool& pool);

}  // namespace qiao::align
