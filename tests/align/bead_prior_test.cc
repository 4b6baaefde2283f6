#include "align/bead_prior.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "tests/support/brute_force_aligner.h"

namespace qiao::align {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;

// Evidence within [-3, 3) for every bead of n x m, 0 for null beads.
BeadTable random_table(std::mt19937_64& random, int n, int m,
                       const std::vector<BeadShape>& shapes) {
  BeadTable table(full_band(n, m), m, shapes);
  for (int i = 0; i <= n; ++i) {
    for (int j = 0; j <= m; ++j) {
      for (std::size_t s = 0; s < shapes.size(); ++s) {
        if (i + shapes[s].source > n || j + shapes[s].target > m) continue;
        const bool null = shapes[s].source == 0 || shapes[s].target == 0;
        const float draw = static_cast<float>(random() >> 40) * 0x1p-24F * 6 - 3;
        table.at(table.cell(i, j), s) = null ? 0 : draw;
      }
    }
  }
  return table;
}

std::size_t number_of(const BeadTable& table, BeadShape shape) {
  const auto& shapes = table.shapes();
  return static_cast<std::size_t>(std::find(shapes.begin(), shapes.end(), shape) - shapes.begin());
}

BeadScorer scorer_of(const BeadTable& table, const std::vector<double>& log_prior) {
  return [&](int i, int j, BeadShape shape) {
    const std::size_t s = number_of(table, shape);
    return static_cast<double>(table.at(table.cell(i, j), s)) + log_prior[s];
  };
}

// Stands for the sentence witness.
double closeness(int i, int j, BeadShape shape) { return 0.1 * ((i + 2 * j + shape.source) % 5); }

bool contains(const std::vector<Bead>& path, const Bead& sought) {
  return std::any_of(path.begin(), path.end(), [&](const Bead& bead) {
    // A left-out sentence is the same finding wherever the other side stands.
    if (sought.target.empty()) return bead.source == sought.source && bead.target.empty();
    if (sought.source.empty()) return bead.target == sought.target && bead.source.empty();
    return bead.source == sought.source && bead.target == sought.target;
  });
}

TEST(PosteriorTest, IsTheShareOfAllPathsThatHoldTheBead) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 150; ++round) {
    const int n = static_cast<int>(random() % 4);
    const int m = static_cast<int>(random() % 4);
    const BeadTable table = random_table(random, n, m, bead_shapes(3, 2));
    const std::vector<double> log_prior = learn_prior(table, closeness, {.passes = 1 + round % 3});
    const std::vector<Bead> path = best_path(table, log_prior).beads;
    const std::vector<double> certainty = posteriors(table, log_prior, path);
    ASSERT_EQ(certainty.size(), path.size());
    for (std::size_t k = 0; k < path.size(); ++k) {
      const double share =
          share_of_paths(n, m, table.shapes(), scorer_of(table, log_prior),
                         [&](const std::vector<Bead>& other) { return contains(other, path[k]); });
      ASSERT_NEAR(certainty[k], share, 1e-9) << path[k];
    }
  }
}

TEST(PosteriorTest, ASentenceThatIsSurelyLeftOutIsCertainWhereverThatIs) {
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
  EXPECT_THAT(posteriors(table, log_prior, best_path(table, log_prior).beads),
              Each(DoubleNear(1, 1e-9)));
}

TEST(PosteriorTest, TheFatesOfASentenceAddUpToOne) {
  std::mt19937_64 random(2);
  const int n = 4;
  const int m = 5;
  const BeadTable table = random_table(random, n, m, bead_shapes(4, 2));
  const std::vector<double> log_prior = learn_prior(table, closeness, {});
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
    for (const double p : posteriors(table, log_prior, fates)) sum += p;
    EXPECT_NEAR(sum, 1, 1e-9);
  }
}

TEST(LearnPriorTest, TheSecondPassFollowsFromWhatTheFirstExpects) {
  std::mt19937_64 random(4);
  const int n = 3;
  const int m = 3;
  const BeadTable table = random_table(random, n, m, bead_shapes(3, 2));
  PriorOptions options;
  options.passes = 1;
  const std::vector<double> first = learn_prior(table, closeness, options);
  double all = 0;
  double nulls = 0;
  double merged = 0;
  double beads = 0;
  double close = 0;
  double sentences = 0;
  each_path(n, m, table.shapes(), scorer_of(table, first),
            [&](const std::vector<Bead>& path, double score) {
              const double weight = std::exp(score);
              all += weight;
              for (const Bead& bead : path) {
                const BeadShape shape{bead.source.size(), bead.target.size()};
                const int size = shape.source + shape.target;
                beads += weight;
                if (size == 1) nulls += weight;
                if (size > 2) merged += weight;
                if (bead.is_null()) continue;
                close += weight * size * closeness(bead.source.begin, bead.target.begin, shape);
                sentences += weight * size;
              }
            });
  const double level = 5 * (close / sentences - 0.3);
  const double log_nulls = std::log((nulls / all + 0.5) / (n + m + 10)) + 2;
  const double log_merges = std::log((merged / all + 1) / (beads / all + 10)) + 2;
  options.passes = 2;
  const std::vector<double> second = learn_prior(table, closeness, options);
  const PriorPass& w = options.later;
  const auto weight_of = [&](BeadShape shape) { return second[number_of(table, shape)]; };
  // Beads of less than a hundredth are left out of the level: hence the tolerance.
  const double null =
      w.null + w.by_level * level + w.by_nulls * log_nulls + w.by_merges * log_merges;
  EXPECT_NEAR(weight_of({1, 0}), null, 0.1);
  EXPECT_NEAR(weight_of({0, 1}), null, 0.1);
  EXPECT_NEAR(weight_of({1, 1}), w.one_one, 1e-12);
  EXPECT_NEAR(weight_of({2, 1}), w.three + w.joined_by_merges * log_merges, 1e-9);
  EXPECT_NEAR(weight_of({2, 2}), w.two_two + 2 * w.joined_by_merges * log_merges, 1e-9);
  EXPECT_NEAR(weight_of({1, 3}), w.four + 2 * w.joined_by_merges * log_merges, 1e-9);
}

TEST(LearnPriorTest, TextsThatMergeManySentencesTeachThatBeadsMerge) {
  // Forty sentences against twenty, where every 2-1 has evidence.
  BeadTable table(full_band(40, 20), 20, bead_shapes(2, 2));
  for (int i = 0; i <= 40; ++i) {
    for (int j = 0; j <= 20; ++j) {
      for (std::size_t s = 0; s < table.shapes().size(); ++s) {
        const BeadShape shape = table.shapes()[s];
        if (i + shape.source > 40 || j + shape.target > 20) continue;
        const bool right = shape == BeadShape{2, 1} && i == 2 * j;
        const bool null = shape.source == 0 || shape.target == 0;
        table.at(table.cell(i, j), s) = right ? 6.0F : null ? 0.0F : -1.0F;
      }
    }
  }
  const std::size_t merge = number_of(table, {2, 1});
  const double before = learn_prior(table, closeness, {.passes = 1})[merge];
  const double after = learn_prior(table, closeness, {})[merge];
  EXPECT_GT(after, before + 0.5);
}

TEST(LearnPriorTest, EmptyTextsHaveFiniteWeights) {
  const BeadTable table(full_band(0, 0), 0, bead_shapes(3, 2));
  const auto learned = learn_prior(table, closeness, {});
  EXPECT_THAT(learned, Each(::testing::Truly([](double w) { return std::isfinite(w); })));
  EXPECT_THAT(posteriors(table, learned, {}), ::testing::IsEmpty());
}

}  // namespace
}  // namespace qiao::align
