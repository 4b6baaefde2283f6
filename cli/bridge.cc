#include "cli/bridge.h"

#include <cmath>
#include <string_view>

#include "bridge/side.h"

namespace qiao::cli {

align::Alignment align_sides(const align::Side& source, const align::Side& target,
                             const align::AlignOptions& options, embed::Pool& pool) {
  align::Alignment alignment = align::align(source, target, options, pool);
  // As many decimals as a ladder has, so that every format tells the same number and an alignment
  // that was written and read back gives the same bytes.
  for (align::Bead& bead : alignment.beads) bead.score = std::round(bead.score * 1e6) / 1e6;
  return alignment;
}

Bridge build_bridge(const Pair& pair, const embed::Model& model, embed::Pool& pool,
                    const align::AlignOptions& options, const OnProgress& on_progress) {
  on_progress("embedding", 0);
  Bridge bridge;
  bridge.source = bridge::side_of(pair.source.document, model, pool);
  on_progress("embedding", 0.5);
  bridge.target = bridge::side_of(pair.target.document, model, pool);
  on_progress("aligning", 0);
  bridge.alignment = align_sides(bridge.source, bridge.target, options, pool);
  return bridge;
}

}  // namespace qiao::cli
