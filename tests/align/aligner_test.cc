#include "align/aligner.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Le;

class AlignTest : public ::testing::Test {
 protected:
  Alignment aligned(const Side& source, const Side& target, const AlignOptions& options = {}) {
    return align(source, target, options, pool_);
  }
  Alignment aligned(const MadeText& source, const MadeText& target,
                    const AlignOptions& options = {}) {
    return aligned(source_side(source), target_side(target), options);
  }
  static Side source_side(const MadeText& text) { return make_side(text, lexicon_.source); }
  static Side target_side(const MadeText& text) { return make_side(text, lexicon_.target); }

  static MadeText random_text(std::size_t sentences, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    MadeText text(sentences);
    for (MadeSentence& sentence : text) {
      sentence = make_sentence(random, {}, 5 + static_cast<int>(random() % 8));
    }
    return text;
  }

  static inline const MadeLexicon lexicon_ = make_lexicon();
  embed::Pool pool_{1};
};

// Where null beads meet, the dropped ones come first: the other way round in a mirror.
void dropped_first(Alignment& alignment) {
  auto& beads = alignment.beads;
  for (auto run = beads.begin(); run != beads.end();) {
    const auto end = std::find_if(run, beads.end(), [](const Bead& b) { return !b.is_null(); });
    if (run != end) {
      const int i = run->source.begin;
      const int j = run->target.begin;
      std::stable_partition(run, end, [](const Bead& b) { return b.target.empty(); });
      int last = i;
      for (auto bead = run; bead != end; ++bead) {
        if (bead->target.empty()) bead->target = {j, j};
        if (bead->source.empty()) bead->source = {last, last};
        last = bead->source.end;
      }
    }
    run = end == beads.end() ? end : std::next(end);
  }
}

TEST_F(AlignTest, CoversEverySentenceOnceAndInOrderWhateverTheTexts) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 400; ++round) {
    MadeText source(random() % 14);
    MadeText target(random() % 14);
    for (auto* text : {&source, &target}) {
      for (MadeSentence& sentence : *text) {
        sentence = make_sentence(random, {}, static_cast<int>(random() % 5));
      }
    }
    AlignOptions options;
    options.longest = 1 + static_cast<int>(random() % 6);
    options.square = 1 + static_cast<int>(random() % 4);
    options.band.radius = static_cast<int>(random() % 4);
    options.band.whole_below = round % 2 == 0 ? 4000 : 0;
    options.band.slack_exact = static_cast<double>(random() % 4);
    const Alignment found = aligned(source, target, options);
    const auto n = static_cast<int>(source.size());
    const auto m = static_cast<int>(target.size());
    ASSERT_EQ(found.source_count, n);
    ASSERT_EQ(found.target_count, m);
    // By chance a sentence may look moved, out of its order.
    std::vector<Bead> path = found.beads;
    const bool moved =
        std::erase_if(path, [](const Bead& bead) { return bead.status == Status::kMoved; }) > 0;
    ASSERT_TRUE(moved ? covers_each_once(found.beads, n, m) : covers(path, n, m))
        << ::testing::PrintToString(found.beads);
    ASSERT_THAT(found.beads, Each(Field(&Bead::score, AllOf(Ge(0.0), Le(1.0)))));
    for (const Bead& bead : path) {
      const Status expected = bead.target.empty()   ? Status::kDropped
                              : bead.source.empty() ? Status::kAdded
                              : bead.score < 0.5    ? Status::kUncertain
                                                    : Status::kAligned;
      ASSERT_EQ(bead.status, expected) << bead;
    }
  }
}

TEST_F(AlignTest, FindsWhatWasMade) {
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const MadePair pair = make_pair_of_texts({.seed = seed});
    const double f1 = strict_f1(pair.gold, aligned(pair.source, pair.target).beads);
    EXPECT_GT(f1, 0.9) << "seed " << seed;
    sum += f1;
  }
  RecordProperty("strict_f1", std::to_string(sum / 10));
  EXPECT_GT(sum / 10, 0.97);
}

TEST_F(AlignTest, FindsWhatIsLeftOfAHeavilyShortenedText) {
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const MadePair pair = make_pair_of_texts(
        {.dropped = 0.3, .added = 0.15, .split = 0.05, .freely = 0.3, .seed = seed});
    sum += strict_f1(pair.gold, aligned(pair.source, pair.target).beads);
  }
  RecordProperty("strict_f1", std::to_string(sum / 10));
  EXPECT_GT(sum / 10, 0.93);
}

TEST_F(AlignTest, UnrelatedTextsAreMostlyNull) {
  int null_sentences = 0;
  int sentences = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Alignment found = aligned(random_text(40, seed), random_text(40, 1000 + seed));
    for (const Bead& bead : found.beads) {
      const int size = bead.source.size() + bead.target.size();
      sentences += size;
      if (bead.is_null()) null_sentences += size;
    }
  }
  EXPECT_GT(null_sentences, 0.85 * sentences);
}

TEST_F(AlignTest, AnIdenticalTextIsAlignedOneToOneAndSurely) {
  const MadeText text = random_text(50, 3);
  const Alignment found = aligned(text, text);
  EXPECT_EQ(found.beads.size(), 50U);
  EXPECT_THAT(found.beads, Each(Field(&Bead::score, Ge(0.95))));
  EXPECT_THAT(found.beads, Each(Field(&Bead::status, Status::kAligned)));
}

TEST_F(AlignTest, SwappingTheSidesMirrorsTheResult) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const MadePair pair =
        make_pair_of_texts({.sentences = 30, .dropped = 0.15, .added = 0.15, .seed = seed});
    Side source = source_side(pair.source);
    const Side target = target_side(pair.target);
    for (float& length : source.lengths) length /= 3;
    AlignOptions options;
    if (seed % 2 == 0) options.band.whole_below = 0;  // inside a band
    const Alignment there = aligned(source, target, options);
    Alignment back = mirrored(aligned(target, source, options));
    dropped_first(back);
    ASSERT_EQ(back.beads.size(), there.beads.size()) << seed;
    for (std::size_t k = 0; k < there.beads.size(); ++k) {
      const Bead& one = there.beads[k];
      const Bead& other = back.beads[k];
      ASSERT_EQ(one.source, other.source) << seed << ' ' << one << ' ' << other;
      ASSERT_EQ(one.target, other.target) << seed << ' ' << one << ' ' << other;
      ASSERT_NEAR(one.score, other.score, 1e-3) << seed << ' ' << one;
      ASSERT_EQ(one.status, other.status);
    }
  }
}

TEST_F(AlignTest, AnyNumberOfThreadsGivesTheSameResult) {
  const MadePair pair = make_pair_of_texts({.sentences = 300, .seed = 7});
  const Side source = source_side(pair.source);
  const Side target = target_side(pair.target);
  const Alignment one = aligned(source, target);
  for (const unsigned threads : {2U, 5U}) {
    embed::Pool pool(threads);
    EXPECT_EQ(align(source, target, {}, pool), one) << threads;
  }
}

TEST_F(AlignTest, ABandFindsWhatTheWholeSearchFinds) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const MadePair pair = make_pair_of_texts({.sentences = 100, .seed = seed});
    const Side source = source_side(pair.source);
    const Side target = target_side(pair.target);
    AlignOptions exact;
    exact.band = {.whole_below = 1000000, .slack = 1e9, .slack_exact = 1e9};
    const Alignment whole = aligned(source, target, exact);
    exact.band = {.radius = 200, .whole_below = 0, .slack = 1e9, .slack_exact = 1e9};
    EXPECT_EQ(aligned(source, target, exact), whole) << "a band as wide as the texts";
    AlignOptions narrow;
    narrow.band.whole_below = 0;
    const Alignment banded = aligned(source, target, narrow);
    ASSERT_EQ(banded.beads.size(), whole.beads.size());
    for (std::size_t k = 0; k < whole.beads.size(); ++k) {
      EXPECT_EQ(banded.beads[k].source, whole.beads[k].source);
      EXPECT_EQ(banded.beads[k].target, whole.beads[k].target);
      EXPECT_NEAR(banded.beads[k].score, whole.beads[k].score, 0.02);
    }
  }
}

TEST_F(AlignTest, AnEmptySideMakesEveryBeadNull) {
  EXPECT_THAT(aligned(MadeText{}, MadeText{}).beads, IsEmpty());
  EXPECT_THAT(aligned(Side{}, Side{}).beads, IsEmpty());
  EXPECT_THAT(aligned({{30}, {31, 32}}, MadeText{}).beads,
              ElementsAre(Bead{{0, 1}, {0, 0}, 1, Status::kDropped},
                          Bead{{1, 2}, {0, 0}, 1, Status::kDropped}));
  EXPECT_THAT(aligned(Side{}, target_side({{30}, {31, 32}})).beads,
              ElementsAre(Bead{{0, 0}, {0, 1}, 1, Status::kAdded},
                          Bead{{0, 0}, {1, 2}, 1, Status::kAdded}));
}

TEST_F(AlignTest, OneSentenceAgainstManyFindsItsOwn) {
  const MadeText text = random_text(20, 5);
  const Alignment found = aligned({text[12]}, text);
  const auto pair = std::find_if(found.beads.begin(), found.beads.end(),
                                 [](const Bead& b) { return !b.is_null(); });
  ASSERT_NE(pair, found.beads.end());
  EXPECT_EQ(pair->source, (SentenceSpan{0, 1}));
  EXPECT_EQ(pair->target, (SentenceSpan{12, 13}));
}

TEST_F(AlignTest, SentencesWithoutWordsAreAlignedByTheirNeighbours) {
  MadeText text = random_text(20, 6);
  for (const std::size_t silent : {3U, 4U, 11U}) text[silent].clear();
  const Alignment found = aligned(text, text);
  ASSERT_TRUE(covers(found.beads, 20, 20));
  int straight = 0;
  for (const Bead& bead : found.beads) {
    straight += !bead.is_null() && bead.source == bead.target;
  }
  EXPECT_GE(straight, 15);
  const Alignment silence = aligned(MadeText(5), MadeText(3));
  EXPECT_TRUE(covers(silence.beads, 5, 3));
}

TEST_F(AlignTest, TextsWithoutWordsAreAlignedByTheirSentences) {
  const MadePair pair = make_pair_of_texts({.split = 0, .seed = 8});
  Side source = source_side(pair.source);
  Side target = target_side(pair.target);
  source.sentences = {.sums = source.sentences.sums};
  target.sentences = {.sums = target.sentences.sums};
  EXPECT_GT(strict_f1(pair.gold, aligned(source, target).beads), 0.7);
}

TEST_F(AlignTest, WhereDroppedAndAddedMeetTheDroppedComeFirst) {
  int meetings = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const MadePair pair =
        make_pair_of_texts({.sentences = 40, .dropped = 0.3, .added = 0.3, .seed = seed});
    const std::vector<Bead> beads = aligned(pair.source, pair.target).beads;
    for (std::size_t k = 1; k < beads.size(); ++k) {
      const bool dropped_after_added =
          beads[k].status == Status::kDropped && beads[k - 1].status == Status::kAdded;
      ASSERT_FALSE(dropped_after_added) << seed << ' ' << beads[k];
      meetings += beads[k].status == Status::kAdded && beads[k - 1].status == Status::kDropped;
    }
  }
  EXPECT_GT(meetings, 20) << "else the test says nothing";
}

TEST_F(AlignTest, VectorsThatOverflowStillGiveAnAlignment) {
  const MadeText text = random_text(10, 13);
  Side source = source_side(text);
  source.sentences.sums.row(4).setConstant(std::numeric_limits<float>::infinity());
  source.sentences.words.row(0).setConstant(std::numeric_limits<float>::quiet_NaN());
  EXPECT_TRUE(covers(aligned(source, target_side(text)).beads, 10, 10));
}

}  // namespace
}  // namespace qiao::align
