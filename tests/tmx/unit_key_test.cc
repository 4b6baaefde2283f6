#include "tmx/unit_key.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "tests/tmx/support.h"
#include "tmx/unit_spool.h"

namespace qiao::tmx {
namespace {

TEST(NormalisedTest, LeavesOutWhatNoReaderMinds) {
  EXPECT_EQ(normalised("  Hallo\t Welt \n"), "hallo welt");
  EXPECT_EQ(normalised("ＡＢＣ，１"), "abc,1");
  EXPECT_EQ(normalised("Straße"), "strasse");
  EXPECT_EQ(normalised("U\u0308ber"), "über");
  EXPECT_EQ(normalised("co\u00ADop"), "coop");
  EXPECT_EQ(normalised("你好。"), "你好。");
  EXPECT_EQ(normalised(""), "");
}

// The common characters go a short way of their own, which must lead where ICU's does.
TEST(NormalisedTest, IsIcusNormalFormForEveryCharacter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  for (UChar32 c = 0x21; c < 0x20000; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    const icu::UnicodeString text = icu::UnicodeString("Aa") + c + "b";
    const icu::UnicodeString expected = form->normalize(text, status);
    if (expected.indexOf(' ') >= 0) continue;  // white space is not ICU's matter
    std::string utf8, expected_utf8;
    text.toUTF8String(utf8);
    expected.toUTF8String(expected_utf8);
    ASSERT_EQ(normalised(utf8), expected_utf8) << "U+" << std::hex << c;
  }
}

TEST(UnitKeysTest, NormalisedDuplicatesAreNotExactOnes) {
  const UnitKeys a = unit_keys(pair_unit("你好", "Hallo"), "zh-TW");
  const UnitKeys b = unit_keys(pair_unit("你好", "hallo "), "zh-TW");
  EXPECT_EQ(a.normalised, b.normalised);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.target, b.target);
  EXPECT_NE(a.exact, b.exact);
}

TEST(UnitKeysTest, TheOrderOfVariantsAndTheCaseOfTagsDoNotMatter) {
  const TranslationUnit unit = pair_unit("你好", "Hallo");
  TranslationUnit turned = unit;
  std::swap(turned.variants[0], turned.variants[1]);
  turned.variants[1].language = "ZH_tw";
  EXPECT_EQ(unit_keys(unit, "zh-TW").exact, unit_keys(turned, "zh-TW").exact);
  EXPECT_EQ(unit_keys(unit, "zh-TW").source, unit_keys(turned, "zh-TW").source);
}

TEST(UnitKeysTest, TextsDoNotRunIntoEachOther) {
  EXPECT_NE(unit_keys(pair_unit("ab", "c"), "zh-TW").normalised,
            unit_keys(pair_unit("a", "bc"), "zh-TW").normalised);
  EXPECT_NE(unit_keys(pair_unit("a", "b"), "zh-TW").normalised,
            unit_keys(pair_unit("b", "a"), "zh-TW").normalised);
}

TEST(UnitKeysTest, InlineTagsMakeExactDuplicatesOnly) {
  TranslationUnit tagged = pair_unit("你好", "Hallo");
  tagged.variants[0].segment.tags = {{3, true, "hi", {}}, {6, false, "hi", {}}};
  const UnitKeys a = unit_keys(pair_unit("你好", "Hallo"), "zh-TW");
  const UnitKeys b = unit_keys(tagged, "zh-TW");
  EXPECT_NE(a.exact, b.exact);
  EXPECT_EQ(a.normalised, b.normalised);
}

TEST(UnitSpoolTest, GivesUnitsBackInAnyOrder) {
  UnitSpool spool;
  WriteCounts counts;
  std::vector<UnitSpool::Place> places;
  const auto unit = [](std::size_t i) {
    TranslationUnit u = pair_unit("句" + std::string(i % 977, '.'), "Satz & " + std::to_string(i));
    u.attributes = {{"tuid", std::to_string(i)}};
    return u;
  };
  for (std::size_t i = 0; i < 5000; ++i) places.push_back(spool.add(unit(i), counts));
  for (std::size_t i = 5000; i > 0; i -= 50) EXPECT_EQ(spool.unit(places[i - 1]), unit(i - 1));
  places.push_back(spool.add(unit(7), counts));
  EXPECT_EQ(spool.unit(places.back()), unit(7));
}

}  // namespace
}  // namespace qiao::tmx
