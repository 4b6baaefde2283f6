#include "align/bead_prior.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_tables.h"

namespace qiao::align {
namespace {

using ::testing::Each;

// Stands for the sentence witness.
double closeness(int i, int j, BeadShape shape) { return 0.1 * ((i + 2 * j + shape.source) % 5); }

TEST(LearnPriorTest, TheSecondPassFollowsFromWhatTheFirstExpects) {
  embed::Pool pool(2);
  std::mt19937_64 random(4);
  const int n = 3;
  const int m = 3;
  const BeadTable table = random_table(random, n, m, bead_shapes(3, 2));
  PriorOptions options;
  options.passes = 1;
  const std::vector<double> first = learn_prior(table, closeness, options, pool).log_weights;
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
  const std::vector<double> second = learn_prior(table, closeness, options, pool).log_weights;
  const PriorPass& w = options.later;
  const auto weight_of = [&](BeadShape shape) { return second[table.shape_number(shape)]; };
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

TEST(LearnPriorTest, TheLastLookExpectsNullsWhereTheyWereFound) {
  embed::Pool pool(2);
  // Twenty-four sentences against twenty: every sixth of the source has no partner.
  const BeadTable table = made_table(24, 20, bead_shapes(2, 2), [](int i, int j, BeadShape shape) {
    return shape == BeadShape{1, 1} && i % 6 < 5 && j == i / 6 * 5 + i % 6 ? 8.0F : -8.0F;
  });
  const PriorOptions options;
  const LearnedPrior learned = learn_prior(table, closeness, options, pool);
  const PairStatistics pair =
      expected_of_pair(Lattice(table, learned.log_weights, pool), closeness);
  EXPECT_NEAR(pair.lean, std::log((4.3 / 27) / (0.3 / 23)) / 2, 0.05);
  const std::size_t dropped = table.shape_number({1, 0});
  const std::size_t added = table.shape_number({0, 1});
  EXPECT_EQ(learned.log_weights[dropped], learned.log_weights[added]);
  const auto last = weigh_shapes(table.shapes(), last_look(options), pair, options);
  const auto later = weigh_shapes(table.shapes(), options.later, pair, options);
  EXPECT_NEAR(last[dropped] - later[dropped], options.null_in_order + options.by_side * pair.lean,
              1e-12);
  EXPECT_NEAR(last[added] - later[added], options.null_in_order - options.by_side * pair.lean,
              1e-12);
  const std::size_t merge = table.shape_number({2, 1});
  EXPECT_EQ(last[merge], later[merge]);
  // A side of which hardly anything is left must still be able to leave out a sentence.
  const auto extreme = weigh_shapes(table.shapes(), last_look(options), {.lean = 5}, options);
  EXPECT_EQ(extreme,
            weigh_shapes(table.shapes(), last_look(options), {.lean = options.most_lean}, options));
}

TEST(LearnPriorTest, TextsThatMergeManySentencesTeachThatBeadsMerge) {
  embed::Pool pool(2);
  // Forty sentences against twenty, where every 2-1 has evidence.
  const BeadTable table = made_table(40, 20, bead_shapes(2, 2), [](int i, int j, BeadShape shape) {
    return shape == BeadShape{2, 1} && i == 2 * j ? 6.0F : -1.0F;
  });
  const std::size_t merge = table.shape_number({2, 1});
  const double before = learn_prior(table, closeness, {.passes = 1}, pool).log_weights[merge];
  const double after = learn_prior(table, closeness, {}, pool).log_weights[merge];
  EXPECT_GT(after, before + 0.5);
}

TEST(LearnPriorTest, EmptyTextsHaveFiniteWeights) {
  embed::Pool pool(2);
  const BeadTable table(full_band(0, 0), 0, bead_shapes(3, 2));
  const auto learned = learn_prior(table, closeness, {}, pool).log_weights;
  EXPECT_THAT(learned, Each(::testing::Truly([](double w) { return std::isfinite(w); })));
}

}  // namespace
}  // namespace qiao::align
