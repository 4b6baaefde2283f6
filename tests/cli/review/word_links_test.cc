#include "cli/review/word_links.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::Pair;

Side side(std::string text, text::Language language) {
  return {text::Document::read(std::move(text), "test", {.language = language}), {language}};
}

class WordLinksTest : public ::testing::Test {
 protected:
  using WordPair = std::pair<std::string, std::string>;

  std::vector<WordPair> words(const std::vector<WordLink>& links) const {
    std::vector<WordPair> words;
    for (const WordLink& link : links) {
      words.emplace_back(link.source_word.in(
                             pair_.source.document.sentence(static_cast<std::size_t>(link.source))),
                         link.target_word.in(pair_.target.document.sentence(
                             static_cast<std::size_t>(link.target))));
    }
    return words;
  }

  qiao::cli::Pair pair_{
      side("他喜歡音樂。\n昨天下了雨。\nNvidia賣了300台電腦。\n他的房子值一萬兩千。\n",
           text::Language::kChinese),
      side("Er mag Musik.\nGestern regnete es.\nNvidia verkaufte 300 "
           "Computer.\nSein Haus ist 12.000 wert.\n",
           text::Language::kGerman)};
  PairFigures figures_ = figures_of(pair_);
  align::Alignment alignment_{.beads = {{.source = {0, 1}, .target = {0, 1}},
                                        {.source = {1, 2}, .target = {1, 2}},
                                        {.source = {2, 3}, .target = {2, 3}},
                                        {.source = {3, 4}, .target = {3, 4}}},
                              .source_count = 4,
                              .target_count = 4};
  embed::Model model_ = embed::Model::open(source_file("embed/models/default.qiao"));
  embed::Pool pool_{1};
};

TEST_F(WordLinksTest, TranslationsAndNamesAreLinked) {
  const auto found = words(word_links(pair_, figures_, alignment_, model_, pool_));
  for (const WordPair& pair :
       {WordPair("音樂", "Musik"), WordPair("昨天", "Gestern"), WordPair("Nvidia", "Nvidia"),
        WordPair("300", "300"), WordPair("房子", "Haus"), WordPair("一萬兩千", "12.000")}) {
    EXPECT_THAT(found, Contains(pair));
  }
  EXPECT_THAT(found, Not(Contains(Pair("音樂", "regnete"))));
}

TEST_F(WordLinksTest, OnlyBeadsBesideEachOtherAreLooked) {
  const auto links = word_links(pair_, figures_, alignment_, model_, pool_);
  EXPECT_TRUE(std::is_sorted(links.begin(), links.end()));
  for (const WordLink& link : links) EXPECT_LE(std::abs(link.source - link.target), 1);
}

TEST_F(WordLinksTest, AHigherThresholdLeavesFewer) {
  const auto all = word_links(pair_, figures_, alignment_, model_, pool_);
  const auto close =
      word_links(pair_, figures_, alignment_, model_, pool_, {.least_cosine = 0.95F});
  EXPECT_LT(close.size(), all.size());
  EXPECT_THAT(words(close), Contains(Pair("Nvidia", "Nvidia")));
  EXPECT_THAT(words(word_links(pair_, figures_, alignment_, model_, pool_, {.least_cosine = 2})),
              ElementsAre(Pair("300", "300"), Pair("一萬兩千", "12.000")));
}

TEST_F(WordLinksTest, TextsWithoutBeadsHaveNone) {
  EXPECT_THAT(word_links(pair_, figures_, {}, model_, pool_), ::testing::IsEmpty());
}

}  // namespace
}  // namespace qiao::cli
