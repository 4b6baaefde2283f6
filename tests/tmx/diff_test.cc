#include "tmx/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "tests/tmx/support.h"

namespace qiao::tmx {

void PrintTo(const Difference& d, std::ostream* out) {
  *out << d.source << ": " << ::testing::PrintToString(d.left) << " against "
       << ::testing::PrintToString(d.right);
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Units = std::vector<TranslationUnit>;

std::vector<Difference> differences(const Units& left, const Units& right, DiffSummary* summary) {
  Differ differ;
  for (const TranslationUnit& unit : left) differ.add(MemorySide::kLeft, unit, "zh-TW");
  for (const TranslationUnit& unit : right) differ.add(MemorySide::kRight, unit, "zh-TW");
  std::vector<Difference> result;
  *summary = differ.finish([&](const Difference& d) { result.push_back(d); });
  return result;
}

TEST(DiffTest, TellsWhatOneSideLacksAndWhatIsTranslatedDifferently) {
  DiffSummary summary;
  const auto found = differences(
      {pair_unit("一", "eins"), pair_unit("二", "zwei"), pair_unit("三", "drei")},
      {pair_unit("四", "vier"), pair_unit("三", "Dreier"), pair_unit("一", "EINS")}, &summary);
  EXPECT_THAT(found,
              ElementsAre(Difference{"二", {"zwei"}, {}}, Difference{"三", {"drei"}, {"Dreier"}},
                          Difference{"四", {}, {"vier"}}));
  EXPECT_EQ(summary, (DiffSummary{.same = 1, .only_left = 1, .only_right = 1, .differing = 1}));
}

TEST(DiffTest, SeveralTargetsAreASet) {
  DiffSummary summary;
  EXPECT_THAT(differences({pair_unit("好", "gut"), pair_unit("好", "fein"), pair_unit("好", "gut")},
                          {pair_unit("好", "fein"), pair_unit("好", "gut")}, &summary),
              IsEmpty());
  EXPECT_EQ(summary.same, 1);
  EXPECT_THAT(differences({pair_unit("好", "gut"), pair_unit("好", "fein")},
                          {pair_unit("好", "fein")}, &summary),
              ElementsAre(Difference{"好", {"gut", "fein"}, {"fein"}}));
}

TEST(DiffTest, AMemoryDoesNotDifferFromItself) {
  Units units;
  for (int i = 0; i < 3000; ++i) units.push_back(pair_unit("句" + std::to_string(i), "Satz"));
  DiffSummary summary;
  EXPECT_THAT(differences(units, units, &summary), IsEmpty());
  EXPECT_EQ(summary.same, 3000);
}

TEST(DiffTest, UnitsOfOneSideArePassedOver) {
  TranslationUnit unit = pair_unit("一", "eins");
  unit.variants.pop_back();
  DiffSummary summary;
  EXPECT_THAT(differences({unit}, {}, &summary), IsEmpty());
}

}  // namespace
}  // namespace qiao::tmx
