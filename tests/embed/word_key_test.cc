// word_key: the one feature by which a vector of a whole word is found again in sentences.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "embed/features.h"

namespace qiao::embed {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<FeatureKey> keys_of(std::string_view sentence) {
  SentenceFeatures features;
  extract_features(sentence, features);
  return features.keys;
}

struct Use {
  const char* word;
  const char* sentence;
};

TEST(WordKeyTest, IsAFeatureOfEverySentenceWithTheWord) {
  for (const Use& use : {
           Use{"Brücke", "Die alte Brücke steht."},
           Use{"BRÜCKE", "Die alte Brücke steht."},
           Use{"Straße", "An der STRASSE"},
           Use{"橋", "那座橋很舊。"},
           Use{"電腦", "我的電腦壞了。"},
           Use{"电脑", "我的電腦壞了。"},  // Simplified rows serve Traditional text
           Use{"電腦", "我的电脑坏了。"},
           Use{"圖書館", "她在圖書館看書。"},  // three characters: the word as ICU cuts it
           Use{"图书馆", "她在圖書館看書。"},
           Use{"2025", "Im Jahr 2025 war"},
           Use{"1,500", "共1500人"},  // digits alone count
           Use{"Nvidia", "微軟和NVIDIA合作"},
       }) {
    const auto key = word_key(use.word);
    ASSERT_TRUE(key) << use.word;
    EXPECT_THAT(keys_of(use.sentence), Contains(*key)) << use.word;
  }
}

// Wherever two Han characters stand together they are a bigram: within a word or across two.
TEST(WordKeyTest, TwoHanCharactersAreFoundHoweverTheyAreCut) {
  for (const char* word : {"我的", "很舊", "了嗎"}) {
    const auto key = word_key(word);
    ASSERT_TRUE(key) << word;
    EXPECT_THAT(keys_of(std::string("這") + word + "吧"), Contains(*key)) << word;
  }
}

TEST(WordKeyTest, OtherWordsHaveOtherKeys) {
  EXPECT_THAT(keys_of("Die alte Brücke steht."), Not(Contains(*word_key("Brück"))));
  EXPECT_NE(word_key("橋"), word_key("喬"));
  EXPECT_NE(word_key("2025"), word_key("2026"));
}

TEST(WordKeyTest, WhatIsNotOneWordHasNone) {
  for (const char* text :
       {"", " ", "</s>", "z. B.", "Brücke ", "a/b", "。", "«", "\xFF", "他說她不喜歡吃魚"}) {
    EXPECT_FALSE(word_key(text)) << text;
  }
}

}  // namespace
}  // namespace qiao::embed
