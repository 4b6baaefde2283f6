#include "cli/pair/assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qiao::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Row {
  std::string kind, source, target;
  friend bool operator==(const Row&, const Row&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.kind << ' ' << row.source << ' ' << row.target;
  }
};

class AssignmentTest : public ::testing::Test {
 protected:
  AssignmentTest() {
    for (const char* name : {"s0", "s1", "s2"}) sides_.source.documents.push_back({.path = name});
    for (const char* name : {"t0", "t1", "t2"}) sides_.target.documents.push_back({.path = name});
    candidates_.reserve(9);
  }

  void hear(std::size_t source, std::size_t target, double score, double source_covered = 0.9,
            double target_covered = 0.9, bool same_name = false) {
    candidates_.push_back({.source = source, .target = target, .same_name = same_name});
    cases_.push_back(
        {.candidate = &candidates_.back(),
         .trial = {.source_covered = source_covered, .target_covered = target_covered, .pairs = 5},
         .score = score});
  }

  std::vector<Row> rows() {
    verdicts_ = assign_partners(sides_, cases_, 0.5);
    std::vector<Row> rows;
    for (const Verdict& v : verdicts_) {
      rows.push_back({std::string(kind_name(v.kind)), v.source, v.target});
    }
    return rows;
  }

  PairSides sides_;
  std::vector<Candidate> candidates_;
  std::vector<Case> cases_;
  std::vector<Verdict> verdicts_;
};

TEST_F(AssignmentTest, TheLikeliestGoFirstAndEachHasOnePartner) {
  hear(0, 0, 0.9);
  hear(0, 1, 0.95);
  hear(1, 1, 0.8);
  hear(2, 2, 0.6);
  EXPECT_THAT(rows(), ElementsAre(Row{"pair", "s0", "t1"}, Row{"pair", "s2", "t2"},
                                  Row{"version", "s0", "t0"}, Row{"version", "s1", "t1"},
                                  Row{"alone", "s1", ""}, Row{"alone", "", "t0"}));
  EXPECT_THAT(verdicts_[2].reason, HasSubstr("the source goes with t1"));
  EXPECT_THAT(verdicts_[3].reason, HasSubstr("the target goes with s0"));
  EXPECT_THAT(verdicts_[4].reason, HasSubstr("a version of the story of t1"));
}

TEST_F(AssignmentTest, WhatCoversLessThanHalfOfASideIsPartial) {
  hear(0, 0, 0.9, 0.3, 0.95);
  hear(1, 1, 0.9, 0.6, 0.7);
  hear(2, 2, 0.9, 0.9, 0.4);
  EXPECT_THAT(rows(), ElementsAre(Row{"partial", "s0", "t0"}, Row{"pair", "s1", "t1"},
                                  Row{"partial", "s2", "t2"}));
}

TEST_F(AssignmentTest, UnlikelyPairsAreNoneAndTheReasonSaysHowNearTheyCame) {
  hear(0, 0, 0.4, 0.2, 0.1);
  EXPECT_THAT(rows(),
              ElementsAre(Row{"alone", "s0", ""}, Row{"alone", "s1", ""}, Row{"alone", "s2", ""},
                          Row{"alone", "", "t0"}, Row{"alone", "", "t1"}, Row{"alone", "", "t2"}));
  EXPECT_EQ(verdicts_[0].reason, "at best t0: 5 beads pair 20 % of the source, 10 % of the target");
  EXPECT_EQ(verdicts_[0].score, 0.4);
  EXPECT_EQ(verdicts_[1].reason, "no document of the other side is near");
}

TEST_F(AssignmentTest, EqualScoresAreDecidedByTheName) {
  hear(0, 0, 0.9);
  hear(0, 1, 0.9, 0.9, 0.9, true);
  EXPECT_EQ(rows()[0], (Row{"pair", "s0", "t1"}));
}

}  // namespace
}  // namespace qiao::cli
