#include "embed/word_objective.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace qiao::embed {
namespace {

Embeddings made_rows(Eigen::Index rows, Eigen::Index columns, std::mt19937_64& random) {
  Embeddings result(rows, columns);
  for (Eigen::Index k = 0; k < result.size(); ++k) {
    result.data()[k] = static_cast<float>(random() % 2001) / 1000.0F - 1;
  }
  return result;
}

// Three pairs over five source and four target words, one word twice in a sentence.
WordBlock made_block() {
  std::mt19937_64 random(3);
  WordBlock block;
  block.source = {{0, 1}, {2, 1, 1}, {3, 4}};
  block.target = {{0, 3}, {1}, {2, 3, 0}};
  block.source_words = made_rows(5, 6, random);
  block.target_words = made_rows(4, 6, random);
  return block;
}

// The mean of -e(v | S), as the header has it, word by word.
double loss_one_way(const std::vector<BlockSentence>& mine, const Embeddings& my_words,
                    const std::vector<BlockSentence>& theirs, const Embeddings& their_words,
                    const WordObjectiveOptions& options) {
  const auto norm = [](const Embeddings& words, std::uint32_t w) {
    return static_cast<double>(words.row(w).norm());
  };
  const auto omega = [&](const Embeddings& words, std::uint32_t w) {
    return std::pow(norm(words, w), static_cast<double>(options.alpha));
  };
  const auto close = [&](std::uint32_t w, std::uint32_t v) {
    const double product = static_cast<double>(my_words.row(w).dot(their_words.row(v)));
    return std::exp(static_cast<double>(options.beta) * product /
                    (norm(my_words, w) * norm(their_words, v)));
  };
  const auto mean_close = [&](const std::vector<BlockSentence>& sentences, std::uint32_t v) {
    double sum = 0;
    double total = 0;
    for (const BlockSentence& sentence : sentences) {
      for (const std::uint32_t w : sentence) {
        sum += omega(my_words, w) * close(w, v);
        total += omega(my_words, w);
      }
    }
    return sum / total;
  };
  const auto p0 = static_cast<double>(options.nowhere);
  double loss = 0;
  double total = 0;
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    for (const std::uint32_t v : theirs[i]) {
      const double ratio = mean_close({mine[i]}, v) / mean_close(mine, v);
      loss -= omega(their_words, v) * std::log(p0 + (1 - p0) * ratio);
      total += omega(their_words, v);
    }
  }
  return loss / total;
}

TEST(WordObjectiveTest, IsTheWordWitnessOfTheAlignerOverTheBlock) {
  const WordBlock block = made_block();
  const WordObjectiveOptions options{.beta = 3, .alpha = 0.7F, .nowhere = 0.2F};
  const double expected =
      (loss_one_way(block.source, block.source_words, block.target, block.target_words, options) +
       loss_one_way(block.target, block.target_words, block.source, block.source_words, options)) /
      2;
  EXPECT_NEAR(word_objective(block, options).loss, expected, 1e-5);
}

TEST(WordObjectiveTest, ItsGradientIsWhatSmallStepsShow) {
  // alpha 0: the importance, which the gradient leaves alone, stands still in the small steps too.
  const WordObjectiveOptions options{.beta = 3, .alpha = 0, .nowhere = 0.2F};
  const WordBlock block = made_block();
  const WordLoss result = word_objective(block, options);
  const auto by_small_steps = [&](Embeddings WordBlock::*words, Eigen::Index k) {
    constexpr float kStep = 1e-2F;
    WordBlock more = made_block();
    WordBlock less = made_block();
    (more.*words).data()[k] += kStep;
    (less.*words).data()[k] -= kStep;
    return (word_objective(more, options).loss - word_objective(less, options).loss) / (2 * kStep);
  };
  for (Eigen::Index k = 0; k < block.source_words.size(); ++k) {
    EXPECT_NEAR(result.source.data()[k], by_small_steps(&WordBlock::source_words, k), 2e-3);
  }
  for (Eigen::Index k = 0; k < block.target_words.size(); ++k) {
    EXPECT_NEAR(result.target.data()[k], by_small_steps(&WordBlock::target_words, k), 2e-3);
  }
  EXPECT_GT(result.source.norm(), 0.05F);
}

TEST(WordObjectiveTest, ASentenceWithoutWordsHasNoSay) {
  WordBlock block = made_block();
  const WordObjectiveOptions options;
  const double whole = word_objective(block, options).loss;
  block.source.emplace_back();
  block.target.push_back({});
  EXPECT_DOUBLE_EQ(word_objective(block, options).loss, whole);
  block.source.push_back({0});
  block.target.push_back({});
  block.source.push_back({});
  block.target.push_back({2});
  const WordLoss result = word_objective(block, options);
  EXPECT_TRUE(std::isfinite(result.loss));
  EXPECT_TRUE(result.source.allFinite());
  EXPECT_TRUE(result.target.allFinite());
}

TEST(WordObjectiveTest, NoWordsAtAllAndWordsWithoutVectorsGiveNumbers) {
  WordBlock empty;
  empty.source.resize(2);
  empty.target.resize(2);
  empty.source_words.resize(0, 4);
  empty.target_words.resize(0, 4);
  EXPECT_EQ(word_objective(empty, {}).loss, 0);
  WordBlock zeros = made_block();
  zeros.source_words.setZero();
  const WordLoss result = word_objective(zeros, {});
  EXPECT_TRUE(std::isfinite(result.loss));
  EXPECT_TRUE(result.target.allFinite());
}

}  // namespace
}  // namespace qiao::embed
