#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// Strict: 1 of 3 predicted, 1 of 2 gold. Lax: 2 of 3 and 2 of 2. Source null 3 is found.
constexpr const char* kGold = "[0]:[0]\n[1, 2]:[1]\n[3]:[]\n";
constexpr const char* kPredicted = "[0]:[0]:0.1\n[1]:[1]:0.2\n[2]:[]:1\n[3]:[]:1\n";

TEST(EvalCommandTest, PrintsATable) {
  const Scratch scratch;
  scratch.put("a.gold", kGold);
  scratch.put("a.pred", kPredicted);
  const Outcome outcome = scratch.run("qiao eval a.gold a.pred");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out,
            "              precision  recall     F1   in gold\n"
            "strict            0.500   0.500  0.500         2\n"
            "lax               0.750   1.000  0.857         2\n"
            "source nulls      0.500   1.000  0.667         1\n"
            "target nulls      0.000   0.000  0.000         0\n"
            "calibration error 0.475, right of the surest 80 % 0.333\n"
            "1 document\n");
}

TEST(EvalCommandTest, PrintsJson) {
  const Scratch scratch;
  scratch.put("a.gold", kGold);
  scratch.put("a.pred", kPredicted);
  const auto result =
      nlohmann::json::parse(scratch.run("qiao eval --format json a.gold a.pred").out);
  EXPECT_EQ(result["documents"], 1);
  EXPECT_EQ(result["strict"]["f1"], 0.5);
  EXPECT_EQ(result["lax"]["precision"], 0.75);
  EXPECT_EQ(result["source_nulls"]["recall"], 1.0);
  EXPECT_EQ(result["target_nulls"]["in_gold"], 0);
  // Right with .9, wrong with .8, wrong and right with 0.
  EXPECT_DOUBLE_EQ(result["calibration_error"], (0.1 + 0.8 + 1) / 4);
  EXPECT_DOUBLE_EQ(result["right_of_surest"], 1.0 / 3);
}

TEST(EvalCommandTest, DirectoriesAreComparedFileByFileAndSummed) {
  const Scratch scratch;
  scratch.put("gold/a.gold", kGold);
  scratch.put("gold/b.gold", "[0]:[0]\n");
  scratch.put("gold/notes.txt", "no ladder");
  scratch.put("pred/a.pred", kPredicted);
  scratch.put("pred/b.pred", "[0]:[0]\n");
  scratch.put("pred/c.pred", "without gold");
  const Outcome outcome = scratch.run("qiao eval gold pred");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, HasSubstr("strict            0.600   0.667  0.632         3\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\n2 documents\n"));
}

TEST(EvalCommandTest, AMissingPredictionIsSaidAndCountsAsNothingAligned) {
  const Scratch scratch;
  scratch.put("gold/a.gold", "[0]:[0]\n");
  scratch.put("gold/b.gold", "[0]:[0]\n");
  scratch.put("pred/a.pred", "[0]:[0]\n");
  const Outcome outcome = scratch.run("qiao eval gold pred");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "qiao: pred/b.pred: missing; counted as an empty alignment\n");
  EXPECT_THAT(outcome.out, HasSubstr("strict            1.000   0.500  0.667         2\n"));
}

TEST(EvalCommandTest, WhatCannotBeComparedIsBadInput) {
  const Scratch scratch;
  scratch.put("a.gold", kGold);
  scratch.put("folder/notes.txt", "");
  const Outcome mixed = scratch.run("qiao eval a.gold folder");
  EXPECT_EQ(mixed.exit_code, 3);
  EXPECT_THAT(mixed.err, StartsWith("qiao: a.gold: not a directory, but the other one is; "));
  const Outcome no_gold = scratch.run("qiao eval folder folder");
  EXPECT_EQ(no_gold.exit_code, 3);
  EXPECT_THAT(no_gold.err, StartsWith("qiao: folder: no file NAME.gold in this directory; "));
}

}  // namespace
}  // namespace qiao::cli
