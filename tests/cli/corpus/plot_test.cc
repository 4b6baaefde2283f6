#include "cli/corpus/plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/corpus/report.h"

namespace qiao::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(PlotTest, BarsAreAsLongAsTheirValues) {
  const std::string svg = bar_list({{"1-1", 40}, {"2-1", 10}}, 50);
  EXPECT_THAT(svg, HasSubstr("width=\"380.0\""));
  EXPECT_THAT(svg, HasSubstr("width=\"95.0\""));
  EXPECT_THAT(svg, HasSubstr("40 (80.0 %)"));
}

TEST(PlotTest, NothingIsAPlotToo) {
  EXPECT_THAT(bar_list({}, 0), HasSubstr("</svg>"));
  EXPECT_THAT(histogram({}), HasSubstr("</svg>"));
}

TEST(ReportTest, WhatOthersWroteIsEscaped) {
  CorpusStatistics statistics;
  count_document({.pair = {"a", "b"}, .error = "<b>.txt: \"empty\" & so on"}, statistics);
  const std::string page = report_html(statistics);
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;.txt: &quot;empty&quot; &amp; so on"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
}

TEST(StatisticsTest, BeadsAreCountedOnce) {
  CorpusStatistics statistics;
  count_bead({.source = "鶴", .target = "Kranich", .score = 1, .bead = "1-1"}, {}, statistics);
  count_bead({.source = "鶴", .target = "Kranich", .score = 0.02, .bead = "1-1"}, Rejection::kScore,
             statistics);
  count_bead({.source = "鶴", .score = 0.7, .bead = "1-0"}, Rejection::kDropped, statistics);
  EXPECT_EQ(statistics.beads, 2U);
  EXPECT_EQ(statistics.kept, 1U);
  EXPECT_EQ(statistics.scores.front(), 1U);
  EXPECT_EQ(statistics.scores.back(), 1U);
  EXPECT_EQ(statistics.kept_scores.front(), 0U);
  EXPECT_EQ(statistics.types.at("1-1"), 2U);
  EXPECT_EQ(statistics.kept_target_characters, 7U);
  EXPECT_EQ(statistics.rejected[static_cast<std::size_t>(Rejection::kDropped)], 1U);
}

}  // namespace
}  // namespace qiao::cli
