#include "align/ladder.h"

#include <gmock/gmock.h>

#include <sstream>

#include "text/input_error.h"

namespace qiao::align {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(LadderTest, ALineIsABead) {
  EXPECT_THAT(parse_ladder("[0, 1]:[2]:0.153\n", "x"),
              ElementsAre(LadderBead{.source = {0, 1}, .target = {2}, .cost = 0.153}));
}

TEST(LadderTest, GoldFilesAreReadAsTheyCome) {
  const struct {
    const char* why;
    const char* line;
    LadderBead bead;
  } cases[] = {
      {"no cost", "[0]:[0]", {{0}, {0}, 0}},
      {"null bead of the source", "[4]:[]:1", {{4}, {}, 1}},
      {"null bead of the target", "[]:[3, 4]", {{}, {3, 4}, 0}},
      {"a gap between the numbers", "[2, 5]:[1]", {{2, 5}, {1}, 0}},
      {"no spaces", "[1,2]:[3,4]:0", {{1, 2}, {3, 4}, 0}},
      {"many spaces", "  [ 1 , 2 ] : [ 3 ] : 0.5  ", {{1, 2}, {3}, 0.5}},
      {"a line end from Windows", "[1]:[1]:0.5\r\n", {{1}, {1}, 0.5}},
      {"a byte-order mark", "\xEF\xBB\xBF[1]:[1]", {{1}, {1}, 0}},
      {"a negative cost", "[1]:[1]:-0.25", {{1}, {1}, -0.25}},
      {"a cost with an exponent", "[1]:[1]:1e-3", {{1}, {1}, 0.001}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(parse_ladder(c.line, "x"), ElementsAre(c.bead)) << c.why;
  }
}

TEST(LadderTest, EmptyLinesAreNoBeads) {
  EXPECT_THAT(parse_ladder("", "x"), IsEmpty());
  EXPECT_THAT(parse_ladder("\n[0]:[0]\n \n\n[1]:[1]", "x"),
              ElementsAre(LadderBead{{0}, {0}, 0}, LadderBead{{1}, {1}, 0}));
}

std::string message_of(const char* text) {
  try {
    parse_ladder(text, "story.gold");
  } catch (const InputError& e) {
    return e.what();
  }
  return "read without complaint";
}

TEST(LadderTest, ABadLineIsNamedWithItsNumberAndWhatIsWrong) {
  const struct {
    const char* line;
    const char* says;
  } cases[] = {
      {"hello", "expected '[' at 'hello'"},
      {"[0]", "expected ':' at the end of the line"},
      {"[0]:[1", "expected ']' at the end of the line"},
      {"[0]:[1]:", "expected a cost at the end of the line"},
      {"[0]:[1]:cheap", "expected a cost at 'cheap'"},
      {"[0]:[1]:nan", "the cost is not a finite number"},
      {"[0]:[1]:1e999", "a cost is out of range"},
      {"[0,]:[1]", "expected a sentence number at ']:[1]'"},
      {"[-1]:[1]", "a sentence number is negative"},
      {"[99999999999]:[1]", "a sentence number is out of range"},
      {"[1.5]:[1]", "expected ']' at '.5]:[1]'"},
      {"[0]:[1]:0.5:more", "the bead goes on at ':more'"},
      {"[0]:[1]:\xE6\xA9\x8B", "expected a cost at '?\?\?'"},
  };
  for (const auto& c : cases) {
    const std::string message = message_of(("[0]:[0]\n\n" + std::string(c.line) + "\n").c_str());
    EXPECT_THAT(message, StartsWith("story.gold:3: ")) << c.line;
    EXPECT_THAT(message, HasSubstr(c.says)) << c.line;
    EXPECT_THAT(message, HasSubstr("; a bead reads [0, 1]:[2]:0.153")) << c.line;
  }
}

TEST(LadderTest, WhatIsWrittenReadsTheSame) {
  const Ladder ladder = {{{0, 1}, {2}, 0.153}, {{2}, {}, 1}, {{}, {0, 1, 7}, 0.000125}};
  EXPECT_EQ(format_ladder(ladder),
            "[0, 1]:[2]:0.153000\n"
            "[2]:[]:1.000000\n"
            "[]:[0, 1, 7]:0.000125\n");
  EXPECT_EQ(parse_ladder(format_ladder(ladder), "x"), ladder);
}

TEST(LadderTest, AnAlignmentKeepsItsOrderAndScoresBecomeCosts) {
  const Alignment alignment = {
      .beads = {{.source = {0, 2}, .target = {0, 1}, .score = 0.75},
                {.source = {2, 2}, .target = {1, 2}, .score = 0.5, .status = Status::kAdded},
                {.source = {2, 3}, .target = {2, 2}, .score = 1, .status = Status::kDropped}},
      .source_count = 3,
      .target_count = 2};
  EXPECT_THAT(to_ladder(alignment), ElementsAre(LadderBead{{0, 1}, {0}, 0.25},
                                                LadderBead{{}, {1}, 0.5}, LadderBead{{2}, {}, 0}));
}

TEST(BeadTest, PrintsAsTwoRanges) {
  std::ostringstream out;
  out << Bead{.source = {2, 4}, .target = {3, 4}};
  EXPECT_EQ(out.str(), "[2,4)-[3,4)");
}

}  // namespace
}  // namespace qiao::align
