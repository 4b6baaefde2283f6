#include "align/aligner.h"

#include <utility>

#include "align/coarse_path.h"

namespace qiao::align {

Alignment align(const Side& source, const Side& target, const AlignOptions& options,
                embed::Pool& pool) {
  const int n = source.size();
  const int m = target.size();
  const SentenceWitness sentences(source.sentences.sums, target.sentences.sums, pool);
  Band band = full_band(n, m);
  if (static_cast<double>(n) * m > options.whole_below) {
    band = band_around(
        coarse_path(source.sentences.sums, target.sentences.sums, sentences, pool), n, m,
        options.radius);
  }
  BeadTable table(std::move(band), m, bead_shapes(options.longest, options.square));
  gather_evidence(table, source, target, sentences, options.evidence, pool);
  const std::vector<double> log_prior = learn_prior(table, options.prior);
  Path path = best_path(table, log_prior);
  const std::vector<double> certainty = posteriors(table, log_prior, path.beads);
  for (std::size_t k = 0; k < path.beads.size(); ++k) {
    Bead& bead = path.beads[k];
    bead.score = certainty[k];
    if (!bead.is_null() && bead.score < options.uncertain_below) bead.status = Status::kUncertain;
  }
  return {.beads = std::move(path.beads), .source_count = n, .target_count = m};
}

}  // namespace qiao::align
