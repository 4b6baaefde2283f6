#include "align/calibration.h"

#include <gtest/gtest.h>

namespace qiao::align {
namespace {

TEST(CalibrationTest, ABeadIsRightWhenTheGoldHoldsExactlyIt) {
  const Ladder gold = parse_ladder("[0]:[0]\n[1, 2]:[1]\n[3]:[]\n", "gold");
  const Ladder found = parse_ladder("[0]:[0]:0.25\n[1]:[1]:0.5\n[3]:[]:1\n[]:[]:0\n", "found");
  const auto scored = scored_against(gold, found);
  ASSERT_EQ(scored.size(), 3U);
  EXPECT_EQ(scored[0].score, 0.75);
  EXPECT_TRUE(scored[0].right);
  EXPECT_FALSE(scored[1].right);
  EXPECT_EQ(scored[2].score, 0);
  EXPECT_TRUE(scored[2].right);
}

TEST(CalibrationTest, TheErrorIsTheDistanceOfScoreAndShareBinByBin) {
  EXPECT_EQ(calibration_error({}), 0);
  const std::vector<ScoredBead> believed = {{0.75, true},  {0.75, true}, {0.75, true},
                                            {0.75, false}, {1, true},    {0, false}};
  EXPECT_NEAR(calibration_error(believed), 0, 1e-12);
  // Errors of two bins do not cancel: four of .75 that are all right, four of .25 all wrong.
  std::vector<ScoredBead> timid(4, {0.75, true});
  timid.insert(timid.end(), 4, {0.25, false});
  EXPECT_NEAR(calibration_error(timid), 0.25, 1e-12);
}

TEST(CalibrationTest, TheSurestAreThoseWithTheHighestScores) {
  const std::vector<ScoredBead> beads = {
      {0.2, false}, {0.9, true}, {0.8, true}, {0.7, false}, {0.6, true}};
  EXPECT_DOUBLE_EQ(right_of_surest(beads, 0.8), 0.75);
  EXPECT_DOUBLE_EQ(right_of_surest(beads, 0.4), 1);
  EXPECT_DOUBLE_EQ(right_of_surest({}, 0.8), 0);
}

}  // namespace
}  // namespace qiao::align
