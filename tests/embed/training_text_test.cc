#include "embed/training_text.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace qiao::embed {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<FeatureKey> keys_of(std::string_view sentence) {
  SentenceFeatures features;
  extract_features(sentence, features);
  return features.keys;
}

std::vector<FeatureKey> sorted(std::vector<FeatureKey> keys) {
  std::sort(keys.begin(), keys.end());
  return keys;
}

TEST(FeaturePairsTest, KeepsPairsAndTheirFeatures) {
  FeaturePairs pairs("bread.tsv", 2, 0.5);
  pairs.add("水", "a");
  EXPECT_EQ(pairs.name(), "bread.tsv");
  EXPECT_EQ(pairs.size(), 1U);
  std::vector<FeatureKey> seen;
  pairs.each_key([&](FeatureKey key) { seen.push_back(key); });
  std::vector<FeatureKey> expected = keys_of("水");
  for (const FeatureKey key : keys_of("a")) expected.push_back(key);
  EXPECT_EQ(seen, expected);
}

TEST(FeaturePairsTest, APairWithASideThatHasNoFeatureIsPassedOver) {
  FeaturePairs pairs("x", 0, 1);
  pairs.add("", "a");
  pairs.add("水", "……");
  pairs.add("火", "b");
  pairs.add("水", "");
  EXPECT_EQ(pairs.size(), 1U);
  const std::vector<FeatureKey> all = sorted({keys_of("火")[0], keys_of("b")[0], keys_of("b")[1]});
  const PairSet set = pairs.in_rows(Vocabulary(all, 0));
  EXPECT_EQ(set.source.size(), 1U);
  EXPECT_EQ(set.source[0].size(), 1U);
  EXPECT_EQ(set.target.size(), 1U);
  EXPECT_EQ(set.target[0].size(), 2U);
}

TEST(FeaturePairsTest, RowsAreThoseOfTheVocabularyAndTheRestIsLeftOut) {
  FeaturePairs pairs("x", 3, 2);
  pairs.add("水火", "b");
  pairs.add("土", "b");
  const std::vector<FeatureKey> known = sorted({keys_of("水")[0], keys_of("火")[0]});
  const Vocabulary vocabulary(known, 1);
  const PairSet set = pairs.in_rows(vocabulary);
  EXPECT_EQ(set.name, "x");
  EXPECT_EQ(set.group, 3);
  EXPECT_EQ(set.weight, 2);
  ASSERT_EQ(set.source.size(), 2U);
  EXPECT_THAT(std::vector<std::uint32_t>(set.source[0].begin(), set.source[0].end()),
              ElementsAre(*vocabulary.row(keys_of("水")[0]), *vocabulary.row(keys_of("火")[0])));
  EXPECT_THAT(set.source[1], IsEmpty()) << "an unknown character";
  EXPECT_THAT(std::vector<std::uint32_t>(set.target[0].begin(), set.target[0].end()),
              ElementsAre(2))
      << "an unknown word goes to the bucket, its grams nowhere";
}

TEST(FeaturePairsTest, FeaturesStayWithTheirWordsAndUnknownWordsAreNone) {
  FeaturePairs pairs("x", 0, 1);
  pairs.add("水。火", "b a c");
  std::vector<FeatureKey> known = keys_of("水火");
  for (const FeatureKey key : keys_of("b")) known.push_back(key);
  for (const FeatureKey key : keys_of("c")) known.push_back(key);
  const std::vector<FeatureKey> keys = sorted(known);
  const PairSet set = pairs.in_rows(Vocabulary(keys, 0));
  EXPECT_THAT(set.source.sentences, ElementsAre(0, 2));
  EXPECT_THAT(set.source.words, ElementsAre(0, 1, 2));
  EXPECT_THAT(set.target.sentences, ElementsAre(0, 2));
  EXPECT_THAT(set.target.words, ElementsAre(0, 2, 4));
}

TEST(FeaturePairsTest, ALongSentenceIsCutAtSixHundredFeatures) {
  std::string sentence;
  for (int k = 0; k < 500; ++k) sentence += "水。";
  FeaturePairs pairs("x", 0, 1);
  pairs.add(sentence, sentence + sentence);
  const std::vector<FeatureKey> known = keys_of("水");
  const PairSet set = pairs.in_rows(Vocabulary(known, 0));
  EXPECT_EQ(set.source[0].size(), 500U);
  EXPECT_EQ(set.target[0].size(), 600U);
}

TEST(FeaturePairsTest, AWordIsNotCutButAFirstWordOfTooManyFeaturesIs) {
  const std::string endless(300, 'a');  // some nine hundred features
  FeaturePairs pairs("x", 0, 1);
  pairs.add("水。" + endless, endless + " b");
  std::vector<FeatureKey> known = keys_of(endless + " b");
  known.push_back(keys_of("水")[0]);
  known = sorted(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const PairSet set = pairs.in_rows(Vocabulary(known, 0));
  EXPECT_EQ(set.source[0].size(), 1U);
  EXPECT_EQ(set.target[0].size(), 600U);
  EXPECT_THAT(set.target.sentences, ElementsAre(0, 1)) << "one word";
}

TEST(FrequentKeysTest, KeepsTheMostFrequentInOrderOfTheirKeys) {
  std::vector<FeaturePairs> pairs;
  pairs.emplace_back("x", 0, 1);
  pairs.emplace_back("y", 0, 1);
  // 水 five times over both sets, 火 three times, 土 and 木 twice, 金 once.
  pairs[0].add("水。水", "火。土");
  pairs[0].add("水", "木。木");
  pairs[1].add("水。火", "火。水");
  pairs[1].add("土", "金");
  const auto key = [](std::string_view text) { return keys_of(text)[0]; };
  EXPECT_EQ(frequent_keys(pairs, 100, 1),
            sorted({key("水"), key("火"), key("土"), key("木"), key("金")}));
  EXPECT_EQ(frequent_keys(pairs, 100, 3), sorted({key("水"), key("火")}));
  EXPECT_EQ(frequent_keys(pairs, 1, 1), sorted({key("水")}));
  EXPECT_EQ(frequent_keys(pairs, 3, 1),
            sorted({key("水"), key("火"), std::min(key("土"), key("木"))}))
      << "ties go to the smaller key";
  EXPECT_THAT(frequent_keys(pairs, 0, 1), IsEmpty());
  EXPECT_THAT(frequent_keys({}, 10, 1), IsEmpty());
}

}  // namespace
}  // namespace qiao::embed
