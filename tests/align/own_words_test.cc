#include "align/own_words.h"

#include <gtest/gtest.h>

#include <random>

#include "align/aligner.h"
#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

std::vector<Bead> one_to_one(int count) {
  std::vector<Bead> beads;
  for (int i = 0; i < count; ++i) beads.push_back({.source = {i, i + 1}, .target = {i, i + 1}});
  return beads;
}

// The pair of a source and a target word, numbered as in the text they were made of.
class OwnWordsTest : public ::testing::Test {
 protected:
  OwnWords learned(const MadeText& source, const MadeText& target, const std::vector<Bead>& beads) {
    return {sentences_of(source), sentences_of(target), beads};
  }
  static embed::SentenceSet sentences_of(const MadeText& text) {
    embed::SentenceSet sentences;
    sentences.words.setZero(kWords, 1);
    sentences.offsets.push_back(0);
    for (const MadeSentence& sentence : text) {
      sentences.word_ids.insert(sentences.word_ids.end(), sentence.begin(), sentence.end());
      sentences.offsets.push_back(sentences.word_ids.size());
    }
    return sentences;
  }
  static constexpr std::uint32_t kWords = 100;
};

TEST_F(OwnWordsTest, WordsThatComeTogetherArePartners) {
  MadeText source, target;
  for (std::uint32_t i = 0; i < 40; ++i) {
    source.push_back({50 + i, i % 8});
    target.push_back({i % 8 + 10, 50 + (i * 7) % 40});
  }
  const OwnWords own = learned(source, target, one_to_one(40));
  for (std::uint32_t word = 0; word < 8; ++word) {
    ASSERT_NE(own.pair_of_source(word), OwnWords::kNone) << word;
    EXPECT_EQ(own.pair_of_source(word), own.pair_of_target(word + 10)) << word;
  }
  // What came once proves nothing.
  EXPECT_EQ(own.pair_of_source(50), OwnWords::kNone);
  EXPECT_EQ(own.pair_of_target(50), OwnWords::kNone);
}

TEST_F(OwnWordsTest, TheRatioLeavesOutTheBeadsThatAreLookedAt) {
  MadeText source(40, {90}), target(40, {91});
  for (const std::size_t i : {2, 3, 5, 8}) {
    source[i].push_back(1);
    target[i].push_back(2);
  }
  source[13].push_back(1);
  target[21].push_back(2);
  const OwnWords own = learned(source, target, one_to_one(40));
  const int pair = own.pair_of_source(1);
  ASSERT_NE(pair, OwnWords::kNone);
  // 40 beads, 5 with either word, 4 with both; less bead 2; less 2 and 3; less 13, which has the
  // one, and 21, which has the other.
  EXPECT_FLOAT_EQ(own.ratio(pair, 2, 2), 3 * 39 / (5.F * 5));
  EXPECT_FLOAT_EQ(own.ratio(pair, 2, 3), 2 * 38 / (4.F * 4));
  EXPECT_FLOAT_EQ(own.ratio(pair, 13, 21), 4 * 38 / (5.F * 5));
}

TEST_F(OwnWordsTest, AWordOfEverySentenceAndNullBeadsTeachNothing) {
  const MadeText text(40, {1, 2});
  EXPECT_TRUE(learned(text, text, one_to_one(40)).empty());
  MadeText source(40), target(40);
  std::vector<Bead> nulls;
  for (int i = 0; i < 40; ++i) {
    source[static_cast<std::size_t>(i)] =
        target[static_cast<std::size_t>(i)] = {static_cast<std::uint32_t>(i % 10)};
    nulls.push_back({.source = {i, i + 1}, .target = {i, i}});
  }
  EXPECT_FALSE(learned(source, target, one_to_one(40)).empty());
  EXPECT_TRUE(learned(source, target, nulls).empty());
  EXPECT_TRUE(learned({}, {}, {}).empty());
}

TEST_F(OwnWordsTest, ASecondSearchFindsMoreInATextWhoseWordsTheModelHardlyKnows) {
  const LexiconOptions lexicon{.words = 300};
  MadePair pair = make_pair_of_texts({.sentences = 400, .freely = 0.3}, lexicon);
  MadeLexicon words = make_lexicon(lexicon);
  // Of eight words in ten the model knows nothing.
  const MadeLexicon others = make_lexicon({.words = 300, .seed = 9});
  for (int w = 0; w < 300; ++w) {
    if (w % 10 < 8) words.target.row(w) = others.target.row(w);
  }
  const Side source = make_side(pair.source, words.source);
  const Side target = make_side(pair.target, words.target);
  embed::Pool pool(1);
  const auto f1 = [&](LearnWords learn) {
    AlignOptions options;
    options.learn_words = learn;
    return strict_f1(pair.gold, align(source, target, options, pool).beads);
  };
  const double never = f1(LearnWords::kNever);
  EXPECT_GT(f1(LearnWords::kAlways), never + 0.03);
  EXPECT_EQ(f1(LearnWords::kWhereItPays), f1(LearnWords::kAlways));
}

}  // namespace
}  // namespace qiao::align
