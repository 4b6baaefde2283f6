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

// Posterior of the beads that are looked at once more. Those of a thousandth lose nothing on the
// development sets to those of a millionth, and there are three times fewer of them.
constexpr double kOpen = 1e-3;
constexpr std::size_t kBeadsPerChunk = 64;

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

bool is_null(BeadShape shape) { return shape.source == 0 || shape.target == 0; }

// A bead with both sides that is worth another look.
struct OpenBead {
  int i, j;
  std::size_t shape;
  float evidence;
};

// The likely ones, and those of a path, however many share the odds: a way stays open.
std::vector<OpenBead> open_beads(const Lattice& lattice, const std::vector<Bead>& path) {
  const BeadTable& table = lattice.table();
  std::vector<OpenBead> open;
  const auto add = [&](int i, int j, std::size_t shape) {
    open.push_back({i, j, shape, table.at(table.cell(i, j), shape)});
  };
  lattice.each_posterior([&](int i, int j, std::size_t shape, double p) {
    if (p > kOpen && !is_null(table.shapes()[shape])) add(i, j, shape);
  });
  for (const Bead& bead : path) {
    if (bead.is_null() || lattice.posterior(bead) > kOpen) continue;
    add(bead.source.begin, bead.target.begin,
        table.shape_number({bead.source.size(), bead.target.size()}));
  }
  return open;
}

// Null beads stay as they are.
void close_others(BeadTable& table, const std::vector<OpenBead>& open) {
  for (std::size_t shape = 0; shape < table.shapes().size(); ++shape) {
    if (is_null(table.shapes()[shape])) continue;
    for (std::size_t cell = 0; cell < table.cell_count(); ++cell) {
      table.at(cell, shape) = kImpossible;
    }
  }
  for (const OpenBead& bead : open) {
    table.at(table.cell(bead.i, bead.j), bead.shape) = bead.evidence;
  }
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
  LearnedPrior learned = learn_prior(table, closeness, options.prior, pool);
  log_prior = std::move(learned.log_weights);
  pair = learned.pair;
  if (evidence.words() != nullptr) look_closer(options.prior, closeness, pool);
  path = best_path(table, log_prior).beads;
  const Lattice lattice(table, log_prior, pool);
  for (Bead& bead : path) bead.score = lattice.posterior(bead);
}

void Search::look_closer(const PriorOptions& options, const BeadScorer& closeness,
                         embed::Pool& pool) {
  const Lattice lattice(table, log_prior, pool);
  std::vector<OpenBead> open = open_beads(lattice, best_path(table, log_prior).beads);
  pool.for_chunks(open.size(), kBeadsPerChunk, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      OpenBead& bead = open[k];
      bead.evidence += evidence.order(bead.i, bead.j, table.shapes()[bead.shape]);
    }
  });
  const double strange = pair.strange;
  pair = expected_of_pair(lattice, closeness);
  pair.strange = strange;
  log_prior = weigh_shapes(table.shapes(), last_look(options), pair, options);
  close_others(table, open);
}

double Search::prior_log_odds(BeadShape shape) const {
  const auto weight = [&](BeadShape of) { return log_prior[table.shape_number(of)]; };
  return weight(shape) - shape.source * weight({1, 0}) - shape.target * weight({0, 1});
}

double Search::log_odds(int i, int j, BeadShape shape) const {
  return static_cast<double>(evidence(i, j, shape)) + prior_log_odds(shape);
}

}  // namespace qiao::align
