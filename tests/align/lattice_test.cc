#include "align/lattice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_tables.h"

namespace qiao::align {
namespace {

std::vector<double> random_weights(std::mt19937_64& random, std::size_t count) {
  std::vector<double> weights;
  for (std::size_t k = 0; k < count; ++k) {
    weights.push_back(static_cast<double>(random() >> 11) * 0x1p-53 * 4 - 2);
  }
  return weights;
}

bool contains(const std::vector<Bead>& path, const Bead& sought) {
  return std::any_of(path.begin(), path.end(), [&](const Bead& bead) {
    // A left-out sentence is the same finding wherever the other side stands.
    if (sought.target.empty()) return bead.source == sought.source && bead.target.empty();
    if (sought.source.empty()) return bead.target == sought.target && bead.source.empty();
    return bead.source == sought.source && bead.target == sought.target;
  });
}

TEST(LatticeTest, APosteriorIsTheShareOfAllPathsThatHoldTheBead) {
  embed::Pool pool(2);
  std::mt19937_64 random(1);
  for (int round = 0; round < 150; ++round) {
    const int n = static_cast<int>(random() % 4);
    const int m = static_cast<int>(random() % 4);
    const BeadTable table = random_table(random, n, m, bead_shapes(3, 2));
    const std::vector<double> log_prior = random_weights(random, table.shapes().size());
    const std::vector<Bead> path = best_path(table, log_prior).beads;
    const Lattice lattice(table, log_prior, pool);
    for (const Bead& bead : path) {
      const double share =
          share_of_paths(n, m, table.shapes(), scorer_of(table, log_prior),
                         [&](const std::vector<Bead>& other) { return contains(other, bead); });
      ASSERT_NEAR(lattice.posterior(bead), share, 1e-9) << bead;
    }
  }
}

TEST(LatticeTest, ASentenceThatIsSurelyLeftOutIsCertainWhereverThatIs) {
  embed::Pool pool(2);
  // Nothing pairs, so all of 4 x 4 is null, in any of 70 orders.
  BeadTable table(full_band(4, 4), 4, bead_shapes(1, 1));
  for (int i = 0; i <= 4; ++i) {
    for (int j = 0; j <= 4; ++j) {
      if (i < 4 && j < 4) table.at(table.cell(i, j), 0) = -50;
      if (i < 4) table.at(table.cell(i, j), 1) = 0;
      if (j < 4) table.at(table.cell(i, j), 2) = 0;
    }
  }
  const std::vector<double> log_prior(3, 0);
  const Lattice lattice(table, log_prior, pool);
  for (const Bead& bead : best_path(table, log_prior).beads) {
    EXPECT_NEAR(lattice.posterior(bead), 1, 1e-9) << bead;
  }
}

TEST(LatticeTest, TheFatesOfASentenceAddUpToOne) {
  embed::Pool pool(2);
  std::mt19937_64 random(2);
  const int n = 4;
  const int m = 5;
  const BeadTable table = random_table(random, n, m, bead_shapes(4, 2));
  const std::vector<double> log_prior = random_weights(random, table.shapes().size());
  const Lattice lattice(table, log_prior, pool);
  for (int sentence = 0; sentence < n; ++sentence) {
    std::vector<Bead> fates{{.source = {sentence, sentence + 1}, .target = {0, 0}}};
    for (const BeadShape shape : table.shapes()) {
      for (int i = 0; i + shape.source <= n; ++i) {
        for (int j = 0; j + shape.target <= m && shape.target > 0; ++j) {
          if (i <= sentence && sentence < i + shape.source) {
            fates.push_back({.source = {i, i + shape.source}, .target = {j, j + shape.target}});
          }
        }
      }
    }
    double sum = 0;
    for (const Bead& fate : fates) sum += lattice.posterior(fate);
    EXPECT_NEAR(sum, 1, 1e-9);
  }
}

TEST(LatticeTest, TheTotalIsTheSumOverAllPathsAndEveryBeadIsVisitedWithItsShare) {
  embed::Pool pool(2);
  std::mt19937_64 random(3);
  const BeadTable table = random_table(random, 3, 4, bead_shapes(3, 2));
  const std::vector<double> log_prior = random_weights(random, table.shapes().size());
  double sum = 0;
  double beads = 0;
  each_path(3, 4, table.shapes(), scorer_of(table, log_prior),
            [&](const std::vector<Bead>& path, double score) {
              sum += std::exp(score);
              beads += std::exp(score) * static_cast<double>(path.size());
            });
  const Lattice lattice(table, log_prior, pool);
  EXPECT_NEAR(lattice.log_total(), std::log(sum), 1e-9);
  double visited = 0;
  lattice.each_posterior([&](int, int, std::size_t, double p) { visited += p; });
  EXPECT_NEAR(visited, beads / sum, 1e-9);
}

}  // namespace
}  // namespace qiao::align
