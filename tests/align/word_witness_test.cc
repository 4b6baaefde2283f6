#include "align/word_witness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

// The formulas of word_witness.h written down word by word, over all words of both texts.
// around s and t: the sentences whose words are the background of the other side's.
double witness_by_hand(const Side& source, const Side& target, const WordWitnessOptions& options,
                       SentenceSpan s, SentenceSpan t, SentenceSpan around_s,
                       SentenceSpan around_t) {
  struct Token {
    Eigen::VectorXd unit;
    double importance;
  };
  const auto tokens = [&](const Side& side, SentenceSpan span) {
    std::vector<Token> all;
    double sum = 0;
    const auto norm_of = [&](std::uint32_t word) {
      return static_cast<double>(side.sentences.words.row(word).norm());
    };
    for (const std::uint32_t word : side.sentences.word_ids) {
      sum += std::pow(norm_of(word), static_cast<double>(options.alpha));
    }
    const double mean = sum / static_cast<double>(side.sentences.word_ids.size());
    for (int i = span.begin; i < span.end; ++i) {
      for (const std::uint32_t word : side.sentences.sentence_words(static_cast<std::size_t>(i))) {
        const double norm = norm_of(word);
        all.push_back({side.sentences.words.row(word).cast<double>().transpose() / norm,
                       std::pow(norm, static_cast<double>(options.alpha)) / mean});
      }
    }
    return all;
  };
  const auto weigh = [&](const std::vector<Token>& words, const std::vector<Token>& explaining,
                         const std::vector<Token>& text) {
    const auto beta = static_cast<double>(options.beta);
    const auto p0 = static_cast<double>(options.nowhere);
    double evidence = 0;
    for (const Token& v : words) {
      const auto mean = [&](const std::vector<Token>& others) {
        double sum = 0;
        double weight = 0;
        for (const Token& w : others) {
          sum += w.importance * std::exp(beta * v.unit.dot(w.unit));
          weight += w.importance;
        }
        return sum / weight;
      };
      evidence += v.importance * std::log(p0 + (1 - p0) * mean(explaining) / mean(text));
    }
    return evidence;
  };
  const auto s_words = tokens(source, s);
  const auto t_words = tokens(target, t);
  return weigh(t_words, s_words, tokens(source, around_s)) +
         weigh(s_words, t_words, tokens(target, around_t));
}

class WordWitnessTest : public ::testing::Test {
 protected:
  WordWitnessTest() : lexicon_(make_lexicon()) {}

  // The witness for spans of two texts.
  float witness(const MadeText& source, const MadeText& target, SentenceSpan s, SentenceSpan t) {
    return witness(make_side(source, lexicon_.source), make_side(target, lexicon_.target), s, t);
  }
  float witness(const Side& source, const Side& target, SentenceSpan s, SentenceSpan t,
                const std::vector<Bead>& path = {}) {
    const WordWitness words(source, target, path, {}, pool_);
    std::vector<WordWitness::Row> made(static_cast<std::size_t>(s.size()));
    std::vector<const WordWitness::Row*> rows;
    for (int x = 0; x < s.size(); ++x) {
      auto& row = made[static_cast<std::size_t>(x)];
      words.fill(s.begin + x, 0, target.size(), row);
      rows.push_back(&row);
    }
    return words(rows, s.begin, t.begin, s.size(), t.size());
  }

  MadeText random_text(int sentences, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    MadeText text;
    for (int i = 0; i < sentences; ++i) {
      text.push_back(make_sentence(random, {}, 5 + static_cast<int>(random() % 6)));
    }
    return text;
  }

  MadeLexicon lexicon_;
  embed::Pool pool_{1};
};

TEST_F(WordWitnessTest, IsTheFormulaOfItsHeader) {
  std::mt19937_64 random(1);
  const Side source = make_side(random_text(12, 1), lexicon_.source);
  const Side target = make_side(random_text(9, 2), lexicon_.target);
  for (int round = 0; round < 60; ++round) {
    const int a = 1 + static_cast<int>(random() % 4);
    const int b = 1 + static_cast<int>(random() % 4);
    const int i = static_cast<int>(random() % static_cast<std::uint64_t>(13 - a));
    const int j = static_cast<int>(random() % static_cast<std::uint64_t>(10 - b));
    const double expected =
        witness_by_hand(source, target, {}, {i, i + a}, {j, j + b}, {0, 12}, {0, 9});
    EXPECT_NEAR(static_cast<double>(witness(source, target, {i, i + a}, {j, j + b})), expected,
                1e-3 * (1 + std::abs(expected)));
  }
}

TEST_F(WordWitnessTest, OnAPathTheBackgroundIsWhatStandsAroundTheCounterpart) {
  constexpr int kCount = 160;
  const Side source = make_side(random_text(kCount, 8), lexicon_.source);
  const Side target = make_side(random_text(kCount, 9), lexicon_.target);
  std::vector<Bead> path;
  for (int i = 0; i < kCount; ++i) path.push_back({.source = {i, i + 1}, .target = {i, i + 1}});
  const int around = WordWitnessOptions{}.around;
  // Words share a background with the sixteen sentences that theirs is one of.
  for (const auto& [sentence, first] : {std::pair{3, 0}, {70, 64}, {159, 144}}) {
    const SentenceSpan window{std::max(0, first - around), std::min(kCount, first + 16 + around)};
    const SentenceSpan span{sentence, sentence + 1};
    const double expected = witness_by_hand(source, target, {}, span, span, window, window);
    EXPECT_NEAR(static_cast<double>(witness(source, target, span, span, path)), expected,
                1e-3 * (1 + std::abs(expected)))
        << sentence;
  }
}

TEST_F(WordWitnessTest, ATranslationHasMoreEvidenceThanAnyOtherSentence) {
  const MadeText text = random_text(30, 3);
  for (int i = 0; i < 30; ++i) {
    const float own = witness(text, text, {i, i + 1}, {i, i + 1});
    EXPECT_GT(own, 0);
    for (const int other : {(i + 1) % 30, (i + 7) % 30}) {
      EXPECT_GT(own, witness(text, text, {i, i + 1}, {other, other + 1}));
    }
  }
}

TEST_F(WordWitnessTest, ASentenceThatNothingSupportsLowersTheEvidence) {
  MadeText source = random_text(30, 4);
  const MadeText target = source;
  const MadeText strange = random_text(30, 5);
  for (std::size_t i = 0; i + 1 < source.size(); i += 2) source[i + 1] = strange[i + 1];
  for (int i = 0; i + 1 < 30; i += 2) {
    EXPECT_GT(witness(source, target, {i, i + 1}, {i, i + 1}),
              witness(source, target, {i, i + 2}, {i, i + 1}))
        << i;
    EXPECT_GT(witness(target, source, {i, i + 1}, {i, i + 1}),
              witness(target, source, {i, i + 1}, {i, i + 2}))
        << i;
  }
}

TEST_F(WordWitnessTest, LeavingOutASentenceThatBelongsLowersTheEvidence) {
  const MadeText halves = random_text(30, 6);
  MadeText wholes;
  for (std::size_t i = 0; i < halves.size(); i += 2) {
    wholes.push_back(halves[i]);
    wholes.back().insert(wholes.back().end(), halves[i + 1].begin(), halves[i + 1].end());
  }
  for (int k = 0; k < 15; ++k) {
    const float joined = witness(halves, wholes, {2 * k, 2 * k + 2}, {k, k + 1});
    EXPECT_GT(joined, witness(halves, wholes, {2 * k, 2 * k + 1}, {k, k + 1})) << k;
    EXPECT_GT(joined, witness(halves, wholes, {2 * k + 1, 2 * k + 2}, {k, k + 1})) << k;
  }
}

// Two texts that have nothing to do with each other, and a span of either.
class TwoSpansTest : public WordWitnessTest {
 protected:
  Side source = make_side(random_text(8, 10), lexicon_.source);
  Side target = make_side(random_text(8, 11), lexicon_.target);
  WordWitness words{source, target, {}, {}, pool_};
  SentenceSpan s{2, 5}, t{1, 3};
};

TEST_F(TwoSpansTest, WordsExplainedOneByOneAddUpToTheWitness) {
  const Explanation explanation = words.explain(s, t);
  float sum = 0;
  for (const auto* side : {&explanation.source, &explanation.target}) {
    for (const WordSupport& word : *side) sum += word.importance * word.evidence;
  }
  EXPECT_NEAR(sum, witness(source, target, s, t), 1e-3F * (1 + std::abs(sum)));
}

TEST_F(TwoSpansTest, RatiosMakeTheWitness) {
  const WordRatios ratios = words.ratios(s, t);
  const float p0 = words.options().nowhere;
  const Eigen::ArrayXf of_source =
      (ratios.close.matrix() * ratios.target_importance.matrix()).array() /
      ratios.source_background / ratios.target_importance.sum();
  const Eigen::ArrayXf of_target =
      (ratios.close.matrix().transpose() * ratios.source_importance.matrix()).array() /
      ratios.target_background / ratios.source_importance.sum();
  const float sum = (ratios.source_importance * (p0 + (1 - p0) * of_source).log()).sum() +
                    (ratios.target_importance * (p0 + (1 - p0) * of_target).log()).sum();
  EXPECT_NEAR(sum, witness(source, target, s, t), 1e-3F * (1 + std::abs(sum)));
}

// A text whose every sixth sentence has a name that the model knows nothing of.
class TaughtWordsTest : public WordWitnessTest {
 protected:
  TaughtWordsTest() {
    std::mt19937_64 random(21);
    for (int i = 0; i < kCount; ++i) text_.push_back(make_sentence(random, {}, 6));
    for (std::size_t i = 0; i < kCount; i += 6) text_[i].push_back(kName);
    embed::Embeddings unknown = lexicon_.target;
    unknown.row(kName) = -lexicon_.source.row(kName);
    source_ = make_side(text_, lexicon_.source);
    target_ = make_side(text_, unknown);
    for (int i = 0; i < kCount; ++i) path_.push_back({.source = {i, i + 1}, .target = {i, i + 1}});
    untaught_.emplace(source_, target_, path_, WordWitnessOptions{}, pool_);
    taught_.emplace(source_, target_, path_, WordWitnessOptions{}, pool_);
    taught_->learn(OwnWords(source_.sentences, target_.sentences, path_));
  }

  static float weigh(const WordWitness& words, int i, int j) {
    WordWitness::Row row;
    words.fill(i, 0, kCount, row);
    return words({&row}, i, j, 1, 1);
  }

  static constexpr int kCount = 60;
  static constexpr std::uint32_t kName = 599;
  MadeText text_;
  Side source_, target_;
  std::vector<Bead> path_;
  std::optional<WordWitness> untaught_, taught_;
};

TEST_F(TaughtWordsTest, ANameThatBothSentencesHaveSpeaksForThem) {
  for (const int i : {0, 6, 30, 54}) {
    EXPECT_GT(weigh(*taught_, i, i), weigh(*untaught_, i, i) + 1) << i;
    EXPECT_NEAR(taught_->untaught({i, i + 1}, {i, i + 1}), weigh(*untaught_, i, i), 1e-3F);
  }
}

TEST_F(TaughtWordsTest, ExplainedOneByOneTheyAddUpToTheWitness) {
  for (const int i : {0, 1, 30}) {
    const Explanation explanation = taught_->explain({i, i + 1}, {i, i + 1});
    float sum = 0;
    for (const auto* side : {&explanation.source, &explanation.target}) {
      for (const WordSupport& word : *side) sum += word.importance * word.evidence;
    }
    const float whole = weigh(*taught_, i, i);
    EXPECT_NEAR(sum, whole, 1e-3F * (1 + std::abs(whole))) << i;
  }
  const Explanation named = taught_->explain({30, 31}, {30, 31});
  EXPECT_EQ(named.source.back().partner, static_cast<int>(named.target.size()) - 1);
  EXPECT_GT(named.source.back().taken, 0.5F);
}

TEST_F(WordWitnessTest, AWordLeftOutIsToldFromThoseThatAreTranslated) {
  const MadeText target = random_text(30, 12);
  MadeText source = target;
  std::mt19937_64 random(13);
  for (int i = 0; i < 30; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const MadeSentence strange = make_sentence(random, {}, 4);
    source[k].insert(source[k].begin(), strange.begin(), strange.end());
  }
  const Side s = make_side(source, lexicon_.source);
  const Side t = make_side(target, lexicon_.target);
  const WordWitness words(s, t, {}, {}, pool_);
  double left_out = 0, translated = 0, translated_count = 0, own_partner = 0;
  for (int i = 0; i < 30; ++i) {
    const auto found = words.explain({i, i + 1}, {i, i + 1}).source;
    ASSERT_EQ(found.size(), source[static_cast<std::size_t>(i)].size());
    for (std::size_t w = 0; w < found.size(); ++w) {
      (w < 4 ? left_out : translated) += static_cast<double>(found[w].taken);
      if (w < 4) continue;
      ++translated_count;
      own_partner += found[w].partner == static_cast<int>(w - 4);
    }
  }
  EXPECT_LT(left_out / 120, 0.5);
  EXPECT_GT(translated / translated_count, 0.7);
  EXPECT_GT(own_partner / translated_count, 0.7);
}

TEST_F(WordWitnessTest, NothingExplainsWordsBesideNothing) {
  MadeText source = random_text(3, 14);
  MadeText target = source;
  target[1].clear();
  const Side s = make_side(source, lexicon_.source);
  const Side t = make_side(target, lexicon_.target);
  const WordWitness words(s, t, {}, {}, pool_);
  const Explanation explanation = words.explain({1, 2}, {1, 2});
  EXPECT_TRUE(explanation.target.empty());
  for (const WordSupport& word : explanation.source) {
    EXPECT_EQ(word.partner, -1);
    EXPECT_EQ(word.taken, 0);
    EXPECT_NEAR(word.evidence, std::log(WordWitnessOptions{}.nowhere), 1e-5F);
  }
}

TEST_F(WordWitnessTest, SwappingTheSidesChangesNothing) {
  const MadeText source = random_text(8, 7);
  const MadeText target = random_text(11, 8);
  const Side s = make_side(source, lexicon_.source);
  const Side t = make_side(target, lexicon_.target);
  for (int i = 0; i < 6; ++i) {
    for (int j = 0; j < 8; ++j) {
      const float there = witness(s, t, {i, i + 2}, {j, j + 3});
      EXPECT_NEAR(there, witness(t, s, {j, j + 3}, {i, i + 2}), 1e-3F * (1 + std::abs(there)));
    }
  }
}

TEST_F(WordWitnessTest, SentencesWithoutWordsExplainNothingAndAskForNothing) {
  MadeText source = random_text(4, 9);
  MadeText target = source;
  source[1].clear();
  target[1].clear();
  EXPECT_EQ(witness(source, target, {1, 2}, {1, 2}), 0);
  EXPECT_LT(witness(source, target, {1, 2}, {2, 3}), 0);
  EXPECT_LT(witness(source, target, {2, 3}, {1, 2}), 0);
  EXPECT_NEAR(witness(source, target, {1, 3}, {2, 3}), witness(source, target, {2, 3}, {2, 3}),
              1e-4F);
}

}  // namespace
}  // namespace qiao::align
