#include "align/word_order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace qiao::align {
namespace {

constexpr float kNowhere = 0.1F;
constexpr float kTension = 8;

// So many words, each of which has to do with all words of the other side by chance.
WordRatios random_ratios(std::mt19937_64& random, Eigen::Index n, Eigen::Index m) {
  std::uniform_real_distribution<float> some(0.2F, 2);
  const auto values = [&](Eigen::Index count) {
    return Eigen::ArrayXf::NullaryExpr(count, [&] { return some(random); }).eval();
  };
  return {.close = Eigen::ArrayXXf::NullaryExpr(n, m, [&] { return some(random) * some(random); }),
          .source_importance = values(n),
          .target_importance = values(m),
          .source_background = values(n),
          .target_background = values(m)};
}

// Word k of either side is the translation of the other's, and nothing else has to do with it.
WordRatios translation(Eigen::Index n, Eigen::Index m) {
  WordRatios ratios{.close = Eigen::ArrayXXf::Constant(n, m, 0.1F),
                    .source_importance = Eigen::ArrayXf::Ones(n),
                    .target_importance = Eigen::ArrayXf::Ones(m),
                    .source_background = Eigen::ArrayXf::Ones(n),
                    .target_background = Eigen::ArrayXf::Ones(m)};
  for (Eigen::Index k = 0; k < std::min(n, m); ++k) ratios.close(k, k) = 50;
  return ratios;
}

WordRatios swapped(const WordRatios& ratios) {
  return {.close = ratios.close.transpose(),
          .source_importance = ratios.target_importance,
          .target_importance = ratios.source_importance,
          .source_background = ratios.target_background,
          .target_background = ratios.source_background};
}

// One side of the formula of the header, word by word: what the words of the target gain.
double gained_by_hand(const WordRatios& ratios) {
  const auto place = [](const Eigen::ArrayXf& importance, Eigen::Index word) {
    double before = 0;
    for (Eigen::Index w = 0; w < word; ++w) before += static_cast<double>(importance[w]);
    return (before + static_cast<double>(importance[word]) / 2) /
           static_cast<double>(importance.sum());
  };
  double gained = 0;
  for (Eigen::Index v = 0; v < ratios.target_importance.size(); ++v) {
    double all = 0, all_weights = 0, near = 0, near_weights = 0;
    for (Eigen::Index w = 0; w < ratios.source_importance.size(); ++w) {
      const auto omega = static_cast<double>(ratios.source_importance[w]);
      const double r = static_cast<double>(ratios.close(w, v) / ratios.target_background[v]);
      const double d =
          std::exp(-static_cast<double>(kTension) * std::abs(place(ratios.target_importance, v) -
                                                             place(ratios.source_importance, w)));
      all += omega * r;
      all_weights += omega;
      near += d * omega * r;
      near_weights += d * omega;
    }
    const auto p0 = static_cast<double>(kNowhere);
    gained += static_cast<double>(ratios.target_importance[v]) *
              (std::log(p0 + (1 - p0) * near / near_weights) -
               std::log(p0 + (1 - p0) * all / all_weights));
  }
  return gained;
}

TEST(WordOrderTest, IsTheFormulaOfItsHeader) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 40; ++round) {
    const WordRatios ratios = random_ratios(random, 1 + static_cast<Eigen::Index>(random() % 9),
                                            1 + static_cast<Eigen::Index>(random() % 9));
    EXPECT_NEAR(static_cast<double>(order_evidence(ratios, kNowhere, kTension)),
                gained_by_hand(ratios) + gained_by_hand(swapped(ratios)), 1e-3);
  }
}

TEST(WordOrderTest, SwappingTheSidesChangesNothing) {
  std::mt19937_64 random(2);
  const WordRatios ratios = random_ratios(random, 7, 4);
  EXPECT_NEAR(order_evidence(ratios, kNowhere, kTension),
              order_evidence(swapped(ratios), kNowhere, kTension), 1e-4F);
}

TEST(WordOrderTest, WithoutTensionOrderSaysNothing) {
  std::mt19937_64 random(3);
  EXPECT_NEAR(order_evidence(random_ratios(random, 6, 5), kNowhere, 0), 0, 1e-4F);
}

TEST(WordOrderTest, WordsInTheirPlacesSpeakForASpanAndWordsTurnedRoundAgainstIt) {
  WordRatios ratios = translation(10, 10);
  EXPECT_GT(order_evidence(ratios, kNowhere, kTension), 5);
  ratios.close = ratios.close.rowwise().reverse().eval();
  EXPECT_LT(order_evidence(ratios, kNowhere, kTension), -5);
}

TEST(WordOrderTest, WhatIsTooMuchOnEitherSidePushesWordsAside) {
  const float whole = order_evidence(translation(10, 10), kNowhere, kTension);
  const float with_more = order_evidence(translation(10, 16), kNowhere, kTension);
  EXPECT_LT(with_more, whole - 3);
  EXPECT_LT(order_evidence(translation(16, 10), kNowhere, kTension), whole - 3);
}

TEST(WordOrderTest, SpansWithoutWordsSayNothing) {
  EXPECT_EQ(order_evidence(translation(0, 5), kNowhere, kTension), 0);
  EXPECT_EQ(order_evidence(translation(5, 0), kNowhere, kTension), 0);
  WordRatios worthless = translation(3, 3);
  worthless.source_importance.setZero();
  EXPECT_EQ(order_evidence(worthless, kNowhere, kTension), 0);
}

}  // namespace
}  // namespace qiao::align
