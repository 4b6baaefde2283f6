#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The third Chinese sentence is dropped, the year differs, and a line of chrome stands at the end.
constexpr const char* kChinese =
    "村子旁邊有一條河，河水又深又急。河上有一座石頭做的老橋，是1850年蓋的。"
    "村長每天晚上都會點亮橋頭的燈籠。每天早上，孩子們走過橋去上學。\n\n分類：旅遊\n";
constexpr const char* kGerman =
    "Neben dem Dorf fließt ein Fluss, sein Wasser ist tief und reißend. Über den Fluss führt eine "
    "alte Brücke aus Stein, die 1805 gebaut wurde.\nJeden Morgen gehen die Kinder über die Brücke "
    "zur Schule.\n";

class CheckCommandTest : public TwoTextsTest {
 protected:
  CheckCommandTest() : TwoTextsTest(kChinese, kGerman) {}
};

TEST_F(CheckCommandTest, ReportsWhatIsMissingAndWhereItWouldStand) {
  const Outcome outcome =
      scratch_.run("qiao check zh.txt de.txt --only dropped,figure,boilerplate");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(
      lines_of(outcome.out),
      ElementsAre(
          StartsWith("figure differs  zh.txt:1:30  1850 against 1805, "),
          "    河上有一座石頭做的老橋，是⟦1850年⟧蓋的。",
          "    beside de.txt:1:121  Über den Fluss führt eine alte Brücke aus Stein, die "
          "⟦1805⟧ gebaut wurde.",
          "", StartsWith("dropped  zh.txt:1:38  "), "    村長每天晚上都會點亮橋頭的燈籠。",
          "    behind de.txt:1:68  Über den Fluss führt eine alte Brücke aus Stein, die 1805 "
          "gebaut…",
          "    before de.txt:2:1  Jeden Morgen gehen die Kinder über die Brücke zur Schule.", "",
          StartsWith("boilerplate  zh.txt:3:1  "), "    分類：旅遊",
          "    behind de.txt:2:1  Jeden Morgen gehen die Kinder über die Brücke zur Schule.", "",
          "3 pairs; 1 dropped, 1 figure, 1 boilerplate"));
}

TEST_F(CheckCommandTest, JsonSaysTheSameToPrograms) {
  const Outcome outcome = scratch_.run("qiao check zh.txt de.txt --format json --only figure");
  EXPECT_EQ(outcome.exit_code, 0);
  const auto report = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(report["version"], 1);
  EXPECT_EQ(report["source"]["file"], "zh.txt");
  EXPECT_EQ(report["source"]["language"], "Chinese");
  EXPECT_EQ(report["target"]["sentences"], 3);
  EXPECT_EQ(report["pairs"], 3);
  EXPECT_EQ(report["counts"]["figure"], 1);
  EXPECT_EQ(report["counts"]["dropped"], 0);
  ASSERT_EQ(report["findings"].size(), 1U);
  const auto& finding = report["findings"][0];
  EXPECT_EQ(finding["kind"], "figure");
  EXPECT_EQ(finding["side"], "source");
  EXPECT_EQ(finding["value"], "1850");
  EXPECT_EQ(finding["other_value"], "1805");
  EXPECT_EQ(finding["passage"]["sentences"], nlohmann::json({1}));
  EXPECT_EQ(finding["passage"]["text"], "1850年");
  EXPECT_EQ(finding["passage"]["context"], "河上有一座石頭做的老橋，是1850年蓋的。");
  EXPECT_EQ(finding["passage"]["before"], "村子旁邊有一條河，河水又深又急。");
  EXPECT_EQ(finding["passage"]["begin"],
            nlohmann::json({{"line", 1}, {"column", 30}, {"byte", 87}}));
  const std::string file = kChinese;
  const std::size_t begin = finding["passage"]["begin"]["byte"];
  const std::size_t end = finding["passage"]["end"]["byte"];
  EXPECT_EQ(file.substr(begin, end - begin), "1850年");
  EXPECT_EQ(finding["other"]["text"], "1805");
}

TEST_F(CheckCommandTest, ExitsWithOneAtOrAboveTheLevel) {
  scratch_.put("same.zh.txt", "村子旁邊有一條河。每天早上，孩子們走過橋去上學。\n");
  scratch_.put("same.de.txt",
               "Neben dem Dorf fließt ein Fluss. Jeden Morgen gehen die Kinder über die Brücke zur "
               "Schule.\n");
  const struct {
    const char* line;
    int exit_code;
  } cases[] = {
      {"qiao check zh.txt de.txt", 0},
      {"qiao check zh.txt de.txt --fail-on dropped", 1},
      {"qiao check zh.txt de.txt --fail-on any", 1},
      {"qiao check zh.txt de.txt --only figure --fail-on figures", 1},
      {"qiao check zh.txt de.txt --only figure --fail-on dropped", 0},
      {"qiao check zh.txt de.txt --only boilerplate --fail-on any", 0},
      {"qiao check same.zh.txt same.de.txt --fail-on any", 0},
  };
  for (const auto& c : cases) EXPECT_EQ(scratch_.run(c.line).exit_code, c.exit_code) << c.line;
}

TEST_F(CheckCommandTest, NothingFoundIsSaid) {
  EXPECT_EQ(scratch_.run("qiao check zh.txt de.txt --only moved").out, "3 pairs; nothing found\n");
}

TEST_F(CheckCommandTest, WritesAFileWholeAndItsEndingSaysTheFormat) {
  const Outcome outcome = scratch_.run("qiao check zh.txt de.txt -o out.json --fail-on any");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(nlohmann::json::accept(scratch_.get("out.json")));
  EXPECT_EQ(scratch_.run("qiao check zh.txt de.txt -o out.txt").exit_code, 0);
  EXPECT_THAT(scratch_.get("out.txt"), HasSubstr("dropped  zh.txt:1:38"));
  EXPECT_THAT(scratch_.names(), ElementsAre("de.txt", "out.json", "out.txt", "zh.txt"));
}

TEST_F(CheckCommandTest, AsHtmlItIsTheReviewPageWithTheFindingsInIt) {
  EXPECT_EQ(scratch_.run("qiao check zh.txt de.txt -o out.html --fail-on figures").exit_code, 1);
  const std::string page = scratch_.get("out.html");
  EXPECT_THAT(page, StartsWith("<!doctype html>"));
  EXPECT_THAT(page, HasSubstr("\"message\":\"1850 in the source, 1805 in the target, "));
  EXPECT_THAT(page, HasSubstr("\"kind\":\"boilerplate\""));
  EXPECT_THAT(scratch_.run("qiao check zh.txt de.txt --format html --only dropped").out,
              AllOf(StartsWith("<!doctype html>"), HasSubstr("\"findings\":[]")));
  const std::string now = "export SOURCE_DATE_EPOCH=0; ";
  EXPECT_EQ(scratch_.run(now + "qiao check zh.txt de.txt -o a.html.gz && gzip -dc a.html.gz").out,
            scratch_.run(now + "qiao check zh.txt de.txt --format html").out);
}

TEST_F(CheckCommandTest, ColoursAreForTerminalsOnly) {
  EXPECT_THAT(scratch_.run("qiao check zh.txt de.txt").out, Not(HasSubstr("\x1B")));
  // script(1) gives the program a terminal.
  const std::string in_terminal = "script -qec 'qiao check zh.txt de.txt' /dev/null";
  EXPECT_THAT(scratch_.run(in_terminal).out,
              AllOf(HasSubstr("\x1B[1;31m1850年\x1B[0m"), Not(HasSubstr("⟦"))));
  EXPECT_THAT(scratch_.run("NO_COLOR=1 " + in_terminal).out, Not(HasSubstr("\x1B[1")));
}

TEST_F(CheckCommandTest, ControlCharactersOfTheTextsDoNotReachTheTerminal) {
  scratch_.put(
      "zh.txt",
      "村子旁邊有一條河。\x1B[31m他每天晚上都點亮橋頭的燈籠。每天早上，孩子們走過橋去上學。\n");
  const Outcome outcome = scratch_.run("qiao check zh.txt de.txt");
  EXPECT_THAT(outcome.out, Not(HasSubstr("\x1B")));
}

TEST_F(CheckCommandTest, FilesInTheWrongOrderArePutRightWithAMessage) {
  const Outcome outcome = scratch_.run("qiao check de.txt zh.txt --only figure");
  EXPECT_THAT(outcome.err, HasSubstr("taken in this order, source first"));
  EXPECT_THAT(outcome.out, StartsWith("figure differs  zh.txt:1:30"));
}

TEST_F(CheckCommandTest, BadUsageIsOneLineAndCodeTwo) {
  const struct {
    const char* line;
    const char* says;
  } cases[] = {
      {"qiao check a", "TARGET is missing; see qiao check --help"},
      {"qiao check --format xml a b", "--format: 'xml' is none of text, json, html"},
      {"qiao check --fail-on names a b",
       "--fail-on: 'names' is none of dropped, partial, figures, any"},
      {"qiao check --only dropped,clauses a b", "--only: 'clauses' is none of dropped, added,"},
      {"qiao check --only dropped, a b", "--only: '' is none of"},
      {"qiao check --min-confidence 2 a b", "--min-confidence: not within 0 and 1"},
      {"qiao check --min-confidence nan a b", "--min-confidence"},
      {"qiao check --threads=-1 a b", "--threads: a number below 0"},
      {"qiao check - -", "only one text can be standard input"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = scratch_.run(c.line);
    EXPECT_EQ(outcome.exit_code, 2) << c.line;
    EXPECT_THAT(lines_of(outcome.err), ElementsAre(AllOf(StartsWith("qiao: "), HasSubstr(c.says))))
        << c.line;
  }
}

TEST_F(CheckCommandTest, BadInputIsOneLineAndCodeThreeAndLeavesNoFile) {
  scratch_.put("empty.txt", "");
  for (const char* line :
       {"qiao check none.txt de.txt -o out.json", "qiao check empty.txt de.txt -o out.json",
        "qiao check de.txt de.txt -o out.json",
        "qiao check zh.txt de.txt --model no -o out.json"}) {
    const Outcome outcome = scratch_.run(line);
    EXPECT_EQ(outcome.exit_code, 3) << line;
    EXPECT_THAT(lines_of(outcome.err), ElementsAre(StartsWith("qiao: "))) << line;
  }
  EXPECT_THAT(scratch_.names(), ElementsAre("de.txt", "empty.txt", "zh.txt"));
}

}  // namespace
}  // namespace qiao::cli
