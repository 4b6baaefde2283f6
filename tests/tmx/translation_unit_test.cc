#include "tmx/translation_unit.h"

#include <gtest/gtest.h>

#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

TEST(SegmentTest, WordsLeaveOutNativeCodeButKeepHighlightedText) {
  const Segment segment{
      "Click <br>here now",
      {{6, true, "ph", {}}, {10, false, "ph", {}}, {10, true, "hi", {}}, {14, false, "hi", {}}}};
  EXPECT_EQ(segment.words(), "Click here now");
}

TEST(SegmentTest, TextInsideSubIsPartOfItsCode) {
  // <ph>&lt;img alt="<sub>Start</sub>">
  const Segment segment{
      "A<alt Start>B",
      {{1, true, "ph", {}}, {6, true, "sub", {}}, {11, false, "sub", {}}, {12, false, "ph", {}}}};
  EXPECT_EQ(segment.words(), "AB");
}

TEST(LanguageTagTest, CaseAndUnderscoreDoNotMatter) {
  EXPECT_TRUE(same_language("zh-TW", "ZH_tw"));
  EXPECT_FALSE(same_language("zh-TW", "zh"));
  EXPECT_FALSE(same_language("zh-TW", "zh-HK"));
}

struct SidesCase {
  std::string header;
  std::string unit;
  std::string source;
  std::string target;
};

TEST(SidesTest, TheSourceIsNamedByTheUnitThenByTheHeaderThenByOrder) {
  const SidesCase cases[] = {
      {"zh-TW", "", "你好", "Hallo"},      {"de-DE", "", "Hallo", "你好"},
      {"de-de", "", "Hallo", "你好"},      {"*all*", "", "你好", "Hallo"},
      {"zh-TW", "de-DE", "Hallo", "你好"}, {"fr", "", "你好", "Hallo"},
  };
  for (const SidesCase& c : cases) {
    TranslationUnit unit = pair_unit("你好", "Hallo");
    if (!c.unit.empty()) set_attribute(unit.attributes, "srclang", c.unit);
    const Sides s = sides(unit, c.header);
    EXPECT_EQ(s.source->segment.text, c.source) << c.header << " " << c.unit;
    EXPECT_EQ(s.target->segment.text, c.target) << c.header << " " << c.unit;
  }
}

TEST(SidesTest, AUnitOfOneLanguageHasNoTarget) {
  TranslationUnit unit = pair_unit("你好", "Hallo");
  unit.variants.pop_back();
  EXPECT_NE(sides(unit, "zh-TW").source, nullptr);
  EXPECT_EQ(sides(unit, "zh-TW").target, nullptr);
  EXPECT_EQ(sides(TranslationUnit{}, "zh-TW").source, nullptr);
}

TEST(AttributeTest, SettingReplacesOrAppends) {
  Attributes attributes{{"tuid", "1"}};
  set_attribute(attributes, "tuid", "2");
  set_attribute(attributes, "changeid", "me");
  EXPECT_EQ(attributes, (Attributes{{"tuid", "2"}, {"changeid", "me"}}));
  EXPECT_EQ(attribute(attributes, "changedate"), "");
}

}  // namespace
}  // namespace qiao::tmx
