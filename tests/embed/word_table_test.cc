#include "embed/word_table.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace qiao::embed {
namespace {

using Row = Eigen::RowVectorXf;

// Words of frequency 0 get weight 1 and take no part in the mean: their rows are plain.
constexpr double kRare = 0;

Row row_of(const ModelContents& contents, const std::string& word) {
  const auto at = std::lower_bound(contents.keys.begin(), contents.keys.end(), *word_key(word));
  if (at == contents.keys.end() || *at != *word_key(word)) return {};
  return contents.table.row(at - contents.keys.begin());
}

Row row(std::initializer_list<float> values) {
  Row result(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), result.data());
  return result;
}

bool add(WordTable& table, const std::string& word, std::vector<float> vector, double frequency) {
  return table.add(word, vector, frequency);
}

TEST(WordTableTest, KeysAreSortedAndEachHasItsRow) {
  WordTable table(8);
  std::mt19937 random(3);
  std::vector<std::vector<float>> vectors;
  for (int i = 0; i < 3000; ++i) {
    std::vector<float> vector(8);
    for (float& x : vector) x = static_cast<float>(random() % 21) - 10.0F;
    vector[0] = 11;  // never zero
    ASSERT_TRUE(add(table, "w" + std::to_string(i), vector, kRare));
    vectors.push_back(vector);
  }
  const ModelContents contents = table.finish();
  EXPECT_TRUE(std::is_sorted(contents.keys.begin(), contents.keys.end()));
  EXPECT_EQ(std::adjacent_find(contents.keys.begin(), contents.keys.end()), contents.keys.end());
  ASSERT_EQ(contents.table.rows(), static_cast<Eigen::Index>(contents.keys.size()));
  for (int i = 0; i < 3000; ++i) {
    const Row expected =
        Eigen::Map<Row>(vectors[static_cast<std::size_t>(i)].data(), 8).normalized();
    EXPECT_TRUE(row_of(contents, "w" + std::to_string(i)).isApprox(expected, 1e-6F)) << i;
  }
}

TEST(WordTableTest, DimensionsArePaddedWithZeros) {
  WordTable table(3);
  ASSERT_TRUE(add(table, "Haus", {0, 3, 4}, kRare));
  const ModelContents contents = table.finish();
  EXPECT_TRUE(row_of(contents, "Haus").isApprox(row({0, 0.6F, 0.8F, 0, 0, 0, 0, 0})));
}

TEST(WordTableTest, FrequentWordsWeighLess) {
  // With opposite vectors of the same p * weight the common part is zero.
  WordTable table(8, {.a = 0.01});
  ASSERT_TRUE(add(table, "die", {1, 0, 0, 0, 0, 0, 0, 0}, 0.03));
  ASSERT_TRUE(add(table, "der", {-1, 0, 0, 0, 0, 0, 0, 0}, 0.03));
  ASSERT_TRUE(add(table, "Zebra", {0, 1, 0, 0, 0, 0, 0, 0}, kRare));
  const ModelContents contents = table.finish();
  EXPECT_NEAR(row_of(contents, "die").norm(), 0.25, 1e-6);  // 0.01 / (0.01 + 0.03)
  EXPECT_NEAR(row_of(contents, "Zebra").norm(), 1, 1e-6);
}

TEST(WordTableTest, TheExpectedSumOfRunningTextIsZeroInEachLanguage) {
  WordTable table(8);
  const std::vector<std::string> words{"ein", "Hund", "bellt", "laut"};
  const std::vector<double> shares{0.4, 0.3, 0.2, 0.1};
  std::mt19937 random(1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<float> vector(8);
    for (float& x : vector) x = 5.0F + static_cast<float>(random() % 7);  // one cone, as in life
    ASSERT_TRUE(add(table, words[i], vector, shares[i]));
  }
  const ModelContents contents = table.finish();
  Row sum = Row::Zero(8);
  float size = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    sum += static_cast<float>(shares[i]) * row_of(contents, words[i]);
    size += static_cast<float>(shares[i]) * row_of(contents, words[i]).norm();
  }
  EXPECT_LT(sum.norm(), 1e-5F * size);
}

TEST(WordTableTest, WithinALanguageTheMoreFrequentFormIsKept) {
  WordTable table(8);
  EXPECT_TRUE(add(table, "die", {1, 0, 0, 0, 0, 0, 0, 0}, kRare));
  EXPECT_FALSE(add(table, "Die", {0, 1, 0, 0, 0, 0, 0, 0}, kRare));
  EXPECT_TRUE(add(table, "电脑", {0, 0, 1, 0, 0, 0, 0, 0}, kRare));
  EXPECT_FALSE(add(table, "電腦", {0, 0, 0, 1, 0, 0, 0, 0}, kRare));
  const ModelContents contents = table.finish();
  EXPECT_EQ(contents.keys.size(), 2U);
  EXPECT_TRUE(row_of(contents, "DIE").isApprox(row({1, 0, 0, 0, 0, 0, 0, 0})));
  EXPECT_TRUE(row_of(contents, "電腦").isApprox(row({0, 0, 1, 0, 0, 0, 0, 0})));
}

TEST(WordTableTest, BetweenLanguagesTheMeanByFrequencyIsTaken) {
  // a so large that every weight is 1; a counterweight keeps each language's mean at zero.
  WordTable table(8, {.a = 1e9});
  ASSERT_TRUE(add(table, "die", {1, 0, 0, 0, 0, 0, 0, 0}, 0.3));
  ASSERT_TRUE(add(table, "das", {-1, 0, 0, 0, 0, 0, 0, 0}, 0.3));
  table.next_language();
  ASSERT_TRUE(add(table, "die", {0, 1, 0, 0, 0, 0, 0, 0}, 0.1));
  ASSERT_TRUE(add(table, "live", {0, -1, 0, 0, 0, 0, 0, 0}, 0.1));
  const ModelContents contents = table.finish();
  EXPECT_EQ(contents.keys.size(), 3U);
  EXPECT_TRUE(row_of(contents, "die").isApprox(row({0.75F, 0.25F, 0, 0, 0, 0, 0, 0}), 1e-5F));
}

TEST(WordTableTest, AVectorFromSubwordsYieldsToALanguageThatKnowsTheWord) {
  WordTable table(8, {.a = 1e9});
  ASSERT_TRUE(add(table, "Hund", {1, 0, 0, 0, 0, 0, 0, 0}, 0.1));
  ASSERT_TRUE(add(table, "Katze", {-1, 0, 0, 0, 0, 0, 0, 0}, 0.1));
  ASSERT_TRUE(add(table, "Nvidia", {0, 0, 1, 0, 0, 0, 0, 0}, 0));
  table.next_language();
  ASSERT_TRUE(add(table, "Hund", {0, 1, 0, 0, 0, 0, 0, 0}, 0));
  ASSERT_TRUE(add(table, "Nvidia", {0, 0, 0, 1, 0, 0, 0, 0}, 0));
  const ModelContents contents = table.finish();
  EXPECT_TRUE(row_of(contents, "Hund").isApprox(row({1, 0, 0, 0, 0, 0, 0, 0}), 1e-5F));
  // Neither knows it: both made it up, both are heard.
  EXPECT_TRUE(row_of(contents, "Nvidia").isApprox(row({0, 0, 0.5F, 0.5F, 0, 0, 0, 0}), 1e-5F));
}

TEST(WordTableTest, WhatNoSentenceLooksForIsPassedOver) {
  WordTable table(8);
  EXPECT_FALSE(add(table, "</s>", std::vector<float>(8, 1), 0.1));
  EXPECT_FALSE(add(table, "Haus", std::vector<float>(8, 0), 0.1));
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.finish().table.rows(), 0);
}

}  // namespace
}  // namespace qiao::embed
