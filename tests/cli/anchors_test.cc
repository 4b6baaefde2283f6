#include <gmock/gmock.h>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Lines 1, 3 and 4 of the Chinese file begin one, two and one sentence; of the German, 1, 3, 4, 5.
class AnchorsTest : public TwoTextsTest {
 protected:
  AnchorsTest()
      : TwoTextsTest(
            "老橋\n\n村子旁邊有一條河。河上有一座老橋。\n孩子們走過橋去上學。\n",
            "Die alte Brücke\n\nNeben dem Dorf fließt ein Fluss.\nÜber ihn führt eine alte "
            "Brücke.\nDie Kinder gehen über die Brücke zur Schule.\n") {}

  std::vector<std::string> beads(const std::string& anchors,
                                 const std::string& files = "zh.txt de.txt",
                                 const std::string& more = "") {
    scratch_.put("a.tsv", anchors);
    const Outcome outcome =
        scratch_.run("qiao align " + files + " --anchors a.tsv --format ladder " + more +
                     " | sed 's/:[^:]*$//'");
    return lines_of(outcome.out);
  }
  void expect_refused(const std::string& anchors, const std::string& message, int code = 3) {
    scratch_.put("a.tsv", anchors);
    for (const std::string command : {"align", "check"}) {
      const Outcome outcome = scratch_.run("qiao " + command + " zh.txt de.txt --anchors a.tsv");
      EXPECT_EQ(outcome.exit_code, code) << command << ' ' << anchors;
      EXPECT_EQ(outcome.err, "qiao: " + message + "\n") << command;
      EXPECT_EQ(outcome.out, "");
    }
  }
};

// Bead lines like "[2]:[3]", whatever else stands in them.
TEST_F(AnchorsTest, WrongOnesAreHonouredToo) {
  EXPECT_THAT(beads("# none\n"), Contains("[1]:[1]"));
  EXPECT_THAT(beads("# heading to the last line\n\n1\t5  # wrong\r\n"), Contains("[0]:[3]"));
}

TEST_F(AnchorsTest, ALineIsTheSentenceThatBeginsInIt) {
  EXPECT_THAT(beads("3 4\n"), Contains(AnyOf("[1]:[2]", "[1]:[1, 2]", "[1, 2]:[2]")));
  EXPECT_THAT(beads("3.2 3\n"),
              Contains(AnyOf("[2]:[1]", "[2]:[1, 2]", "[1, 2]:[1]", "[1, 2]:[1, 2]")));
}

TEST_F(AnchorsTest, TheFirstNumberIsOfTheFileThatStandsFirst) {
  EXPECT_THAT(beads("5 3.2\n", "de.txt zh.txt"),
              Contains(AnyOf("[2]:[3]", "[2]:[2, 3]", "[2, 3]:[3]", "[1, 2]:[3]")));
}

TEST_F(AnchorsTest, LinesThatAreSplitAlreadyCountEmptyOnes) {
  EXPECT_THAT(beads("4 5\n", "zh.txt de.txt", "--pre-split"),
              Contains(AnyOf("[3]:[4]", "[3]:[3, 4]", "[2, 3]:[4]")));
}

TEST_F(AnchorsTest, WhatCannotBeSaysItsLineAndARemedy) {
  const std::string form =
      "not two lines; write the line of SOURCE, a tab and the line of TARGET, like 12 and 15, or "
      "12.3 for the third sentence of line 12";
  for (const char* line : {"1", "1 x", "0 1", "1 2 3", "1. 2", "1.0 2", "-1 1", "1,1", "1.2.3 1"}) {
    expect_refused(std::string("1 1\n") + line + "\n", "a.tsv:2: " + form);
  }
  expect_refused(
      "2 1\n", "a.tsv:1: no sentence begins in line 2 of zh.txt; the nearest one begins in line 1");
  expect_refused(
      "1 9\n", "a.tsv:1: no sentence begins in line 9 of de.txt; the nearest one begins in line 5");
  expect_refused("3.3 4\n",
                 "a.tsv:1: 2 sentences begin in line 3 of zh.txt, not 3; say a smaller number "
                 "behind the point");
  expect_refused("# later first\n4 3\n3 5\n",
                 "a.tsv:3: crosses the anchor of line 2; an alignment runs forward in both texts, "
                 "leave out one of them");
  expect_refused("1 1\n1 5\n4 5\n",
                 "a.tsv:3: would stand in one bead with the anchor of line 1, a bead of 4-4 "
                 "sentences or more, which is too large; leave out one of them");
}

TEST_F(AnchorsTest, AreOfOnePairOfTexts) {
  scratch_.put("a.tsv", "1 1\n");
  for (const std::string with : {"--jobs -", "--from x.jsonl"}) {
    const Outcome outcome = scratch_.run("qiao align --anchors a.tsv " + with);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err,
                StartsWith("qiao: --anchors: the lines of one SOURCE and TARGET; leave out"));
  }
}

}  // namespace
}  // namespace qiao::cli
