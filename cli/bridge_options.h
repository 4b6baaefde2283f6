// What the commands that build a bridge are told alike, and how they set to work.
//
//   BridgeOptions bridge;
//   add_bridge_options(options, bridge);
//   ...                                    parse_options fills and checks it
//   Builder builder(bridge);
//   const Bridge found = builder.build(pair);
#pragma once

#include <string>

#include "align/aligner.h"
#include "cli/bridge.h"
#include "cli/input.h"
#include "cli/options.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao::cli {

struct BridgeOptions {
  PairOptions pair;
  std::string model;  // path; empty: found by embed::find_model
  int threads = 0;    // 0: one for each core
};

// --source-lang, --target-lang, --pre-split, --lossy, --model and --threads. `bridge` must outlive
// the parsing, which throws UsageError for values that cannot be.
void add_bridge_options(po::options_description& options, BridgeOptions& bridge);

// --monotone-by. `align` must outlive the parsing, which throws UsageError for another unit.
void add_monotone_option(po::options_description& options, align::AlignOptions& align);
// --own-words. Likewise.
void add_own_words_option(po::options_description& options, align::AlignOptions& align);
// Throws UsageError when paragraphs are to be told of lines.
void check_monotone_option(const align::AlignOptions& align, bool pre_split);

// The model and the threads, for all that a run does with them.
struct Builder {
  // Throws InputError for a model that is missing or damaged.
  explicit Builder(const BridgeOptions& options);

  // Both show on the terminal how far they are.
  align::Alignment align(const Pair& pair, const align::AlignOptions& options = {});
  Bridge build(const Pair& pair, const align::AlignOptions& options = {});

  embed::Model model;
  embed::Pool pool;
};

}  // namespace qiao::cli
