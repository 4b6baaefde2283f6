#include "align/moved.h"

#include <gmock/gmock.h>

#include <random>

#include "align/aligner.h"
#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using ::testing::IsEmpty;

class MovedTest : public ::testing::Test {
 protected:
  // Complete translations, one to one.
  static MadePair plain(int sentences, std::uint64_t seed) {
    return make_pair_of_texts(
        {.sentences = sentences, .dropped = 0, .added = 0, .split = 0, .seed = seed});
  }
  std::vector<Bead> beads(const MadePair& pair, const AlignOptions& options = {}) {
    const Alignment found = align(make_side(pair.source, lexicon_.source),
                                  make_side(pair.target, lexicon_.target), options, pool_);
    EXPECT_TRUE(covers_each_once(found.beads, found.source_count, found.target_count));
    for (const Bead& bead : found.beads) EXPECT_TRUE(bead.score >= 0 && bead.score <= 1) << bead;
    return found.beads;
  }
  static std::vector<Bead> moved(std::vector<Bead> beads) {
    std::erase_if(beads, [](const Bead& bead) { return bead.status != Status::kMoved; });
    return beads;
  }

  static inline const MadeLexicon lexicon_ = make_lexicon();
  embed::Pool pool_{1};
};

TEST_F(MovedTest, NothingIsMovedWhereNothingWas) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    EXPECT_THAT(moved(beads(plain(40, seed))), IsEmpty()) << seed;
    EXPECT_THAT(moved(beads(make_pair_of_texts(
                    {.sentences = 60, .dropped = 0.2, .added = 0.2, .split = 0, .seed = seed}))),
                IsEmpty())
        << seed;
  }
}

// Two chapters on the same matter, of which one version tells the first and the other the second.
TEST_F(MovedTest, WhatIsAboutTheSameMatterIsNotMoved) {
  std::size_t called = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    std::mt19937_64 random(seed);
    const auto chapter = [&] {
      MadeText sentences;
      for (int k = 0; k < 30; ++k) {
        sentences.emplace_back();
        for (int w = 0; w < 12; ++w) {
          sentences.back().push_back(static_cast<std::uint32_t>(200 + random() % 40));
        }
      }
      return sentences;
    };
    MadePair pair = plain(200, seed);
    const auto put = [](MadeText& text, const MadeText& sentences, int at) {
      text.insert(text.begin() + at, sentences.begin(), sentences.end());
    };
    const MadeText first = chapter();
    const MadeText second = chapter();
    put(pair.target, second, 150);
    put(pair.source, first, 50);
    called += moved(beads(pair)).size();
  }
  EXPECT_LE(called, 60U);  // of 300; 233 when places are not looked at again
}

TEST_F(MovedTest, AParagraphSaidElsewhereIsFoundSentenceBySentence) {
  int found = 0;
  int called = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    MadePair pair = plain(40, seed);
    // Sentences 8 to 12 come behind sentence 25.
    std::rotate(pair.target.begin() + 8, pair.target.begin() + 13, pair.target.begin() + 26);
    for (const Bead& bead : moved(beads(pair))) {
      ++called;
      const bool there = bead.source.begin >= 8 && bead.source.end <= 13;
      found += there && bead.target == SentenceSpan{bead.source.begin + 13, bead.source.end + 13};
    }
  }
  EXPECT_GE(found, 47);  // of 50
  EXPECT_EQ(called, found);
}

TEST_F(MovedTest, WhatIsLessSureThanAskedStaysDroppedAndAdded) {
  MadePair pair = plain(40, 1);
  std::rotate(pair.target.begin() + 8, pair.target.begin() + 13, pair.target.begin() + 26);
  AlignOptions options;
  for (const Bead& bead : moved(beads(pair, options))) EXPECT_GE(bead.score, options.moved.sure);
  options.moved.sure = 1.01;
  EXPECT_THAT(moved(beads(pair, options)), IsEmpty());
}

TEST_F(MovedTest, OfTwoExchangedNeighboursOneIsMoved) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    MadePair pair = plain(30, seed);
    std::swap(pair.target[14], pair.target[15]);
    const std::vector<Bead> out = moved(beads(pair));
    found += out.size() == 1 &&
             (out[0].source == SentenceSpan{14, 15}
                  ? out[0].target == SentenceSpan{15, 16}
                  : out[0].source == SentenceSpan{15, 16} && out[0].target == SentenceSpan{14, 15});
  }
  EXPECT_GE(found, 18);
}

TEST_F(MovedTest, AnAnchoredBeadIsNotTakenApart) {
  MadePair pair = plain(30, 3);
  std::swap(pair.target[14], pair.target[15]);
  AlignOptions options;
  options.anchors = {{14, 14}, {15, 15}};
  for (const Bead& bead : beads(pair, options)) {
    if (bead.source.begin > 15 || bead.source.end <= 14) continue;
    EXPECT_EQ(bead.source, bead.target) << bead;
    EXPECT_NE(bead.status, Status::kMoved) << bead;
  }
}

TEST_F(MovedTest, LongRunsOfStrangersAreNotSaidToBeMoved) {
  // Two beads, with forty sentences of one side before and behind them that the other has not.
  MadePair pair = plain(2, 1);
  const MadeText before = plain(40, 2).source;
  const MadeText behind = plain(40, 3).target;
  pair.source.insert(pair.source.begin(), before.begin(), before.end());
  pair.target.insert(pair.target.end(), behind.begin(), behind.end());
  EXPECT_THAT(moved(beads(pair)), IsEmpty());
}

}  // namespace
}  // namespace qiao::align
