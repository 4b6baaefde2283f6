#include "cli/summary.h"

#include <gmock/gmock.h>

namespace qiao::cli {
namespace {

using align::Alignment;
using align::Status;

TEST(SummaryTest, CountsPairsByTypeAndSentencesWithoutACounterpart) {
  const Alignment alignment = {
      .beads = {{.source = {0, 1}, .target = {0, 1}},
                {.source = {1, 3}, .target = {1, 2}},
                {.source = {3, 5}, .target = {2, 2}, .status = Status::kDropped},
                {.source = {5, 6}, .target = {2, 3}, .status = Status::kMoved},
                {.source = {6, 7}, .target = {3, 4}, .status = Status::kUncertain},
                {.source = {7, 7}, .target = {4, 5}, .status = Status::kAdded}},
      .source_count = 7,
      .target_count = 5};
  const Summary summary = summarize(alignment);
  EXPECT_DOUBLE_EQ(summary.paired_share, 3.0 / 5);  // of the target, which is shorter
  EXPECT_EQ(format_summary(summary, 0.256),
            "pairs    4: 3 of 1-1, 1 of 2-1\n"
            "moved    1 pair\n"
            "unsure   1 pair\n"
            "dropped  2 sentences, in the source only\n"
            "added    1 sentence, in the target only\n"
            "time     0.26 s\n");
}

TEST(SummaryTest, AShortenedVersionIsNoStranger) {
  Alignment alignment{.source_count = 100, .target_count = 10};
  for (int i = 0; i < 8; ++i) alignment.beads.push_back({{10 * i, 10 * i + 1}, {i, i + 1}});
  EXPECT_FALSE(summarize(alignment).nearly_nothing());
}

TEST(SummaryTest, AFewPairsOrUncertainOnesAreNearlyNothing) {
  Alignment alignment{.source_count = 20, .target_count = 20};
  EXPECT_TRUE(summarize(alignment).nearly_nothing());
  for (int i = 0; i < 3; ++i) alignment.beads.push_back({{i, i + 1}, {i, i + 1}});
  EXPECT_TRUE(summarize(alignment).nearly_nothing());
  for (int i = 3; i < 20; ++i) {
    alignment.beads.push_back({{i, i + 1}, {i, i + 1}, 0.1, Status::kUncertain});
  }
  EXPECT_TRUE(summarize(alignment).nearly_nothing());
}

}  // namespace
}  // namespace qiao::cli
