#include "tmx/stats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

MemoryStats stats_of(const std::vector<TranslationUnit>& units) {
  StatsCounter counter;
  for (const TranslationUnit& unit : units) counter.add(unit, "zh-TW");
  return counter.finish();
}

TEST(StatsTest, AnEmptyMemoryIsAllZero) {
  const MemoryStats stats = stats_of({});
  EXPECT_EQ(stats.units, 0);
  EXPECT_TRUE(stats.languages.empty());
}

TEST(StatsTest, TextsAreCountedByLanguage) {
  const MemoryStats stats =
      stats_of({pair_unit("買GB300。", "Kauf das Haus."), pair_unit("", "das haus")});
  EXPECT_EQ(stats.units, 2);
  const LanguageStats& zh = stats.languages.at("zh-TW");
  EXPECT_EQ(zh.segments, 2);
  EXPECT_EQ(zh.empty_segments, 1);
  EXPECT_EQ(zh.characters, 7);
  EXPECT_EQ(zh.han, 1);
  EXPECT_EQ(zh.words, 1);
  EXPECT_EQ(zh.distinct_words, 2);
  const LanguageStats& de = stats.languages.at("de-DE");
  EXPECT_EQ(de.characters, 22);
  EXPECT_EQ(de.words, 5);
  EXPECT_EQ(de.distinct_words, 3);  // Haus and haus are one
  EXPECT_EQ(de.single_words, 1);
  EXPECT_THAT(de.coverage, ElementsAre(Coverage{3, 1.0}));
  EXPECT_EQ(de.lengths[length_bin(14)], 2);  // 14 and 8 characters
}

TEST(StatsTest, CoverageIsOfTheCommonestWords) {
  // "w0" comes once, "w1" twice …
  std::vector<TranslationUnit> units;
  std::size_t running = 0, commonest = 0;
  for (int i = 0; i < 150; ++i) {
    std::string text;
    for (int k = 0; k <= i; ++k) text += "w" + std::to_string(i) + " ";
    units.push_back(pair_unit("", text));
    running += static_cast<std::size_t>(i) + 1;
    if (i >= 50) commonest += static_cast<std::size_t>(i) + 1;
  }
  const MemoryStats stats = stats_of(units);
  const LanguageStats& de = stats.languages.at("de-DE");
  EXPECT_THAT(de.coverage, ElementsAre(Coverage{100, static_cast<double>(commonest) /
                                                         static_cast<double>(running)},
                                       Coverage{150, 1.0}));
  EXPECT_FALSE(de.vocabulary_bounded);
}

TEST(StatsTest, AVocabularyWithoutEndIsBoundedAndSaysSo) {
  StatsCounter counter;
  for (int i = 0; i < 60000; ++i) {
    std::string text = "und ";
    for (int k = 0; k < 10; ++k) text += "w" + std::to_string(10 * i + k) + " ";
    counter.add(pair_unit("", text), "zh-TW");
  }
  const MemoryStats stats = counter.finish();
  const LanguageStats& de = stats.languages.at("de-DE");
  EXPECT_TRUE(de.vocabulary_bounded);
  EXPECT_LE(de.distinct_words, 500000);
  EXPECT_GE(de.coverage[0].share, 60000.0 / 660000);  // "und" is never forgotten
}

TEST(StatsTest, LanguagesWithoutEndAreCountedTogether) {
  StatsCounter counter;
  for (int i = 0; i < 200; ++i) {
    TranslationUnit unit = pair_unit("你", "a b");
    unit.variants[1].language = i < 100 ? "x-" + std::to_string(i) : std::string(1000000, 'x');
    counter.add(unit, "zh-TW");
  }
  const MemoryStats stats = counter.finish();
  EXPECT_THAT(stats.languages, SizeIs(kMostLanguages + 1));
  EXPECT_EQ(stats.languages.at("zh-TW").segments, 200);
  EXPECT_EQ(stats.languages.at("x-62").segments, 1);
  EXPECT_EQ(stats.languages.at("(other)").segments, 137);
}

TEST(StatsTest, DuplicatesAreThoseAfterTheFirst) {
  const MemoryStats stats = stats_of({pair_unit("你好", "Hallo"), pair_unit("你好", "Hallo"),
                                      pair_unit("你好", "HALLO "), pair_unit("你好", "Servus")});
  EXPECT_EQ(stats.exact_duplicates, 1);
  EXPECT_EQ(stats.normalised_duplicates, 1);
}

TEST(StatsTest, ScoresAndDatesAreOfTheUnits) {
  std::vector<TranslationUnit> units;
  for (const char* score : {"0.05", "0.95", "1.0", "1e300", "none", "nan", "inf", "-1"}) {
    units.push_back(pair_unit("你", "a"));
    units.back().annotations = {{Annotation::Kind::kProperty, "x-score", score, {}}};
  }
  units[1].attributes = {{"creationdate", "20250311T093000Z"}};
  units[2].attributes = {{"creationdate", "20240311T093000Z"}};
  const MemoryStats stats = stats_of(units);
  EXPECT_EQ(stats.scored_units, 4);
  EXPECT_THAT(stats.scores, ElementsAre(1, 0, 0, 0, 0, 0, 0, 0, 0, 3));
  EXPECT_EQ(stats.oldest, "20240311T093000Z");
  EXPECT_EQ(stats.newest, "20250311T093000Z");
}

TEST(LengthBinTest, NamesSayWhatTheBinsHold) {
  EXPECT_EQ(length_bin_name(length_bin(0)), "0");
  EXPECT_EQ(length_bin_name(length_bin(1)), "1");
  EXPECT_EQ(length_bin_name(length_bin(3)), "2-3");
  EXPECT_EQ(length_bin_name(length_bin(8)), "8-15");
  EXPECT_EQ(length_bin_name(length_bin(2047)), "1024-2047");
  EXPECT_EQ(length_bin_name(length_bin(2048)), "2048+");
  EXPECT_EQ(length_bin_name(length_bin(1000000)), "2048+");
}

}  // namespace
}  // namespace qiao::tmx
