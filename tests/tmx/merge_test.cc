#include "tmx/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "tests/tmx/support.h"
#include "tmx/unit_key.h"

namespace qiao::tmx {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Merged {
  std::vector<TranslationUnit> units;
  Header header;
  MergeSummary summary;
  std::vector<std::string> conflicts;  // "source: target | target"
};

using Input = std::pair<std::string, std::vector<TranslationUnit>>;  // srclang, units

Merged merge(const std::vector<Input>& inputs, const MergeOptions& options = {}) {
  Merger merger(options);
  for (const auto& [language, units] : inputs) {
    for (const TranslationUnit& unit : units) merger.add(unit, language);
  }
  std::ostringstream out;
  Merged result;
  result.summary = merger.finish(Header{}, *stream_sink(out), [&](const Conflict& conflict) {
    std::string line = conflict.source + ":";
    for (const std::string& target : conflict.targets) line += " " + target + " |";
    line.resize(line.size() - 2);
    result.conflicts.push_back(line);
  });
  const ReadResult read = read_memory(out.str());
  result.units = read.units;
  result.header = read.header;
  return result;
}

TranslationUnit dated(TranslationUnit unit, const char* date) {
  unit.attributes = {{"changedate", date}};
  return unit;
}
TranslationUnit scored(TranslationUnit unit, const char* score) {
  unit.annotations = {{Annotation::Kind::kProperty, "x-score", score, {}}};
  return unit;
}

TEST(MergeTest, AScoreThatIsNoNumberNeverWins) {
  for (const char* score : {"nan", "-nan", "inf", "", "much"}) {
    const Merged merged =
        merge({{"zh-TW",
                {scored(pair_unit("一", "EINS"), score), scored(pair_unit("一", "eins"), "0.1")}}},
              {.winner = Winner::kBest});
    EXPECT_THAT(merged.units, ElementsAre(scored(pair_unit("一", "eins"), "0.1"))) << score;
  }
}

TEST(MergeTest, NothingMakesAnEmptyMemory) {
  EXPECT_THAT(merge({}).units, IsEmpty());
  EXPECT_EQ(merge({}).summary.units_written, 0);
}

TEST(MergeTest, DuplicatesOfBothKindsGoAndTheOrderStays) {
  const Merged merged = merge(
      {{"zh-TW", {pair_unit("一", "eins"), pair_unit("二", "zwei"), pair_unit("一", "eins")}},
       {"zh-TW", {pair_unit("三", "drei"), pair_unit("二", "ZWEI"), pair_unit("四", "vier")}}});
  EXPECT_THAT(merged.units, ElementsAre(pair_unit("一", "eins"), pair_unit("二", "zwei"),
                                        pair_unit("三", "drei"), pair_unit("四", "vier")));
  EXPECT_EQ(merged.summary.units_read, 6);
  EXPECT_EQ(merged.summary.units_written, 4);
  EXPECT_EQ(merged.summary.exact_duplicates, 1);
  EXPECT_EQ(merged.summary.normalised_duplicates, 1);
  EXPECT_EQ(merged.summary.conflicts, 0);
}

TEST(MergeTest, ExactOnlyKeepsWhatDiffersInAByte) {
  const Merged merged =
      merge({{"zh-TW", {pair_unit("二", "zwei"), pair_unit("二", "ZWEI")}}}, {.exact_only = true});
  EXPECT_EQ(merged.summary.units_written, 2);
}

TEST(MergeTest, TheNewestWins) {
  const TranslationUnit old_unit = dated(pair_unit("一", "eins"), "20200101T000000Z");
  const TranslationUnit new_unit = dated(pair_unit("一", "Eins"), "20250101T000000Z");
  const TranslationUnit undated = pair_unit("一", "EINS");
  EXPECT_THAT(merge({{"zh-TW", {undated, old_unit, new_unit}}}).units, ElementsAre(new_unit));
  EXPECT_THAT(merge({{"zh-TW", {new_unit, old_unit, undated}}}).units, ElementsAre(new_unit));
}

TEST(MergeTest, TheBestScoreWinsWhenAsked) {
  const TranslationUnit worse = scored(pair_unit("一", "eins"), "0.5");
  const TranslationUnit better = scored(pair_unit("一", "Eins"), "0.75");
  EXPECT_THAT(merge({{"zh-TW", {worse, better}}}, {.winner = Winner::kBest}).units,
              ElementsAre(better));
  EXPECT_THAT(merge({{"zh-TW", {worse, better}}}).units, ElementsAre(worse));  // the first
}

TEST(MergeTest, OneSourceWithTwoTargetsIsAConflictAndBothStay) {
  const Merged merged =
      merge({{"zh-TW", {pair_unit("好", "gut"), pair_unit("好", "Gut!"), pair_unit("好", "GUT")}},
             {"zh-TW", {pair_unit("壞", "schlecht")}}});
  EXPECT_EQ(merged.units.size(), 3);
  EXPECT_THAT(merged.conflicts, ElementsAre("好: gut | Gut!"));
  EXPECT_EQ(merged.summary.conflicts, 1);
}

TEST(MergeTest, UnitsFromAnotherSourceLanguageSaySo) {
  const Merged merged =
      merge({{"zh-TW", {pair_unit("一", "eins")}}, {"de-DE", {pair_unit("二", "zwei")}}});
  EXPECT_EQ(merged.header.source_language, "zh-TW");
  EXPECT_EQ(attribute(merged.units[0].attributes, "srclang"), "");
  EXPECT_EQ(attribute(merged.units[1].attributes, "srclang"), "de-DE");
}

// The oracle keeps the best of each key in a map.
TEST(MergeTest, AgreesWithAMapOnManyUnits) {
  std::mt19937 random(5);
  std::vector<TranslationUnit> units;
  for (int i = 0; i < 20000; ++i) {
    TranslationUnit unit =
        pair_unit("句" + std::to_string(random() % 3000),
                  (random() % 2 ? "Satz" : "SATZ") + std::to_string(random() % 2));
    units.push_back(scored(unit, random() % 2 ? "0.25" : "0.75"));
  }
  std::map<Key, std::size_t> best;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto [entry, added] = best.emplace(unit_keys(units[i], "zh-TW").normalised, i);
    const std::size_t kept = entry->second;
    if (property(units[i].annotations, "x-score") > property(units[kept].annotations, "x-score")) {
      entry->second = i;
    }
  }
  std::vector<std::size_t> order;
  for (const auto& entry : best) order.push_back(entry.second);
  std::sort(order.begin(), order.end());
  const Merged merged = merge({{"zh-TW", units}}, {.winner = Winner::kBest});
  ASSERT_EQ(merged.units.size(), order.size());
  for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(merged.units[i], units[order[i]]) << i;
  EXPECT_EQ(merged.summary.exact_duplicates + merged.summary.normalised_duplicates +
                merged.summary.units_written,
            units.size());
}

}  // namespace
}  // namespace qiao::tmx
