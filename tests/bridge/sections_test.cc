#include "bridge/sections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <utility>

namespace qiao::bridge {
namespace {

using align::Alignment;
using align::Bead;
using align::SentenceSpan;
using testing::ElementsAre;
using testing::Ge;
using testing::Le;
using testing::SizeIs;

// Words that the model knows, so that made-up sentences of them are translations of each other.
constexpr std::array<std::pair<const char*, const char*>, 64> kWords = {{
    {"蘋果", "Apfel"},   {"橋", "Brücke"},    {"火車", "Zug"},      {"醫生", "Arzt"},
    {"老師", "Lehrer"},  {"學校", "Schule"},  {"河", "Fluss"},      {"山", "Berg"},
    {"海", "Meer"},      {"魚", "Fisch"},     {"鳥", "Vogel"},      {"狗", "Hund"},
    {"貓", "Katze"},     {"馬", "Pferd"},     {"牛奶", "Milch"},    {"麵包", "Brot"},
    {"茶", "Tee"},       {"咖啡", "Kaffee"},  {"酒", "Wein"},       {"水", "Wasser"},
    {"火", "Feuer"},     {"雪", "Schnee"},    {"雨", "Regen"},      {"風", "Wind"},
    {"太陽", "Sonne"},   {"月亮", "Mond"},    {"星星", "Stern"},    {"天空", "Himmel"},
    {"森林", "Wald"},    {"花", "Blume"},     {"樹", "Baum"},       {"石頭", "Stein"},
    {"金", "Gold"},      {"銀", "Silber"},    {"鐵", "Eisen"},      {"國王", "König"},
    {"女王", "Königin"}, {"士兵", "Soldat"},  {"戰爭", "Krieg"},    {"和平", "Frieden"},
    {"城市", "Stadt"},   {"村莊", "Dorf"},    {"房子", "Haus"},     {"門", "Tür"},
    {"窗戶", "Fenster"}, {"桌子", "Tisch"},   {"椅子", "Stuhl"},    {"書", "Buch"},
    {"信", "Brief"},     {"報紙", "Zeitung"}, {"電話", "Telefon"},  {"電腦", "Computer"},
    {"汽車", "Auto"},    {"船", "Schiff"},    {"飛機", "Flugzeug"}, {"音樂", "Musik"},
    {"歌", "Lied"},      {"舞蹈", "Tanz"},    {"遊戲", "Spiel"},    {"朋友", "Freund"},
    {"敵人", "Feind"},   {"父親", "Vater"},   {"母親", "Mutter"},   {"孩子", "Kind"},
}};

// Two versions of a text of random words; row i of the one is row i of the other.
struct MadeVersions {
  std::vector<std::string> chinese, german;
};

MadeVersions make_versions(int sentences, unsigned seed) {
  std::mt19937 random(seed);
  MadeVersions made;
  for (int i = 0; i < sentences; ++i) {
    std::string chinese, german;
    const std::size_t words = 5 + random() % 5;
    for (std::size_t w = 0; w < words; ++w) {
      const auto [of_chinese, of_german] = kWords[random() % kWords.size()];
      chinese += of_chinese;
      chinese += "，";
      german += of_german;
      german += ", ";
    }
    made.chinese.push_back(chinese + "。");
    made.german.push_back(german + ".");
  }
  return made;
}

Sentences lent(const std::vector<std::string>& texts) {
  return {.views = {texts.begin(), texts.end()}};
}

// In order, each sentence of both texts once.
void expect_covers(const Alignment& alignment, int n, int m) {
  EXPECT_EQ(alignment.source_count, n);
  EXPECT_EQ(alignment.target_count, m);
  int source = 0;
  std::vector<int> target(static_cast<std::size_t>(m), 0);
  for (const Bead& bead : alignment.beads) {
    EXPECT_EQ(bead.source.begin, source);
    source = bead.source.end;
    for (int j = bead.target.begin; j < bead.target.end; ++j) ++target[static_cast<std::size_t>(j)];
  }
  EXPECT_EQ(source, n);
  EXPECT_EQ(std::count(target.begin(), target.end(), 1), m);
}

class SectionsTest : public testing::Test {
 protected:
  std::vector<Section> cut(const Sentences& source, const Sentences& target) {
    return cut_into_sections(source, target, model_, {}, short_, pool_);
  }
  Alignment align_in_sections(const Sentences& source, const Sentences& target) {
    return align(source, target, model_, {}, pool_, short_);
  }

  // Texts of 400 sentences are long.
  SectionOptions short_ = {.length = 200, .block = 8, .window = 40};
  embed::Model model_ = embed::Model::open(QIAO_SOURCE_DIR "/embed/models/default.qiao");
  embed::Pool pool_{2};
};

TEST_F(SectionsTest, ShortTextsAreOneSection) {
  const MadeVersions made = make_versions(399, 1);
  EXPECT_THAT(cut(lent(made.chinese), lent(made.german)), ElementsAre(Section{{0, 399}, {0, 399}}));
}

TEST_F(SectionsTest, LongTextsAreCutWhereBothSidesMeet) {
  const MadeVersions made = make_versions(2000, 2);
  const std::vector<Section> sections = cut(lent(made.chinese), lent(made.german));
  EXPECT_THAT(sections, SizeIs(testing::AllOf(Ge(7U), Le(10U))));
  for (const Section& section : sections) EXPECT_EQ(section.source, section.target);
}

TEST_F(SectionsTest, SectionsFollowEachOtherAndCoverBothTexts) {
  const MadeVersions made = make_versions(1500, 3);
  std::vector<std::string> shortened = made.german;
  shortened.erase(shortened.begin() + 500, shortened.begin() + 1100);
  const std::vector<Section> sections = cut(lent(made.chinese), lent(shortened));
  EXPECT_THAT(sections, SizeIs(Ge(2U)));
  SentenceSpan source, target;
  for (const Section& section : sections) {
    EXPECT_EQ(section.source.begin, source.end);
    EXPECT_EQ(section.target.begin, target.end);
    EXPECT_LE(section.source.size(), 3 * short_.length + 4 * 2 * short_.window);
    source = section.source;
    target = section.target;
  }
  EXPECT_EQ(source.end, 1500);
  EXPECT_EQ(target.end, 900);
}

TEST_F(SectionsTest, TheAlignmentIsThatOfTheWhole) {
  MadeVersions made = make_versions(1200, 4);
  std::mt19937 random(5);
  for (int k = 0; k < 60; ++k) {  // sentences that one side alone has
    made.chinese.erase(made.chinese.begin() + random() % made.chinese.size());
    made.german.erase(made.german.begin() + random() % made.german.size());
  }
  const Sentences source = lent(made.chinese), target = lent(made.german);
  const Alignment in_sections = align_in_sections(source, target);
  const Alignment whole = align(source, target, model_, {}, pool_);
  expect_covers(in_sections, source.size(), target.size());
  std::set<std::pair<int, int>> begins;
  for (const Bead& bead : whole.beads) begins.insert({bead.source.begin, bead.target.begin});
  const auto alike =
      std::count_if(in_sections.beads.begin(), in_sections.beads.end(), [&](const Bead& bead) {
        return begins.contains({bead.source.begin, bead.target.begin});
      });
  EXPECT_GE(static_cast<double>(alike), 0.995 * static_cast<double>(whole.beads.size()));
}

TEST_F(SectionsTest, AMissingChapterIsLeftOutAndTheRestAligned) {
  const MadeVersions made = make_versions(1600, 6);
  std::vector<std::string> shortened = made.german;
  shortened.erase(shortened.begin() + 300, shortened.begin() + 900);
  const Alignment found = align_in_sections(lent(made.chinese), lent(shortened));
  expect_covers(found, 1600, 1000);
  int right = 0;
  for (const Bead& bead : found.beads) {
    const int i = bead.source.begin;
    const SentenceSpan one = {i, i + 1};
    if (bead.source != one) continue;
    const int j = i < 300 ? i : i - 600;
    const bool missing = i >= 300 && i < 900;
    right += missing ? bead.target.empty() : bead.target == SentenceSpan{j, j + 1};
  }
  EXPECT_GE(right, 1590);
}

TEST_F(SectionsTest, StrangersHaveAnEndToo) {
  const MadeVersions one = make_versions(900, 7), other = make_versions(700, 8);
  expect_covers(align_in_sections(lent(one.chinese), lent(other.german)), 900, 700);
}

TEST_F(SectionsTest, AnEmptySideIsAllNull) {
  const MadeVersions made = make_versions(500, 9);
  const Alignment found = align_in_sections(lent(made.chinese), lent({}));
  expect_covers(found, 500, 0);
  EXPECT_THAT(found.beads, SizeIs(500));
}

TEST_F(SectionsTest, AnyNumberOfThreadsGivesTheSame) {
  const MadeVersions made = make_versions(900, 10);
  const Sentences source = lent(made.chinese), target = lent(made.german);
  embed::Pool one(1), five(5);
  EXPECT_EQ(align(source, target, model_, {}, one, short_),
            align(source, target, model_, {}, five, short_));
}

TEST_F(SectionsTest, TheShareThatIsDoneRisesToOne) {
  const MadeVersions made = make_versions(900, 11);
  std::vector<double> shares;
  align(lent(made.chinese), lent(made.german), model_, {}, pool_, short_,
        [&](double done) { shares.push_back(done); });
  EXPECT_THAT(shares, SizeIs(Ge(3U)));
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_EQ(shares.back(), 1);
}

TEST_F(SectionsTest, WithAnchorsTextsAreSearchedWhole) {
  EXPECT_TRUE(is_one_section(800, 800, {.anchors = {{5, 5}}}, short_));
  EXPECT_FALSE(is_one_section(800, 800, {}, short_));
}

}  // namespace
}  // namespace qiao::bridge
