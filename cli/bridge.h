// Two documents in, their alignment out: the one place where the rooms text, embed and align meet.
#pragma once

#include <functional>
#include <string_view>

#include "align/aligner.h"
#include "align/bead.h"
#include "align/side.h"
#include "cli/input.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao::cli {

// An alignment and the vectors it was found with, for those who ask the words of its beads.
struct Bridge {
  align::Side source;
  align::Side target;
  align::Alignment alignment;
};

// Called with what is being done and how much of it is, within [0, 1].
using OnProgress = std::function<void(std::string_view task, double done)>;

// Scores are rounded to six decimals. Silent and total.
align::Alignment align_sides(const align::Side& source, const align::Side& target,
                             const align::AlignOptions& options, embed::Pool& pool);

// The same from the texts, which may be of any length (bridge/sections.h). Silent and total. Any
// number of threads gives the same.
align::Alignment align_pair(
    const Pair& pair, const embed::Model& model, embed::Pool& pool,
    const align::AlignOptions& options = {},
    const OnProgress& on_progress = [](std::string_view, double) {});

// The same, with the vectors of both texts.
Bridge build_bridge(
    const Pair& pair, const embed::Model& model, embed::Pool& pool,
    const align::AlignOptions& options = {},
    const OnProgress& on_progress = [](std::string_view, double) {});

}  // namespace qiao::cli
