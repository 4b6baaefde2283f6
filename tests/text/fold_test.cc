#include "text/fold.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

namespace qiao::text {
namespace {

TEST(FoldTest, VariantsOfOneCharacterGetOneForm) {
  const std::vector<std::vector<std::string>> classes = {
      {"為", "爲", "为"},
      {"裡", "裏", "里"},
      {"臺", "台", "颱", "檯"},
      {"才", "纔"},
      {"線", "綫", "线"},
      {"說", "説", "说"},
      {"著", "着"},
      {"發", "髮", "发"},
      {"眾", "衆", "众"},
      {"群", "羣"},
      {"汙", "污"},
      {"溫", "温"},
      {"後", "后"},
      {"幹", "乾", "干"},
      {"國", "国"},
      {"一", "\u2F00"},              // Kangxi radical one
      {"不", "\uF967"},              // compatibility ideograph
      {"䲁", "鳚"},                  // simplified in the main block, Traditional in extension A
      {"暅", "𣈶"},                  // the form lies above U+10000
      {"\U0002005E", "\U0002003E"},  // both above
  };
  for (const auto& members : classes) {
    for (const auto& member : members) {
      EXPECT_EQ(fold_chinese(member), fold_chinese(members.front())) << member;
    }
  }
}

TEST(FoldTest, FrequentCharactersKeepTheirTaiwanForm) {
  for (const char* text :
       {"橋是故事", "臺灣", "為什麼", "裡面", "著火", "你妳他她牠祂", "龍", "鷹"}) {
    EXPECT_EQ(fold_chinese(text), text);
  }
}

TEST(FoldTest, SimplifiedAndTraditionalVersionsOfATextMeet) {
  const std::pair<const char*, const char*> texts[] = {
      {"她的头发在台风后干了。", "她的頭髮在颱風後乾了。"},
      {"电脑软件里面有两万个汉字", "電腦軟件裡面有兩萬個漢字"},
      {"只有这只鸟纔会为我们唱歌", "只有這隻鳥才會爲我們唱歌"},
      {"周末出版社会发表杂志", "週末出版社會發表雜誌"},
  };
  for (auto [simplified, traditional] : texts) {
    EXPECT_EQ(fold_chinese(simplified), fold_chinese(traditional));
  }
}

TEST(FoldTest, OtherScriptsAndPunctuationStay) {
  const std::string text = "Straße, ça va? Ὀδυσσεύς カタカナ 한국어 「…」 ，。 😀 １２３ 2025年";
  EXPECT_EQ(fold_chinese(text), text);
  EXPECT_EQ(fold_chinese(""), "");
}

TEST(FoldTest, OnlyTheCharactersThatChangeDo) {
  EXPECT_EQ(fold_chinese("aaaaaaaaaaaa为bb爲"), "aaaaaaaaaaaa為bb為");
}

TEST(FoldTest, FoldingIsIdempotent) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    const char32_t form = fold_chinese(c);
    ASSERT_EQ(fold_chinese(form), form) << "U+" << std::hex << static_cast<unsigned>(c);
  }
}

TEST(FoldTest, CharactersOutsideHanHaveNoOtherForm) {
  for (char32_t c = 0; c < 0x2E80; ++c) ASSERT_EQ(fold_chinese(c), c);
  for (char32_t c = 0xA000; c < 0xF900; ++c) ASSERT_EQ(fold_chinese(c), c);
}

TEST(FoldTest, BytesThatAreNoUtf8StayAsTheyAre) {
  const std::string cases[] = {
      "\xE4",
      "\xE4\xB8",
      "\xB8\xBA",
      "a\xFF\xFE",
      "\xF0\xA0",
      "\xF8\x88\x80\x80\x80",
      "\xED\xA0\x80",      // a surrogate
      "\xF0\x84\xB8\xBA",  // 为, overlong
      "\xF7\xBF\xBF\xBF",  // beyond U+10FFFF
  };
  for (const auto& bytes : cases) {
    EXPECT_EQ(fold_chinese(bytes), bytes);
    EXPECT_EQ(fold_chinese("为" + bytes + "a为"), "為" + bytes + "a為");
  }
}

TEST(FoldTest, RandomBytesAreFoldedOnceAndForAll) {
  std::mt19937 random(7);
  const std::string alphabet = "\xE4\xB8\xBA\xF0\xA0\xE9\xEF\x80\xBF z";
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, ' ');
    for (char& byte : bytes) byte = alphabet[random() % alphabet.size()];
    const std::string folded = fold_chinese(bytes);
    EXPECT_EQ(fold_chinese(folded), folded);
  }
}

TEST(FoldTest, ThreadsMayFoldAtTheSameTime) {
  std::vector<std::string> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&result] { result = fold_chinese("发爲里"); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(results, testing::Each("發為裡"));
}

}  // namespace
}  // namespace qiao::text
