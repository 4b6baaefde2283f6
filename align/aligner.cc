#include "align/aligner.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "align/moved.h"
#include "align/paragraph_order.h"
#include "align/search.h"

namespace qiao::align {
namespace {

// Among null beads that follow each other any order says the same, and rounding would choose:
// first what was dropped, then what was added.
void settle_null_runs(std::vector<Bead>& beads) {
  for (auto run = beads.begin(); run != beads.end();) {
    const auto end = std::find_if_not(run, beads.end(), std::mem_fn(&Bead::is_null));
    if (run == end) {
      ++run;
      continue;
    }
    const int target_begin = run->target.begin;
    const auto added =
        std::stable_partition(run, end, [](const Bead& bead) { return bead.target.empty(); });
    for (auto bead = run; bead != added; ++bead) bead->target = {target_begin, target_begin};
    if (added != run) {
      const int source_end = std::prev(added)->source.end;
      for (auto bead = added; bead != end; ++bead) bead->source = {source_end, source_end};
    }
    run = end;
  }
}

}  // namespace

Alignment align(const Side& source, const Side& target, const AlignOptions& options,
                embed::Pool& pool) {
  if (options.monotone_by == MonotoneBy::kParagraph) {
    return align_by_paragraph(source, target, options, pool);
  }
  return align(Search(source, target, options, pool), options, pool);
}

Alignment align(const Search& search, const AlignOptions& options, embed::Pool& pool) {
  std::vector<Bead> beads = search.path;
  for (Bead& bead : beads) {
    if (!bead.is_null() && bead.score < options.uncertain_below) bead.status = Status::kUncertain;
  }
  settle_null_runs(beads);
  Alignment alignment{.beads = std::move(beads),
                      .source_count = search.source.size(),
                      .target_count = search.target.size()};
  find_moved(alignment, search, options.moved, pool);
  return alignment;
}

}  // namespace qiao::align
