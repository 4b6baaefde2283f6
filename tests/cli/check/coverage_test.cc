#include "cli/check/coverage.h"

#include <gmock/gmock.h>

#include "tests/cli/check/made_bridge.h"

namespace qiao::cli {
namespace {

using testing::made_bridge;
using testing::made_pair_in_context;

struct Covered {
  std::string word;
  float evidence;
  float taken;
};

// The words of the first source line and how well the first target line covers them.
std::vector<Covered> cover_first(const std::string& chinese, const std::string& german) {
  const Pair pair = made_pair_in_context(chinese, german);
  const Bridge bridge = made_bridge(pair);
  embed::Pool pool(1);
  const PairFigures figures = figures_of(pair);
  const Coverage coverage(pair, bridge, figures, pool);
  std::vector<Covered> words;
  for (const CoveredWord& word : coverage({0, 1}, {0, 1}).source.words) {
    words.push_back({std::string(testing::text_of(pair.source, word.text)), word.support.evidence,
                     word.support.taken});
  }
  return words;
}

const Covered& find(const std::vector<Covered>& words, std::string_view word) {
  for (const Covered& covered : words) {
    if (covered.word == word) return covered;
  }
  throw std::runtime_error("no such word");
}

TEST(CoverageTest, TellsTranslatedWordsFromOthers) {
  const auto words = cover_first("醫生買了麵包和牛奶。", "Der Arzt kaufte Brot.");
  EXPECT_GT(find(words, "醫生").evidence, find(words, "牛奶").evidence);
  EXPECT_GT(find(words, "麵包").evidence, find(words, "牛奶").evidence);
  EXPECT_GT(find(words, "麵包").taken, find(words, "牛奶").taken);
}

TEST(CoverageTest, ANameBeforeItsLatinFormIsCoveredByIt) {
  const auto words = cover_first("他住在喀爾文漢 (Calvenham) 的老房子裡。",
                                 "Er wohnt in einem alten Haus in Calvenham.");
  const float latin = find(words, "Calvenham").evidence;
  std::size_t before = 0;
  while (words[before].word != "Calvenham") ++before;
  ASSERT_GT(before, 0U);
  EXPECT_GE(words[before - 1].evidence, latin);
}

TEST(CoverageTest, AFigureOfBothSidesIsCovered) {
  const auto words = cover_first("這約占總投資額的一成五。", "Das sind rund 15 Prozent der Summe.");
  EXPECT_GE(words[words.size() - 1].taken, 1);
  EXPECT_GE(words[words.size() - 1].evidence, 2);
}

TEST(CoverageTest, ALineWithoutWordsCoversNothing) {
  const Pair pair = made_pair_in_context("醫生買了麵包。", "…");
  const Bridge bridge = made_bridge(pair);
  embed::Pool pool(1);
  const PairFigures figures = figures_of(pair);
  const CoveredBead bead = Coverage(pair, bridge, figures, pool)({0, 1}, {0, 1});
  EXPECT_TRUE(bead.target.words.empty());
  ASSERT_FALSE(bead.source.words.empty());
  for (const CoveredWord& word : bead.source.words) EXPECT_LT(word.support.evidence, 0);
}

}  // namespace
}  // namespace qiao::cli
