#include "align/anchors.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "align/aligner.h"
#include "align/coarse_path.h"
#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_tables.h"
#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = AnchorConflict::Kind;

// Whether each anchor's sentences stand in one bead.
bool honours(const std::vector<Bead>& beads, const std::vector<Anchor>& anchors) {
  return std::all_of(anchors.begin(), anchors.end(), [&](Anchor anchor) {
    return std::any_of(beads.begin(), beads.end(), [&](const Bead& bead) {
      return bead.source.begin <= anchor.source && anchor.source < bead.source.end &&
             bead.target.begin <= anchor.target && anchor.target < bead.target.end;
    });
  });
}

// Up to three anchors of n x m that the shapes allow together.
std::vector<Anchor> random_anchors(std::mt19937_64& random, int n, int m, std::size_t most,
                                   const std::vector<BeadShape>& shapes) {
  std::vector<Anchor> anchors;
  for (std::size_t k = random() % (most + 1); k > 0; --k) {
    const auto below = [&](int end) {
      return static_cast<int>(random() % static_cast<std::uint64_t>(end));
    };
    anchors.push_back({below(n), below(m)});
    if (find_conflict(anchors, shapes)) anchors.pop_back();
  }
  return anchors;
}

TEST(AnchorsTest, SaysWhichTwoAreInConflict) {
  const std::vector<BeadShape> shapes = bead_shapes(3, 2);
  const struct {
    std::vector<Anchor> anchors;
    std::optional<AnchorConflict> conflict;
  } cases[] = {
      {{}, {}},
      {{{0, 0}, {1, 1}, {5, 2}}, {}},
      {{{5, 2}, {0, 0}, {1, 1}}, {}},
      {{{1, 1}, {1, 1}}, {}},
      {{{1, 1}, {1, 3}}, {}},                                 // 1-3
      {{{1, 1}, {2, 2}, {2, 1}}, {}},                         // 2-2
      {{{1, 1}, {1, 4}}, {{Kind::kTooLarge, 0, 1}}},          // 1-4
      {{{1, 1}, {2, 1}, {2, 3}}, {{Kind::kTooLarge, 0, 2}}},  // 2-3
      {{{2, 1}, {1, 2}}, {{Kind::kCross, 0, 1}}},
      {{{0, 0}, {1, 7}, {3, 5}}, {{Kind::kCross, 1, 2}}},
      {{{3, 5}, {1, 7}, {2, 8}}, {{Kind::kCross, 0, 2}}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(find_conflict(c.anchors, shapes), c.conflict) << &c - cases;
  }
}

TEST(AnchorsTest, ThoseThatShareASentenceStandInOneBead) {
  EXPECT_THAT(least_beads({}), IsEmpty());
  const std::vector<Anchor> anchors = {{4, 4}, {1, 2}, {5, 4}, {1, 3}, {6, 9}};
  EXPECT_THAT(least_beads(anchors),
              ElementsAre(Bead{{1, 2}, {2, 4}}, Bead{{4, 6}, {4, 5}}, Bead{{6, 7}, {9, 10}}));
}

TEST(AnchorsTest, ThePathsLeftAreThoseThatHonourThem) {
  std::mt19937_64 random(1);
  const std::vector<BeadShape> shapes = bead_shapes(3, 2);
  int forced = 0;
  for (int round = 0; round < 300; ++round) {
    const int n = 1 + static_cast<int>(random() % 4);
    const int m = 1 + static_cast<int>(random() % 4);
    BeadTable table = random_table(random, n, m, shapes);
    const std::vector<double> log_prior(shapes.size(), 0.1);
    const std::vector<Anchor> anchors = random_anchors(random, n, m, 3, shapes);
    double best = -std::numeric_limits<double>::infinity();
    double best_free = best;
    each_path(n, m, shapes, scorer_of(table, log_prior), [&](const auto& beads, double score) {
      best_free = std::max(best_free, score);
      if (honours(beads, anchors)) best = std::max(best, score);
    });
    keep_to_anchors(table, least_beads(anchors));
    const Path path = best_path(table, log_prior);
    ASSERT_TRUE(covers(path.beads, n, m)) << round;
    ASSERT_TRUE(honours(path.beads, anchors)) << round << ::testing::PrintToString(path.beads);
    ASSERT_NEAR(path.score, best, 1e-5) << round;
    forced += best < best_free - 1e-5;
  }
  EXPECT_GT(forced, 100) << "else the test says nothing";
}

TEST(AnchorsTest, ARoughPathKeepsNearThemHoweverWrongTheyAre) {
  const MadeLexicon lexicon = make_lexicon();
  std::mt19937_64 random(2);
  const std::vector<BeadShape> shapes = bead_shapes(6, 3);
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const MadePair pair = make_pair_of_texts({.sentences = 200, .seed = seed});
    // Half of the pairs have nothing to do with each other: all gaps.
    const MadePair stranger = make_pair_of_texts({.sentences = 200, .seed = seed + 100});
    const Side source = make_side(pair.source, lexicon.source);
    const Side target = make_side(seed % 2 == 0 ? stranger.target : pair.target, lexicon.target);
    const int n = source.size();
    const int m = target.size();
    const std::vector<Bead> least = least_beads(random_anchors(random, n, m, 1 + seed * 4, shapes));
    embed::Pool pool(1);
    const SentenceWitness witness(source.sentences.sums, target.sentences.sums, pool);
    for (const double exact_cells : {1e6, 500.0}) {
      const Band walls = corridor(least, n, m);
      const auto path = coarse_path(source.sentences.sums, target.sentences.sums, witness, pool,
                                    walls, exact_cells);
      ASSERT_TRUE(covers(path, n, m));
      const Band near = band_around(path, n, m, 8);
      for (const Bead& bead : least) {
        EXPECT_TRUE(near.holds(bead.source.begin, bead.target.begin)) << seed << ' ' << bead;
        EXPECT_TRUE(near.holds(bead.source.end, bead.target.end)) << seed << ' ' << bead;
      }
    }
  }
}

TEST(AnchorsTest, AnAlignmentHonoursThemWhateverTheTexts) {
  const MadeLexicon lexicon = make_lexicon();
  std::mt19937_64 random(3);
  embed::Pool pool(1);
  for (int round = 0; round < 120; ++round) {
    const MadePair pair = make_pair_of_texts({.sentences = 1 + static_cast<int>(random() % 60),
                                              .seed = static_cast<std::uint64_t>(round)});
    Side source = make_side(pair.source, lexicon.source);
    const Side target = make_side(pair.target, lexicon.target);
    const int n = source.size();
    const int m = target.size();
    if (n == 0 || m == 0) continue;
    if (round % 5 == 0) {
      source.sentences.sums.row(0).setConstant(std::numeric_limits<float>::infinity());
      source.sentences.words.row(0).setConstant(std::numeric_limits<float>::quiet_NaN());
    }
    AlignOptions options;
    options.longest = 1 + static_cast<int>(random() % 6);
    options.square = 1 + static_cast<int>(random() % 4);
    options.band.whole_below = round % 2 == 0 ? 4000 : 0;
    options.band.radius = static_cast<int>(random() % 4);
    options.band.slack_exact = static_cast<double>(random() % 4);
    options.anchors = random_anchors(random, n, m, 5, bead_shapes(options.longest, options.square));
    const std::vector<Bead> beads = align(source, target, options, pool).beads;
    EXPECT_TRUE(honours(beads, options.anchors)) << round << ::testing::PrintToString(beads);
    // Moved beads take sentences out of their order, so nothing here may count them twice.
    int sentences = 0;
    for (const Bead& bead : beads) sentences += bead.source.size() + bead.target.size();
    EXPECT_EQ(sentences, n + m) << round;
  }
}

TEST(AnchorsTest, ABandFindsWhatTheWholeSearchFinds) {
  const MadeLexicon lexicon = make_lexicon();
  embed::Pool pool(1);
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const MadePair pair = make_pair_of_texts({.sentences = 120, .seed = seed});
    const Side source = make_side(pair.source, lexicon.source);
    const Side target = make_side(pair.target, lexicon.target);
    AlignOptions options;
    for (std::size_t k = 3; k < pair.gold.size(); k += 20) {
      const Bead& bead = pair.gold[k];
      // Every second one is true, the others lead astray.
      const int astray = k % 40 < 20 ? 0 : 3;
      if (!bead.is_null() && bead.target.begin + astray < target.size()) {
        options.anchors.push_back({bead.source.begin, bead.target.begin + astray});
      }
    }
    ASSERT_GE(options.anchors.size(), 3U);
    options.band.whole_below = 0;
    const std::vector<Bead> banded = align(source, target, options, pool).beads;
    options.band = {.whole_below = 1000000, .slack = 1e9, .slack_exact = 1e9};
    const std::vector<Bead> whole = align(source, target, options, pool).beads;
    EXPECT_EQ(strict_f1(whole, banded), 1) << seed;
    EXPECT_TRUE(honours(banded, options.anchors)) << seed;
  }
}

}  // namespace
}  // namespace qiao::align
