#include "cli/bridge.h"

#include <cmath>
#include <string_view>

#include "bridge/side.h"

namespace qiao::cli {

Bridge build_bridge(const Pair& pair, const embed::Model& model, embed::Pool& pool,
                    const align::AlignOptions& options, const OnProgress& on_progress) {
  on_progress("embedding", 0);
  Bridge bridge;
  bridge.source = bridge::side_of(pair.source.document, model, pool);
  on_progress("embedding", 0.5);
  bridge.target = bridge::side_of(pair.target.document, model, pool);
  on_progress("aligning", 0);
  bridge.alignment = align::align(bridge.source, bridge.target, options, pool);
  // As many decimals as a ladder has, so that every format tells the same number and an alignment
  // that was written and read back gives the same bytes.
  for (align::Bead& bead : bridge.alignment.beads) bead.score = std::round(bead.score * 1e6) / 1e6;
  return bridge;
}

}  // namespace qiao::cli
