// The review page of a pair with all that is known of it: words that mean the same, and what
// `qiao check` found.
#pragma once

#include "cli/bridge_options.h"
#include "cli/check/check.h"
#include "cli/input.h"
#include "tmx/bead_row.h"
#include "tmx/byte_sink.h"

namespace qiao::cli {

void write_review(const Pair& pair, const Bridge& bridge, const Checked& checked,
                  const tmx::UnitMaking& making, Builder& builder, tmx::ByteSink& sink);

}  // namespace qiao::cli
