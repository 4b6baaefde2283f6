#include "align/coarse_path.h"

#include <gmock/gmock.h>

#include "align/dynamic_program.h"
#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Bead> path_of(const Side& source, const Side& target, double exact_cells = 1.5e6,
                          const Band& corridor = {}) {
  embed::Pool pool(1);
  const SentenceWitness witness(source.sentences.sums, target.sentences.sums, pool);
  return coarse_path(source.sentences.sums, target.sentences.sums, witness, pool, corridor,
                     exact_cells);
}

// The share of gold beads whose corners lie in a band of `radius` around the path.
double share_inside(const MadePair& pair, const std::vector<Bead>& path, int radius) {
  const Band band = band_around(path, static_cast<int>(pair.source.size()),
                                static_cast<int>(pair.target.size()), radius);
  double inside = 0;
  for (const Bead& bead : pair.gold) {
    inside += band.holds(bead.source.begin, bead.target.begin) &&
              band.holds(bead.source.end, bead.target.end);
  }
  return inside / static_cast<double>(pair.gold.size());
}

TEST(CoarsePathTest, CoversBothTextsWhateverTheirSizes) {
  const MadeLexicon lexicon = make_lexicon();
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    MadeText source(random() % 25);
    MadeText target(random() % 25);
    for (auto* text : {&source, &target}) {
      for (MadeSentence& sentence : *text) {
        sentence = make_sentence(random, {}, static_cast<int>(random() % 6));
      }
    }
    const auto path = path_of(make_side(source, lexicon.source), make_side(target, lexicon.target),
                              round % 2 == 0 ? 1e9 : 10);
    ASSERT_TRUE(covers(path, static_cast<int>(source.size()), static_cast<int>(target.size())))
        << ::testing::PrintToString(path);
  }
}

TEST(CoarsePathTest, ItsBandHoldsTheTruthWhetherSearchedWholeOrByHalves) {
  const MadeLexicon lexicon = make_lexicon();
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const MadePair pair = make_pair_of_texts({.sentences = 400, .seed = seed});
    const Side source = make_side(pair.source, lexicon.source);
    const Side target = make_side(pair.target, lexicon.target);
    EXPECT_EQ(share_inside(pair, path_of(source, target), 10), 1);
    EXPECT_EQ(share_inside(pair, path_of(source, target, 1000), 10), 1);
  }
}

TEST(CoarsePathTest, AChapterThatOnlyOneSideHasIsSteppedOver) {
  const MadeLexicon lexicon = make_lexicon();
  MadePair pair = make_pair_of_texts({.sentences = 300, .seed = 5});
  const MadePair chapter = make_pair_of_texts({.sentences = 120, .seed = 6});
  // Goes in before a gold bead in the middle.
  const std::size_t middle = pair.gold.size() / 2;
  const int at = pair.gold[middle].source.begin;
  pair.source.insert(pair.source.begin() + at, chapter.source.begin(), chapter.source.end());
  for (std::size_t k = middle; k < pair.gold.size(); ++k) {
    pair.gold[k].source.begin += static_cast<int>(chapter.source.size());
    pair.gold[k].source.end += static_cast<int>(chapter.source.size());
  }
  const Side source = make_side(pair.source, lexicon.source);
  const Side target = make_side(pair.target, lexicon.target);
  EXPECT_GT(share_inside(pair, path_of(source, target), 10), 0.99);
  EXPECT_GT(share_inside(pair, path_of(source, target, 1000), 10), 0.99);
}

// Twenty sentences of one subject, each with a thing of its own; in their middle `gap` long ones of
// the same subject that say `sign` of another thing.
Side text_with_gap(int gap, float sign) {
  Side side;
  embed::Embeddings& sums = side.sentences.sums;
  sums.setZero(20 + gap, 24);
  sums.col(0).setOnes();
  for (int i = 0; i < 10; ++i) {
    sums(i, 1 + i) = 1;
    sums(10 + gap + i, 11 + i) = 1;
  }
  sums.col(21).segment(10, gap).setConstant(sign);
  sums.middleRows(10, gap) *= 5;
  return side;
}

TEST(CoarsePathTest, AGapOnBothSidesIsCrossedAlongItsDiagonal) {
  const auto path = path_of(text_with_gap(2, 1), text_with_gap(4, -1));
  ASSERT_EQ(path.size(), 26U);
  constexpr Status kDropped = Status::kDropped;
  constexpr Status kAdded = Status::kAdded;
  EXPECT_THAT(
      std::vector<Bead>(path.begin() + 10, path.begin() + 16),
      ElementsAre(Bead{{10, 10}, {10, 11}, 0, kAdded}, Bead{{10, 11}, {11, 11}, 0, kDropped},
                  Bead{{11, 11}, {11, 12}, 0, kAdded}, Bead{{11, 11}, {12, 13}, 0, kAdded},
                  Bead{{11, 12}, {13, 13}, 0, kDropped}, Bead{{12, 12}, {13, 14}, 0, kAdded}));
}

TEST(CoarsePathTest, EmptySidesGiveNullBeadsOnly) {
  const MadeLexicon lexicon = make_lexicon();
  const Side none = make_side({}, lexicon.source);
  const Side two = make_side({{1, 2}, {3}}, lexicon.target);
  EXPECT_THAT(path_of(none, none), IsEmpty());
  EXPECT_THAT(path_of(two, none), ElementsAre(Bead{{0, 1}, {0, 0}, 0, Status::kDropped},
                                              Bead{{1, 2}, {0, 0}, 0, Status::kDropped}));
  EXPECT_THAT(path_of(none, two), ElementsAre(Bead{{0, 0}, {0, 1}, 0, Status::kAdded},
                                              Bead{{0, 0}, {1, 2}, 0, Status::kAdded}));
}

}  // namespace
}  // namespace qiao::align
