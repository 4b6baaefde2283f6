#include <gmock/gmock.h>

#include <cstdlib>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ExplainTest : public TwoTextsTest {
 protected:
  ExplainTest()
      : TwoTextsTest(
            "老橋\n\n村子旁邊有一條河。河上有一座老橋。\n國王沒有錢付給木匠。\n孩子們走過橋去上學。"
            "\n",
            "Die alte Brücke\n\nNeben dem Dorf fließt ein Fluss.\nÜber ihn führt eine alte "
            "Brücke.\nDie Kinder gehen über die Brücke zur Schule.\n") {}

  std::string explained(const std::string& lines) {
    const Outcome outcome = scratch_.run("qiao align zh.txt de.txt --explain " + lines);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  }
};

TEST_F(ExplainTest, SaysWhichWordsSpeakForABead) {
  const std::string text = explained("5");
  EXPECT_THAT(text, StartsWith("1-1  aligned, "));
  EXPECT_THAT(text, AllOf(HasSubstr("  zh.txt:5  孩子們走過橋去上學。\n"),
                          HasSubstr("  de.txt:5  Die Kinder gehen über die Brücke zur Schule.\n")));
  EXPECT_THAT(text, AllOf(HasSubstr("  words\n"), HasSubstr("length: 10 and 44 characters"),
                          HasSubstr("橋 - Brücke  0."), HasSubstr("\n  against it\n")));
}

// Of "    +1.23  what" lines, the numbers of those before `end`, behind `begin`.
double sum_of(const std::string& text, const std::string& begin, const std::string& end) {
  double sum = 0;
  bool inside = begin.empty();
  for (const std::string& line : lines_of(text)) {
    if (!end.empty() && line.ends_with(end)) break;
    if (inside && line.starts_with("    ")) sum += std::atof(line.c_str());
    inside = inside || line == begin;
  }
  return sum;
}

double number_of(const std::string& text, const std::string& what) {
  for (const std::string& line : lines_of(text)) {
    if (line.ends_with(what)) return std::atof(line.c_str());
  }
  ADD_FAILURE() << what << " is missing in\n" << text;
  return 0;
}

TEST_F(ExplainTest, TheTermsAddUpAndSoDoTheWords) {
  for (const std::string line : {"1", "3.1", "3.2", "5"}) {
    const std::string text = explained(line);
    EXPECT_NEAR(sum_of(text, "", "  in all"), number_of(text, "  in all"), 0.03) << text;
    EXPECT_NEAR(sum_of(text, "  for it", ""), number_of(text, "  words"), 0.15) << text;
  }
}

TEST_F(ExplainTest, ASentenceLeftOutHasItsLikeliestPartnerExplained) {
  EXPECT_THAT(explained("4"), AllOf(StartsWith("1-0  dropped, "), HasSubstr("國王沒有錢付給木匠。"),
                                    HasSubstr("\n  the likeliest partner, not taken\n  de.txt:"),
                                    HasSubstr("against leaving its sentences out")));
}

TEST_F(ExplainTest, LinesAreOfEitherFileAsGiven) {
  const std::string one = explained("5");
  EXPECT_EQ(explained(":5"), one);
  EXPECT_EQ(explained("5,:5,5.1"), one);
  EXPECT_EQ(scratch_.run("qiao align de.txt zh.txt --explain 5,:5").out, one);
  EXPECT_THAT(explained("3"), AllOf(HasSubstr("村子旁邊"), HasSubstr("河上有一座")));
  EXPECT_THAT(explained("3.2"), AllOf(Not(HasSubstr("村子旁邊")), HasSubstr("河上有一座")));
}

TEST_F(ExplainTest, GoesToAFileToo) {
  EXPECT_EQ(scratch_.run("qiao align zh.txt de.txt --explain 5 -o why.txt").out, "");
  EXPECT_EQ(scratch_.get("why.txt"), explained("5"));
}

TEST_F(ExplainTest, WhatCannotBeExplainedIsSaid) {
  const struct {
    const char* options;
    int exit_code;
    const char* message;
  } cases[] = {
      {"zh.txt de.txt --explain x", 2, "--explain: 'x' is no line; "},
      {"zh.txt de.txt --explain 1,", 2, "--explain: '' is no line; "},
      {"zh.txt de.txt --explain 2", 3, "--explain 2: no sentence begins in line 2 of zh.txt; "},
      {"zh.txt de.txt --explain :9", 3, "--explain 9: no sentence begins in line 9 of de.txt; "},
      {"zh.txt de.txt --explain 1 --format tsv", 2, "--explain: text to read; "},
      {"--jobs - --explain 1", 2, "--explain: the beads of one SOURCE and TARGET; "},
      {"--pre-split zh.txt de.txt --explain 1 --source-vectors a.npy --target-vectors b.npy", 2,
       "--explain: tells of words; "},
  };
  for (const auto& c : cases) {
    const Outcome outcome = scratch_.run(std::string("qiao align ") + c.options);
    EXPECT_EQ(outcome.exit_code, c.exit_code) << c.options;
    EXPECT_THAT(outcome.err, StartsWith(std::string("qiao: ") + c.message)) << c.options;
    EXPECT_EQ(outcome.out, "") << c.options;
  }
}

}  // namespace
}  // namespace qiao::cli
