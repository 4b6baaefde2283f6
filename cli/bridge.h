// Two documents in, their alignment out: the one place where the rooms text, embed and align meet.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "align/aligner.h"
#include "align/bead.h"
#include "align/side.h"
#include "cli/input.h"

namespace qiao::cli {

struct BridgeOptions {
  std::string model;  // path of the model; empty: found by embed::find_model
  int threads = 0;    // 0: as many as the machine has cores
  align::AlignOptions align;
};

// Called with what is being done and how much of it is, within [0, 1].
using OnProgress = std::function<void(std::string_view task, double done)>;

// An alignment and the vectors it was found with, for those who ask the words of its beads.
struct Bridge {
  align::Side source;
  align::Side target;
  align::Alignment alignment;
};

// Scores are rounded to six decimals. Throws InputError for a model that is missing or damaged;
// aligning itself cannot fail.
Bridge build_whole_bridge(const Side& source, const Side& target, const BridgeOptions& options,
                          const OnProgress& on_progress);

// The alignment alone.
align::Alignment build_bridge(const Side& source, const Side& target, const BridgeOptions& options,
                              const OnProgress& on_progress);

}  // namespace qiao::cli
