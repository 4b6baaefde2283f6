#include "cli/bridge.h"

#include <string_view>

#include "bridge/sections.h"
#include "bridge/side.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

namespace {

// Every format tells the same number, and an alignment that was written and read back gives the
// same bytes.
align::Alignment rounded(align::Alignment alignment) {
  for (align::Bead& bead : alignment.beads) bead.score = tmx::rounded_score(bead.score);
  return alignment;
}

}  // namespace

align::Alignment align_sides(const align::Side& source, const align::Side& target,
                             const align::AlignOptions& options, embed::Pool& pool) {
  return rounded(align::align(source, target, options, pool));
}

align::Alignment align_pair(const Pair& pair, const embed::Model& model, embed::Pool& pool,
                            const align::AlignOptions& options, const OnProgress& on_progress) {
  on_progress("aligning", 0);
  return rounded(bridge::align(bridge::sentences_of(pair.source.document),
                               bridge::sentences_of(pair.target.document), model, options, pool, {},
                               [&](double done) { on_progress("aligning", done); }));
}

Bridge build_bridge(const Pair& pair, const embed::Model& model, embed::Pool& pool,
                    const align::AlignOptions& options, const OnProgress& on_progress) {
  const bridge::Sentences source = bridge::sentences_of(pair.source.document);
  const bridge::Sentences target = bridge::sentences_of(pair.target.document);
  Bridge bridge;
  const bool at_once = bridge::is_one_section(source.size(), target.size(), options);
  if (!at_once) {  // before all vectors are made: sections need their own for a while only
    bridge.alignment = align_pair(pair, model, pool, options, on_progress);
  }
  on_progress("embedding", 0);
  bridge.source = bridge::side_of(source, model, pool);
  on_progress("embedding", 0.5);
  bridge.target = bridge::side_of(target, model, pool);
  if (at_once) {
    on_progress("aligning", 0);
    bridge.alignment = align_sides(bridge.source, bridge.target, options, pool);
  }
  return bridge;
}

}  // namespace qiao::cli
