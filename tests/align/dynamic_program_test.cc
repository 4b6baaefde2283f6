#include "align/dynamic_program.h"

#include <gmock/gmock.h>

#include <random>
#include <string>

#include "tests/support/brute_force_aligner.h"

namespace qiao::align {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kLongest = 4;

// A whole number within [-6, 6] for every bead there may be, so that sums are exact.
BeadScorer random_scorer(std::mt19937_64& random) {
  const std::uint64_t seed = random();
  return [seed](int i, int j, BeadShape shape) {
    std::mt19937_64 own(
        seed ^ static_cast<std::uint64_t>(((i * 8 + j) * 8 + shape.source) * 8 + shape.target));
    own.discard(2);
    return static_cast<double>(own() % 13) - 6;
  };
}

int below(std::mt19937_64& random, int end) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(end));
}

std::vector<Bead> random_path(std::mt19937_64& random, int n, int m,
                              const std::vector<BeadShape>& shapes) {
  std::vector<Bead> path;
  for (int i = 0, j = 0; i < n || j < m;) {
    const BeadShape shape =
        shapes[static_cast<std::size_t>(below(random, static_cast<int>(shapes.size())))];
    if (i + shape.source > n || j + shape.target > m) continue;
    path.push_back({.source = {i, i + shape.source}, .target = {j, j + shape.target}});
    i += shape.source;
    j += shape.target;
  }
  return path;
}

TEST(BeadShapesTest, OneAgainstManyThenSquaresThenNulls) {
  using S = BeadShape;
  EXPECT_THAT(bead_shapes(1, 1), ElementsAre(S{1, 1}, S{1, 0}, S{0, 1}));
  EXPECT_THAT(bead_shapes(3, 1),
              ElementsAre(S{1, 1}, S{1, 2}, S{2, 1}, S{1, 3}, S{3, 1}, S{1, 0}, S{0, 1}));
  EXPECT_THAT(bead_shapes(2, 2), ElementsAre(S{1, 1}, S{1, 2}, S{2, 1}, S{2, 2}, S{1, 0}, S{0, 1}));
  EXPECT_EQ(bead_shapes(6, 4).size(), 1U + 2 * 5 + 9 + 2);
}

TEST(BestPathTest, FindsTheBestOfAllPaths) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const int largest = round % 100 == 0 ? 5 : 3;
    const int n = below(random, largest + 1);
    const int m = below(random, largest + 1);
    const auto shapes = bead_shapes(1 + below(random, kLongest), 1 + below(random, 3));
    const BeadScorer scorer = random_scorer(random);
    const Path path = best_path(full_band(n, m), m, shapes, scorer);
    ASSERT_EQ(path.score, best_score_of_all(n, m, shapes, scorer)) << n << " x " << m;
    ASSERT_TRUE(covers(path.beads, n, m)) << ::testing::PrintToString(path.beads);
    double sum = 0;
    for (const Bead& bead : path.beads) {
      const BeadShape shape{bead.source.size(), bead.target.size()};
      ASSERT_EQ(bead.score, scorer(bead.source.begin, bead.target.begin, shape));
      sum += bead.score;
    }
    ASSERT_EQ(sum, path.score);
  }
}

TEST(BestPathTest, SwappingTheSidesKeepsTheScore) {
  std::mt19937_64 random(2);
  const auto shapes = bead_shapes(5, 2);
  for (int round = 0; round < 500; ++round) {
    const int n = below(random, 12);
    const int m = below(random, 12);
    const BeadScorer scorer = random_scorer(random);
    const BeadScorer swapped = [&](int i, int j, BeadShape shape) {
      return scorer(j, i, {shape.target, shape.source});
    };
    ASSERT_EQ(best_path(full_band(n, m), m, shapes, scorer).score,
              best_path(full_band(m, n), n, shapes, swapped).score);
  }
}

TEST(BestPathTest, AnEmptySideLeavesOnlyNullBeads) {
  const auto shapes = bead_shapes(5, 2);
  const auto one = [](int, int, BeadShape) { return 1.0; };
  EXPECT_THAT(best_path(full_band(0, 0), 0, shapes, one).beads, IsEmpty());
  EXPECT_THAT(best_path(full_band(2, 0), 0, shapes, one).beads,
              ElementsAre(Bead{{0, 1}, {0, 0}, 1, Status::kDropped},
                          Bead{{1, 2}, {0, 0}, 1, Status::kDropped}));
  EXPECT_THAT(best_path(full_band(0, 2), 2, shapes, one).beads,
              ElementsAre(Bead{{0, 0}, {0, 1}, 1, Status::kAdded},
                          Bead{{0, 0}, {1, 2}, 1, Status::kAdded}));
}

TEST(BestPathTest, TiesGoToTheEarlierShape) {
  const auto zero = [](int, int, BeadShape) { return 0.0; };
  EXPECT_THAT(best_path(full_band(2, 2), 2, bead_shapes(5, 2), zero).beads,
              ElementsAre(Bead{{0, 1}, {0, 1}}, Bead{{1, 2}, {1, 2}}));
}

TEST(BestPathTest, ABandAroundTheBestPathKeepsItAndANarrowOneIsNeverBetter) {
  std::mt19937_64 random(3);
  const auto shapes = bead_shapes(kLongest, 2);
  for (int round = 0; round < 300; ++round) {
    const int n = below(random, 20);
    const int m = below(random, 20);
    const BeadScorer scorer = random_scorer(random);
    const Path whole = best_path(full_band(n, m), m, shapes, scorer);
    const Path around = best_path(band_around(whole.beads, n, m, 0), m, shapes, scorer);
    ASSERT_EQ(around.score, whole.score);
    const auto other = random_path(random, n, m, shapes);
    const Path elsewhere = best_path(band_around(other, n, m, 1), m, shapes, scorer);
    ASSERT_LE(elsewhere.score, whole.score);
    ASSERT_TRUE(covers(elsewhere.beads, n, m));
    const Path wide = best_path(band_around(other, n, m, 20), m, shapes, scorer);
    ASSERT_EQ(wide.beads, whole.beads) << "a band as wide as the text is the whole text";
  }
}

TEST(BandTest, TheFullBandHoldsEveryCell) {
  const Band band = full_band(2, 3);
  EXPECT_EQ(band.source_count(), 2);
  EXPECT_THAT(band.begin, ElementsAre(0, 0, 0));
  EXPECT_THAT(band.end, ElementsAre(4, 4, 4));
  EXPECT_THAT(full_band(0, 0).end, ElementsAre(1));
}

TEST(BandTest, ABandAroundAPathRisesOverlapsAndHoldsThePathAndItsSurroundings) {
  std::mt19937_64 random(4);
  const auto shapes = bead_shapes(kLongest, 3);
  for (int round = 0; round < 2000; ++round) {
    const int n = below(random, 15);
    const int m = below(random, 15);
    const int radius = below(random, 4);
    const auto path = random_path(random, n, m, shapes);
    const Band band = band_around(path, n, m, radius);
    ASSERT_EQ(band.source_count(), n);
    ASSERT_EQ(band.begin[0], 0);
    ASSERT_EQ(band.end[static_cast<std::size_t>(n)], m + 1);
    ASSERT_THAT(band.begin, Each(::testing::AllOf(::testing::Ge(0), ::testing::Le(m))));
    ASSERT_THAT(band.end, Each(::testing::AllOf(::testing::Ge(1), ::testing::Le(m + 1))));
    for (std::size_t i = 1; i < band.begin.size(); ++i) {
      ASSERT_LE(band.begin[i - 1], band.begin[i]);
      ASSERT_LE(band.end[i - 1], band.end[i]);
      ASSERT_LT(band.begin[i], band.end[i - 1]) << "rows overlap";
    }
    for (const Bead& bead : path) {
      for (int i = std::max(0, bead.source.begin - radius);
           i <= std::min(n, bead.source.end + radius); ++i) {
        ASSERT_TRUE(band.holds(i, std::max(0, bead.target.begin - radius)));
        ASSERT_TRUE(band.holds(i, std::min(m, bead.target.end + radius)));
      }
    }
  }
}

TEST(BandTest, MirroringThePathMirrorsTheBand) {
  std::mt19937_64 random(5);
  const auto shapes = bead_shapes(kLongest, 3);
  for (int round = 0; round < 1000; ++round) {
    const int n = below(random, 12);
    const int m = below(random, 12);
    auto path = random_path(random, n, m, shapes);
    const int radius = below(random, 3);
    const Band band = band_around(path, n, m, radius);
    for (Bead& bead : path) std::swap(bead.source, bead.target);
    const Band mirror = band_around(path, m, n, radius);
    for (int i = 0; i <= n; ++i) {
      for (int j = 0; j <= m; ++j) ASSERT_EQ(band.holds(i, j), mirror.holds(j, i));
    }
  }
}

TEST(BandTest, NoPathAtAllStillHoldsTheCorners) {
  const Band empty = band_around({}, 0, 0, 2);
  EXPECT_TRUE(empty.holds(0, 0));
  const Band added = band_around({Bead{{0, 0}, {0, 1}}, Bead{{0, 0}, {1, 2}}}, 0, 2, 0);
  EXPECT_THAT(added.begin, ElementsAre(0));
  EXPECT_THAT(added.end, ElementsAre(3));
}

// Whether the rows rise, overlap, begin at (0, 0) and hold (n, m): null beads alone lead through.
bool is_passable(const Band& band, int n, int m) {
  if (band.source_count() != n || !band.holds(0, 0) || !band.holds(n, m)) return false;
  for (std::size_t i = 0; i < band.begin.size(); ++i) {
    if (band.begin[i] < 0 || band.end[i] > m + 1 || band.begin[i] >= band.end[i]) return false;
    if (i > 0 && (band.begin[i] < band.begin[i - 1] || band.end[i] < band.end[i - 1] ||
                  band.begin[i] >= band.end[i - 1])) {
      return false;
    }
  }
  return true;
}

TEST(NearBestTest, HoldsEveryPathThatIsNotWorseByMoreThanTheSlack) {
  embed::Pool pool(2);
  std::mt19937_64 random(5);
  for (int round = 0; round < 1000; ++round) {
    const int n = below(random, 12);
    const int m = below(random, 12);
    const auto shapes = bead_shapes(1 + below(random, kLongest), 1 + below(random, 3));
    const BeadScorer scorer = random_scorer(random);
    const double slack = below(random, 6);
    const Path best = best_path(full_band(n, m), m, shapes, scorer);
    const Band near = near_best(full_band(n, m), m, shapes, scorer, slack, pool);
    ASSERT_TRUE(is_passable(near, n, m)) << n << " x " << m;
    ASSERT_EQ(best_path(near, m, shapes, scorer).score, best.score);
    for (int tries = 0; tries < 20; ++tries) {
      const auto path = random_path(random, n, m, shapes);
      double score = 0;
      for (const Bead& bead : path) {
        score +=
            scorer(bead.source.begin, bead.target.begin, {bead.source.size(), bead.target.size()});
      }
      if (score < best.score - slack) continue;
      for (const Bead& bead : path) {
        ASSERT_TRUE(near.holds(bead.source.begin, bead.target.begin));
        ASSERT_TRUE(near.holds(bead.source.end, bead.target.end));
      }
    }
  }
}

TEST(NearBestTest, WithoutSlackOnlyTheBestPathsAreLeftAndWithEndlessSlackEverything) {
  embed::Pool pool(2);
  const auto shapes = bead_shapes(2, 1);
  const auto diagonal = [](int i, int j, BeadShape shape) {
    return shape == BeadShape{1, 1} && i == j ? 1.0 : -1.0;
  };
  const Band narrow = near_best(full_band(50, 50), 50, shapes, diagonal, 0, pool);
  for (std::size_t i = 0; i <= 50; ++i) EXPECT_LE(narrow.end[i] - narrow.begin[i], 2) << i;
  const Band whole = near_best(full_band(9, 7), 7, shapes, diagonal, 1e9, pool);
  EXPECT_EQ(whole.begin, full_band(9, 7).begin);
  EXPECT_EQ(whole.end, full_band(9, 7).end);
}

}  // namespace
}  // namespace qiao::align
