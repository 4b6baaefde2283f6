#include "align/aligner.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "align/banded_witness.h"
#include "align/coarse_path.h"
#include "align/lattice.h"
#include "align/moved.h"

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
  const int n = source.size();
  const int m = target.size();
  const SentenceWitness sentences(source.sentences.sums, target.sentences.sums, pool);
  const std::vector<Bead> coarse =
      coarse_path(source.sentences.sums, target.sentences.sums, sentences, pool);
  BeadTable table(coarse_band(coarse, n, m, sentences, options.band, pool), m,
                  bead_shapes(options.longest, options.square));
  const Evidence evidence(source, target, sentences, coarse, options.evidence, pool);
  evidence.gather(table, pool);
  const BandedWitness banded(sentences, table.band(), std::max(options.longest, options.square),
                             pool);
  const auto closeness = [&](int i, int j, BeadShape shape) {
    return static_cast<double>(banded(i, j, shape.source, shape.target));
  };
  const std::vector<double> log_prior = learn_prior(table, closeness, options.prior);
  Path path = best_path(table, log_prior);
  const Lattice lattice(table, log_prior);
  for (Bead& bead : path.beads) {
    bead.score = lattice.posterior(bead);
    if (!bead.is_null() && bead.score < options.uncertain_below) bead.status = Status::kUncertain;
  }
  settle_null_runs(path.beads);
  Alignment alignment{.beads = std::move(path.beads), .source_count = n, .target_count = m};
  find_moved(alignment, sentences, evidence, options.moved);
  return alignment;
}

}  // namespace qiao::align
