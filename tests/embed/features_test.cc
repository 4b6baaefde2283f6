#include "embed/features.h"

#include <gmock/gmock.h>

#include <optional>
#include <string>

namespace qiao::embed {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using text::WordKind;

std::uint64_t hash_of(char kind, std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ static_cast<unsigned char>(kind);
  h *= 0x100000001b3ULL;
  for (const char c : text) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
  return h ^ (h >> 31);
}

// A feature written as its kind and text: w word, g gram, # number, z Han.
FeatureKey key(std::string_view feature) {
  const auto high = static_cast<FeatureKey>(hash_of(feature[0], feature.substr(1)) >> 32);
  return feature[0] == 'w' || feature[0] == '#' ? high | 1U : high & ~1U;
}
std::vector<FeatureKey> keys(std::initializer_list<std::string_view> features) {
  std::vector<FeatureKey> result;
  for (const std::string_view feature : features) result.push_back(key(feature));
  return result;
}

SentenceFeatures features_of(std::string_view sentence) {
  SentenceFeatures features;
  extract_features(sentence, features);
  return features;
}
std::vector<FeatureKey> keys_of(std::string_view sentence) { return features_of(sentence).keys; }

TEST(FeaturesTest, ALatinWordIsTheWordAndItsGramsOfThreeToFive) {
  EXPECT_THAT(keys_of("Brot"),
              ElementsAreArray(keys({"wbrot", "g<br", "gbro", "grot", "got>", "g<bro", "gbrot",
                                     "grot>", "g<brot", "gbrot>"})));
  EXPECT_THAT(keys_of("a"), ElementsAreArray(keys({"wa", "g<a>"})));
}

TEST(FeaturesTest, GramsCountCharactersNotBytes) {
  EXPECT_THAT(keys_of("öä"), ElementsAreArray(keys({"wöä", "g<öä", "göä>", "g<öä>"})));
}

TEST(FeaturesTest, AHanWordIsItsCharactersItsBigramsAndTheWholeWhenLonger) {
  EXPECT_THAT(keys_of("水"), ElementsAreArray(keys({"z水"})));
  EXPECT_THAT(keys_of("水火"), ElementsAreArray(keys({"z水", "z火", "z水火"})));
  EXPECT_THAT(keys_of("大學生"),
              ElementsAreArray(keys({"z大", "z學", "z生", "z大學", "z學生", "z大學生"})));
}

TEST(FeaturesTest, ABigramCrossesFromOneHanWordIntoTheNext) {
  EXPECT_THAT(keys_of("我們走"), ElementsAreArray(keys({"z我", "z們", "z我們", "z們走", "z走"})));
  EXPECT_THAT(keys_of("我們，走"), ElementsAreArray(keys({"z我", "z們", "z我們", "z走"})))
      << "but not over punctuation";
  EXPECT_THAT(keys_of("我們 走"), ElementsAreArray(keys({"z我", "z們", "z我們", "z走"})))
      << "nor over a space";
  EXPECT_THAT(keys_of("我們A"), ElementsAreArray(keys({"z我", "z們", "z我們", "wa", "g<a>"})))
      << "nor into Latin";
}

TEST(FeaturesTest, ANumberIsItsDigits) {
  for (const char* number : {"1500", "1.500", "1,500", "1'500"}) {
    EXPECT_THAT(keys_of(number), ElementsAreArray(keys({"#1500"}))) << number;
  }
}

TEST(FeaturesTest, WhatSaysTheSameHasTheSameFeatures) {
  const struct {
    const char* why;
    const char* one;
    const char* other;
  } cases[] = {
      {"case", "BRÜCKE", "brücke"},
      {"sharp s", "Straße", "STRASSE"},
      {"simplified and traditional", "电脑", "電腦"},
      {"variants", "爲", "為"},
      {"punctuation", "Brot, Wein!", "Brot (Wein)"},
      {"white space", "  Brot\tWein\n", "Brot Wein"},
      {"a name in either language", "Nvidia", "NVIDIA"},
  };
  for (const auto& c : cases) EXPECT_EQ(keys_of(c.one), keys_of(c.other)) << c.why;
}

TEST(FeaturesTest, WhatDiffersInOneCharacterHasAnotherKey) {
  EXPECT_NE(keys_of("水")[0], keys_of("火")[0]);
  EXPECT_NE(keys_of("Brot")[0], keys_of("Boot")[0]);
  EXPECT_NE(keys_of("12")[0], keys_of("21")[0]);
}

TEST(FeaturesTest, OnlyWholeLatinWordsAndNumbersHaveABucket) {
  const SentenceFeatures features = features_of("微軟和Nvidia在2025年");
  std::size_t buckets = 0;
  for (const FeatureWord& word : features.words) {
    for (std::uint32_t k = word.first; k < word.last; ++k) {
      const bool expected = word.kind != WordKind::kHan && k == word.first;
      EXPECT_EQ(has_bucket(features.keys[k]), expected);
      buckets += expected;
    }
  }
  EXPECT_EQ(buckets, 2U);
}

TEST(FeaturesTest, WordsCutTheKeysInOrderWithoutGaps) {
  const SentenceFeatures features = features_of("微軟和Nvidia在2025年 gebaut.");
  std::vector<WordKind> kinds;
  std::uint32_t next = 0;
  for (const FeatureWord& word : features.words) {
    EXPECT_EQ(word.first, next);
    EXPECT_LT(word.first, word.last);
    next = word.last;
    kinds.push_back(word.kind);
  }
  EXPECT_EQ(next, features.keys.size());
  EXPECT_THAT(kinds, ElementsAre(WordKind::kHan, WordKind::kHan, WordKind::kLatin, WordKind::kHan,
                                 WordKind::kNumber, WordKind::kHan, WordKind::kLatin));
}

TEST(FeaturesTest, EqualWordsHaveOneIdentityInAnyLanguageAndPlace) {
  const auto identity = [](std::string_view sentence, std::size_t word) {
    return features_of(sentence).words.at(word).identity;
  };
  EXPECT_EQ(identity("微軟和Nvidia", 2), identity("Bei NVIDIA heute", 1));
  EXPECT_EQ(identity("1.500 Euro", 0), identity("1500元", 0));
  EXPECT_EQ(identity("我們走", 0), identity("我們，走", 0)) << "though the features differ";
  EXPECT_NE(identity("Brot", 0), identity("Boot", 0));
}

TEST(FeaturesTest, ASentenceWithoutWordsHasNone) {
  for (const char* sentence : {"", " \n", "……", "「」，。！", "\xFF\xFE\x80"}) {
    EXPECT_THAT(keys_of(sentence), IsEmpty()) << sentence;
    EXPECT_THAT(features_of(sentence).words, IsEmpty()) << sentence;
  }
}

TEST(FeaturesTest, ASecondSentenceReplacesTheFirst) {
  SentenceFeatures features;
  extract_features("Brot und Wein", features);
  extract_features("水", features);
  EXPECT_THAT(features.keys, ElementsAreArray(keys({"z水"})));
  EXPECT_EQ(features.words.size(), 1U);
}

TEST(WordKeyTest, IsTheKeyThatASentenceLooksFor) {
  const struct {
    const char* word;
    std::optional<FeatureKey> key;
  } cases[] = {
      {"Brücke", key("wbrücke")}, {"BRÜCKE", key("wbrücke")},  {"水", key("z水")},
      {"电脑", key("z電腦")},     {"大學生", key("z大學生")},  {"1.500", key("#1500")},
      {"z. B.", std::nullopt},    {"guten Tag", std::nullopt}, {"。", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& c : cases) EXPECT_EQ(word_key(c.word), c.key) << c.word;
}

}  // namespace
}  // namespace qiao::embed
