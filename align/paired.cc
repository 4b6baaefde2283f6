// How: the table of beads holds the diagonal and the cells beside it, where no pair begins. So a
// path goes from (i, i) to (i + 1, i + 1) by the pair, or by leaving out both:
//
//   i\j 0 1 2
//   0   + .
//   1   . + .        the cells of the band; from those marked . only nulls lead on
//   2     . +
#include "align/paired.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "align/bead_prior.h"
#include "align/bead_table.h"
#include "align/evidence.h"
#include "align/lattice.h"
#include "align/sentence_witness.h"

namespace qiao::align {
namespace {

// In a search a wrong pair has to be likelier than the right ones of both its sentences, here only
// than nothing: so more is asked of it, in nats. Read off the lines of NTREX and Wesnoth of the
// development data, half or a tenth of them paired with a line near by: at 4.5 .99 and .98 of the
// right pairs have scores above .5, and .02 and .17 of the wrong ones, against .16 and .47 at 0.
constexpr double kUncontested = 4.5;

Band diagonal(int n) {
  Band band;
  for (int i = 0; i <= n; ++i) {
    band.begin.push_back(std::max(0, i - 1));
    band.end.push_back(std::min(n, i + 1) + 1);
  }
  return band;
}

}  // namespace

std::vector<double> score_pairs(const Side& source, const Side& target, const AlignOptions& options,
                                embed::Pool& pool) {
  assert(source.size() == target.size());
  const int n = source.size();
  std::vector<Bead> pairs;
  for (int i = 0; i < n; ++i) pairs.push_back({.source = {i, i + 1}, .target = {i, i + 1}});

  const SentenceWitness sentences(source.sentences.sums, target.sentences.sums, pool);
  const Evidence evidence(source, target, sentences, pairs, options.evidence, pool);
  BeadTable table(diagonal(n), n, {{1, 1}, {1, 0}, {0, 1}});
  evidence.gather(table, pool);
  for (int i = 1; i < n; ++i) {
    table.at(table.cell(i, i - 1), 0) = kImpossible;
    table.at(table.cell(i - 1, i), 0) = kImpossible;
  }
  const LearnedPrior prior = learn_prior(
      table,
      [&](int i, int j, BeadShape shape) {
        return static_cast<double>(sentences(i, j, shape.source, shape.target));
      },
      options.prior, pool);

  const Lattice lattice(table, prior.log_weights, pool);
  std::vector<double> scores;
  scores.reserve(pairs.size());
  for (const Bead& pair : pairs) {
    const double p = lattice.posterior(pair);
    scores.push_back(p / (p + (1 - p) * std::exp(kUncontested)));
  }
  return scores;
}

}  // namespace qiao::align
