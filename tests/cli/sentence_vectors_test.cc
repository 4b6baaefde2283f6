// qiao align with vectors that others have made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// A made language pair of eight topics: sentence i is about topic i alone, whatever its words.
std::string topics(const std::vector<int>& of_each_sentence) {
  std::string bytes;
  for (const int topic : of_each_sentence) {
    float row[8] = {};
    if (topic >= 0) row[topic] = 2;
    bytes.append(reinterpret_cast<const char*>(row), sizeof row);
  }
  return bytes;
}

class SentenceVectorsTest : public ::testing::Test {
 protected:
  SentenceVectorsTest() {
    scratch_.put("zh.txt",
                 "第一句話。\n第二句話。\n第三句話。\n第四句話。\n第五句話。\n第六句話。\n");
    scratch_.put("de.txt",
                 "Ein erster Satz.\nEin zweiter Satz.\nEin dritter Satz.\nEin vierter Satz.\n"
                 "Ein fünfter Satz.\n");
    scratch_.put("zh.f32", topics({0, 1, 2, 3, 4, 5}));
    scratch_.put("de.f32", topics({0, 1, 3, 4, 5}));
  }
  Outcome align(const std::string& options) const {
    return scratch_.run("qiao align --pre-split zh.txt de.txt --format ladder " + options);
  }
  Scratch scratch_;
};

std::string beads_of(const std::string& ladder) {
  std::string beads;
  for (std::size_t at = 0; at < ladder.size(); at = ladder.find('\n', at) + 1) {
    beads += ladder.substr(at, ladder.rfind(':', ladder.find('\n', at)) - at) + " ";
  }
  return beads;
}

TEST_F(SentenceVectorsTest, TheVectorsDecideAndNoModelIsNeeded) {
  const Outcome outcome = scratch_.run(
      "QIAO_MODEL=nowhere qiao align --pre-split zh.txt de.txt --format ladder "
      "--source-vectors zh.f32 --target-vectors de.f32 --dim 8");
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(beads_of(outcome.out), "[0]:[0] [1]:[1] [2]:[] [3]:[2] [4]:[3] [5]:[4] ");
}

TEST_F(SentenceVectorsTest, FilesInTheWrongOrderTakeTheirVectorsWithThem) {
  const Outcome outcome = scratch_.run(
      "qiao align --pre-split de.txt zh.txt --format ladder --source-vectors de.f32 "
      "--target-vectors zh.f32 --dim 8");
  EXPECT_THAT(outcome.err, HasSubstr("taken in this order"));
  EXPECT_EQ(beads_of(outcome.out), "[0]:[0] [1]:[1] [2]:[] [3]:[2] [4]:[3] [5]:[4] ");
}

TEST_F(SentenceVectorsTest, EveryFormatIsWritten) {
  for (const char* format : {"tmx", "tsv", "jsonl", "html"}) {
    const Outcome outcome = scratch_.run(
        "qiao align --pre-split zh.txt de.txt --source-vectors zh.f32 --target-vectors de.f32 "
        "--dim 8 --format " +
        std::string(format));
    EXPECT_EQ(outcome.exit_code, 0) << format << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("第四句話。")) << format;
  }
}

TEST_F(SentenceVectorsTest, SentencesWithoutAVectorAreLeftAlone) {
  scratch_.put("zero.f32", topics({-1, -1, -1, -1, -1}));
  const Outcome outcome =
      align("--source-vectors zh.f32 --target-vectors zero.f32 --dim 8 2>/dev/null");
  EXPECT_EQ(outcome.exit_code, 0) << "rows of zeros have no direction, but an alignment there is";
}

TEST_F(SentenceVectorsTest, WhatDoesNotFitIsSaidWithTheRow) {
  std::string nan = topics({0, 1, 3, 4, 5});
  const float none = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(nan.data() + 2 * 8 * sizeof(float), &none, sizeof none);
  scratch_.put("nan.f32", nan);
  scratch_.put("short.f32", topics({0, 1, 3, 4}));
  const struct {
    const char* options;
    int exit_code;
    const char* says;
  } cases[] = {
      {"--source-vectors zh.f32 --target-vectors nan.f32 --dim 8", 3,
       "qiao: nan.f32: row 3 holds NaN or infinity"},
      {"--source-vectors zh.f32 --target-vectors short.f32 --dim 8", 3,
       "qiao: short.f32: ends after row 4, but de.txt has 5 lines; give one row a line"},
      {"--source-vectors zh.f32 --target-vectors zh.f32 --dim 8", 3,
       "qiao: zh.f32: goes on after row 5, but de.txt has 5 lines"},
      {"--source-vectors zh.f32 --target-vectors de.f32 --dim 7", 3,
       "qiao: zh.f32: row 7 is cut short"},
      {"--source-vectors zh.f32 --target-vectors de.f32", 3, "say --dim"},
      {"--source-vectors nowhere.f32 --target-vectors de.f32 --dim 8", 3, "qiao: nowhere.f32: "},
      {"--source-vectors zh.f32 --dim 8", 2, "--target-vectors is missing"},
      {"--target-vectors zh.f32 --dim 8", 2, "--source-vectors is missing"},
      {"--source-vectors zh.f32 --target-vectors de.f32 --dim -8", 2, "--dim: a number below 0"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = align(c.options);
    EXPECT_EQ(outcome.exit_code, c.exit_code) << c.options;
    EXPECT_EQ(outcome.out, "") << c.options;
    EXPECT_THAT(outcome.err, HasSubstr(c.says)) << c.options;
  }
  EXPECT_THAT(scratch_
                  .run("qiao align zh.txt de.txt --source-vectors zh.f32 --target-vectors de.f32 "
                       "--dim 8")
                  .err,
              HasSubstr("goes with --pre-split only"));
}

// As overlap.py writes them: every line and every two neighbours, in another order than the text's.
class OverlapsTest : public SentenceVectorsTest {
 protected:
  OverlapsTest() {
    scratch_.put("zh.txt", "第一句話。\n\n第二句話。\n第一句話。\n");
    scratch_.put("de.txt", " Ein erster Satz.\nEin zweiter Satz.\n");
    scratch_.put(
        "zh.overlaps",
        "BLANK_LINE\nBLANK_LINE 第二句話。\n第一句話。\n第一句話。 BLANK_LINE\n第二句話。\n"
        "第二句話。 第一句話。\n");
    scratch_.put("zh.emb", topics({-1, 1, 0, 0, 1, 2}));
    scratch_.put("de.overlaps", "Ein zweiter Satz.\nEin erster Satz.\n");
    scratch_.put("de.emb", topics({1, 0}));
  }
  static constexpr const char* kVectors =
      "--source-vectors zh.emb --target-vectors de.emb --dim 8 ";
};

TEST_F(OverlapsTest, EveryLineGetsTheRowOfItsText) {
  const Outcome outcome =
      align(std::string(kVectors) + "--source-overlaps zh.overlaps --target-overlaps de.overlaps");
  EXPECT_EQ(outcome.err, "");
  scratch_.put("rows.zh", topics({0, -1, 1, 0}));
  scratch_.put("rows.de", topics({0, 1}));
  EXPECT_EQ(outcome.out, align("--source-vectors rows.zh --target-vectors rows.de --dim 8").out);
  EXPECT_THAT(beads_of(outcome.out), HasSubstr("[0]:[0]"));
}

TEST_F(OverlapsTest, WhatCannotBeIsSaidWithItsPlace) {
  scratch_.put("other.overlaps", "Ein zweiter Satz.\nEin dritter Satz.\n");
  scratch_.put("short.overlaps", "Ein zweiter Satz.\n");
  const struct {
    const char* overlaps;
    int exit_code;
    const char* says;
  } cases[] = {
      {"--source-overlaps zh.overlaps --target-overlaps other.overlaps", 3,
       "qiao: de.txt:1: is not among the lines of other.overlaps; make the overlaps of this file"},
      {"--source-overlaps zh.overlaps --target-overlaps short.overlaps", 3,
       "qiao: de.emb: 2 rows, but short.overlaps has 1 lines; embed that file, or check --dim"},
      {"--source-overlaps zh.overlaps", 2, "one is missing"},
      {"--source-overlaps zh.overlaps --target-overlaps nowhere", 3, "nowhere: "},
  };
  for (const auto& c : cases) {
    const Outcome outcome = align(std::string(kVectors) + c.overlaps);
    EXPECT_EQ(outcome.exit_code, c.exit_code) << c.overlaps;
    EXPECT_EQ(outcome.out, "") << c.overlaps;
    EXPECT_THAT(outcome.err, HasSubstr(c.says)) << c.overlaps;
  }
}

}  // namespace
}  // namespace qiao::cli
