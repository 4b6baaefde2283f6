#include "align/search.h"

#include <algorithm>
#include <utility>

#include "align/banded_witness.h"
#include "align/coarse_path.h"
#include "align/lattice.h"

namespace qiao::align {
namespace {

// Posterior of the beads that teach words: wrong ones have little in common with each other.
constexpr double kLikely = 0.3;

// Short texts repeat few words, and where hardly a bead is in doubt there is nothing to win.
bool pays(const std::vector<Bead>& likely) {
  constexpr std::size_t kFew = 100;
  constexpr double kSure = 0.9;     // posterior
  constexpr double kDoubts = 0.15;  // share of the beads
  const auto doubts = std::count_if(likely.begin(), likely.end(),
                                    [](const Bead& bead) { return bead.score < kSure; });
  return likely.size() >= kFew &&
         static_cast<double>(doubts) > kDoubts * static_cast<double>(likely.size());
}

BeadTable empty_table(const Search& search, const AlignOptions& options, embed::Pool& pool) {
  const int n = search.source.size();
  const int m = search.target.size();
  Band band = coarse_band(search.coarse, n, m, search.sentences, options.band, pool, search.walls);
  if (!search.anchored.empty()) band = including(std::move(band), search.anchored, m);
  return {std::move(band), m, bead_shapes(options.longest, options.square)};
}

}  // namespace

Search::Search(const Side& source_side, const Side& target_side, const AlignOptions& options,
               embed::Pool& pool)
    : source(source_side),
      target(target_side),
      sentences(source.sentences.sums, target.sentences.sums, pool),
      anchored(least_beads(options.anchors)),
      walls(anchored.empty() ? Band() : corridor(anchored, source.size(), target.size())),
      coarse(coarse_path(source.sentences.sums, target.sentences.sums, sentences, pool, walls)),
      table(empty_table(*this, options, pool)),
      evidence(source, target, sentences, coarse, options.evidence, pool) {
  weigh(options, pool);
  if (options.learn_words == LearnWords::kNever || evidence.words() == nullptr) return;
  std::vector<Bead> likely = path;
  std::erase_if(likely, [](const Bead& bead) { return bead.is_null() || bead.score < kLikely; });
  if (options.learn_words == LearnWords::kWhereItPays && !pays(likely)) return;
  evidence.learn(likely);
  weigh(options, pool);
}

void Search::weigh(const AlignOptions& options, embed::Pool& pool) {
  evidence.gather(table, pool);
  keep_to_anchors(table, anchored);
  const BandedWitness banded(sentences, table.band(), std::max(options.longest, options.square),
                             pool);
  const auto closeness = [&](int i, int j, BeadShape shape) {
    return static_cast<double>(banded(i, j, shape.source, shape.target));
  };
  log_prior = learn_prior(table, closeness, options.prior, pool);
  path = best_path(table, log_prior).beads;
  const Lattice lattice(table, log_prior, pool);
  for (Bead& bead : path) bead.score = lattice.posterior(bead);
}

double Search::prior_log_odds(BeadShape shape) const {
  const auto weight = [&](BeadShape of) { return log_prior[table.shape_number(of)]; };
  return weight(shape) - shape.source * weight({1, 0}) - shape.target * weight({0, 1});
}

double Search::log_odds(int i, int j, BeadShape shape) const {
  return static_cast<double>(evidence(i, j, shape)) + prior_log_odds(shape);
}

}  // namespace qiao::align
