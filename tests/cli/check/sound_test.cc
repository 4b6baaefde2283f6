#include "cli/check/sound.h"

#include <gtest/gtest.h>

#include "cli/check/consonants.h"

namespace qiao::cli {
namespace {

TEST(SoundTest, ConsonantsFallIntoClasses) {
  EXPECT_EQ(consonant_classes("nadella", false), "NTL");
  EXPECT_EQ(consonant_classes("schmidt", false), "SNT");
  EXPECT_EQ(consonant_classes("cicero", false), "SL");  // c before i and e
  EXPECT_EQ(consonant_classes("carlo", false), "KL");
  EXPECT_EQ(consonant_classes("qiao", true), "S");
  EXPECT_EQ(consonant_classes("aeiou", false), "");
}

TEST(SoundTest, TranscriptionsSoundLikeTheirNames) {
  const struct {
    const char* name;
    const char* han;
  } cases[] = {{"Nadella", "納德拉"},   {"Kavanaugh", "卡瓦諾"}, {"Mickelson", "米克森"},
               {"Thüringen", "圖林根"}, {"Leipzig", "萊比錫"},   {"Batta", "微軟的巴塔說"},
               {"NFL", "N.F.L."}};
  for (const auto& c : cases) EXPECT_GE(sound_likeness(c.name, c.han), 0.6) << c.name;
}

TEST(SoundTest, OtherWordsDoNot) {
  EXPECT_LT(sound_likeness("Nadella", "天空很高"), 0.6);
  EXPECT_LT(sound_likeness("Kavanaugh", "下雨了"), 0.6);
  EXPECT_EQ(sound_likeness("Io", "愛歐"), 0);
  EXPECT_EQ(sound_likeness("Nadella", ""), 0);
  EXPECT_EQ(sound_likeness("", "納德拉"), 0);
}

}  // namespace
}  // namespace qiao::cli
