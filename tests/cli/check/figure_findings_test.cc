#include "cli/check/figure_findings.h"

#include <gmock/gmock.h>

#include "tests/cli/check/made_pair.h"

namespace qiao::cli {
namespace {

using testing::aligned;
using testing::dropped;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::IsEmpty;
using testing::made_alignment;
using testing::made_pair;
using ::testing::SizeIs;

// One line a finding: "source 4000000000000 USD" is missing in the target,
// "source 2 | 3" differs from it.
std::vector<std::string> findings_of(const Pair& pair, std::vector<align::Bead> beads) {
  std::vector<std::string> lines;
  for (const Finding& f :
       figure_findings(pair, made_alignment(pair, std::move(beads)), figures_of(pair))) {
    if (f.confidence < 0.5) continue;
    lines.push_back((f.side == SideName::kSource ? "source " : "target ") + f.value +
                    (f.other_value.empty() ? "" : " | " + f.other_value));
  }
  return lines;
}

std::vector<std::string> of_one_bead(const char* chinese, const char* german) {
  return findings_of(made_pair(chinese, german), {aligned({0, 1}, {0, 1})});
}

TEST(FigureFindingsTest, WhatIsTheSameByValueIsNoFinding) {
  const struct {
    const char* chinese;
    const char* german;
  } cases[] = {
      {"市值達4萬億美元。", "Der Wert beträgt 4 Billionen US-Dollar."},
      {"合約價值2億美元。", "Der Vertrag bringt 200 Millionen US-Dollar."},
      {"每年生產1億8,000萬顆。", "Jährlich sind es 180 Millionen Stück."},
      {"成長百分之三十。", "Es wuchs um 30 %."},
      {"民國114年動工。", "Der Bau beginnt 2025."},
      {"他有三隻貓。", "Er hat drei Katzen."},
      {"1. 安平漁會，2 分 14 秒 45", "1. Anping, 2:14,45 min"},
      {"樓下二十三坪。", "Das Erdgeschoss hat 76 Quadratmeter."},
      // Small numbers that hide in words.
      {"保存七天。", "Eine Woche haltbar."},
      {"兩人一起走。", "Beide gingen zusammen."},
      {"我六點起床。", "Ich stehe um sechs auf."},
      {"我四點要離開。", "Ich gehe um vier."},
      {"一、摘要", "1 Kurz gesagt"},
      {"冷藏一小時", "1 Stunde kühlen"},
      {"十月初很暖。", "Der Oktoberanfang war warm."},
      {"他參加4人4球賽。", "Er spielte die Fourballs."},
      // Numbers of sections are no days and no decimals.
      {"圖 6.3. 老屋的平面圖", "Abbildung 6.3. Das alte Haus von oben"},
      {"12.10. 工具一覽", "12.10. Liste von Werkzeugen"},
      {"B.4.4. 管理流程", "B.4.4. Prozesse verwalten"},
      {"見節 1.2.12 與節 1.2.13。", "Siehe Abschnitt 1.2.12, und Abschnitt 1.2.13."},
      {"轉換為十六進制數。", "Es wird hexadezimal."},
      {"這是 16 進位制的數字。", "Diese Zahl ist hexadezimal."},
      {"連接線有一個 90 度的折彎。", "Der Verbinder hat einen rechtwinkligen Knick."},
      // Told in another way.
      {"充電要一小時四十分。", "Die Ladung dauert 100 Minuten."},
      {"鳳梨 1 台斤半", "900 g Ananas"},
      {"上看 80 度，比平均高 10 度。", "Bis 27 °C, 6 Grad mehr als üblich."},
      {"比賽進行到 27:37 時進球。", "Das Tor fiel in der 28. Minute."},
      {"第28分鐘進球。", "Das Tor fiel bei 27:37."},
  };
  for (const auto& c : cases) EXPECT_THAT(of_one_bead(c.chinese, c.german), IsEmpty()) << c.chinese;
}

TEST(FigureFindingsTest, TwoOfOneKindDiffer) {
  EXPECT_THAT(of_one_bead("合約價值2億美元。", "Der Vertrag bringt 20 Millionen US-Dollar."),
              ElementsAre("source 200000000 USD | 20000000 USD"));
  EXPECT_THAT(of_one_bead("下午4:40到。", "Er kam um 4:40 Uhr."),
              ElementsAre("source 16:40 | 04:40"));
  EXPECT_THAT(of_one_bead("下午4:40到。", "Er kam um 5:40 Uhr."),
              ElementsAre("source 16:40 | 05:40"));
  EXPECT_THAT(of_one_bead("售價 148,000 元。", "Preis: 4490 Euro."),
              ElementsAre("source 148000 money | 4490 EUR"));
}

TEST(FigureFindingsTest, OnlyTheSameNumberOfASectionExcusesIt) {
  EXPECT_THAT(of_one_bead("圖 6.3. 老屋", "Abbildung 6.4. Das alte Haus"), SizeIs(2));
  EXPECT_THAT(of_one_bead("圖 16.3. 老屋", "Abbildung 6.3. Das alte Haus"), SizeIs(2));
  EXPECT_THAT(of_one_bead("圖 6.3.1 老屋", "Abbildung 6.3. Das alte Haus"), SizeIs(1));
  // Three thousand five hundred, and three and a half.
  EXPECT_THAT(of_one_bead("共 3.500 公斤", "Zusammen 3.500 kg"), SizeIs(1));
}

TEST(FigureFindingsTest, OthersAreMissingOrAdded) {
  EXPECT_THAT(of_one_bead("2025年賣出50萬輛。", "Er verkaufte viele Autos."),
              ElementsAre("source 2025", "source 500000"));
  EXPECT_THAT(of_one_bead("賣得很好。", "Der Absatz stieg um 12 %."), ElementsAre("target 12 %"));
}

TEST(FigureFindingsTest, TheSentencesAroundMayNameIt) {
  const Pair pair = made_pair("總額42億歐元。\n補助6億歐元。",
                              "Die Summe ist groß.\n4,2 Mrd. und 600 Mio. Euro.");
  EXPECT_THAT(findings_of(pair, {aligned({0, 1}, {0, 1}), aligned({1, 2}, {1, 2})}), IsEmpty());
}

TEST(FigureFindingsTest, DroppedSentencesAreNotSearched) {
  const Pair pair = made_pair("他走了。\n總額42億歐元。", "Er ging.");
  EXPECT_THAT(findings_of(pair, {aligned({0, 1}, {0, 1}), dropped(1, 1)}), IsEmpty());
}

TEST(FigureFindingsTest, TheFigureIsMarkedInBothTexts) {
  const Pair pair =
      made_pair("他走了。\n合約價值2億美元。", "Er ging.\nEs sind 20 Millionen US-Dollar.");
  const auto findings = figure_findings(
      pair, made_alignment(pair, {aligned({0, 1}, {0, 1}), aligned({1, 2}, {1, 2})}),
      figures_of(pair));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(testing::text_of(pair.source, findings[0].passage.text), "2億美元");
  EXPECT_EQ(testing::text_of(pair.target, findings[0].other.text), "20 Millionen US-Dollar");
  EXPECT_EQ(findings[0].passage.sentences, (align::SentenceSpan{1, 2}));
}

TEST(FigureFindingsTest, ScalesAndClocksExcuseNothingElse) {
  // Both count in °C: nothing says that one of them converts.
  EXPECT_THAT(of_one_bead("比平均高 10 度。", "6 Grad mehr als üblich."),
              ElementsAre("source 10 ° | 6 °"));
  EXPECT_THAT(of_one_bead("上看 80 度，比平均高 20 度。", "Bis 27 °C, 6 Grad mehr als üblich."),
              ElementsAre("source 20 ° | 6 °"));
  EXPECT_THAT(of_one_bead("第31分鐘進球。", "Das Tor fiel bei 27:37."), SizeIs(Ge(1)));
  EXPECT_THAT(of_one_bead("比賽進行到 27:37 時進球。", "Er schoss 28 Tore."), SizeIs(Ge(1)));
}

TEST(FigureFindingsTest, AnUncertainBeadMakesUncertainFindings) {
  const Pair pair = made_pair("賣出50萬輛。", "Er ging.");
  const auto of_score = [&](double score) {
    return figure_findings(pair, made_alignment(pair, {aligned({0, 1}, {0, 1}, score)}),
                           figures_of(pair))
        .at(0)
        .confidence;
  };
  EXPECT_DOUBLE_EQ(of_score(0.5), of_score(1) / 2);
}

}  // namespace
}  // namespace qiao::cli
