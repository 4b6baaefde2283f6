// What is left when a command is stopped, or cannot write on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A memory whose end never comes: the command has its result open and waits in the pipe.
constexpr std::string_view kWaitingMerge =
    "mkfifo pipe; "
    "qiao tmx merge pipe -o out.tmx --conflicts list.tsv & pid=$!; "
    "exec 3>pipe; "
    "printf '<tmx version=\"1.4\"><header/><body>' >&3; "
    "until ls -A | grep -q '^.list.tsv'; do sleep 0.01; done; ";

TEST(SignalsTest, ACommandThatIsStoppedLeavesNothingAndDiesOfItsSignal) {
  const struct {
    std::string name;
    int exit_code;
  } cases[] = {{"INT", 130}, {"TERM", 143}, {"HUP", 129}};
  for (const auto& c : cases) {
    const Scratch scratch;
    scratch.put("out.tmx", "old");
    // Shells let background jobs ignore SIGINT; env gives it back.
    std::string script(kWaitingMerge);
    script.replace(script.find("qiao"), 4, "env --default-signal=INT qiao");
    const Outcome outcome = scratch.run(script + "kill -" + c.name + " $pid; wait $pid");
    EXPECT_EQ(outcome.exit_code, c.exit_code) << c.name;
    EXPECT_THAT(scratch.names(), ElementsAre("out.tmx", "pipe")) << c.name;
    EXPECT_EQ(scratch.get("out.tmx"), "old") << c.name;
  }
}

TEST(SignalsTest, WhatIsIgnoredStaysIgnored) {
  const Scratch scratch;
  std::string script(kWaitingMerge);
  script.replace(script.find("qiao"), 4, "env --ignore-signal=HUP qiao");
  const Outcome outcome =
      scratch.run(script + "kill -HUP $pid; printf '</body></tmx>' >&3; exec 3>&-; wait $pid");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(scratch.get("out.tmx"), HasSubstr("</tmx>"));
}

// A pair of files that align, and memories that hold more than a pipe or a small disk does.
class OutputTest : public ::testing::Test {
 protected:
  OutputTest() {
    std::string rows;
    for (int i = 0; i < 20000; ++i)
      rows += "你好" + std::to_string(i) + "\tHallo " + std::to_string(i) + "\n";
    scratch_.put("big.tsv", rows);
  }
  Scratch scratch_;
};

TEST_F(OutputTest, AReaderThatHasSeenEnoughEndsACommandQuietly) {
  const Outcome outcome =
      scratch_.run("(qiao tmx convert big.tsv --to tmx; echo $? > code) | head -n 1");
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(scratch_.get("code"), "0\n");
}

TEST_F(OutputTest, AFullDiskIsOneLineAndNoFile) {
  // The shell counts the limit in blocks of 512 bytes.
  const Outcome limited =
      scratch_.run("ulimit -f 64; qiao tmx convert big.tsv -o out.tmx; c=$?; ls -A; exit $c");
  EXPECT_EQ(limited.exit_code, 4);
  EXPECT_EQ(limited.out, "big.tsv\n");
  EXPECT_EQ(limited.err,
            "qiao: out.tmx: cannot be written (File too large); check the space and the disk\n");
  for (const char* line :
       {"qiao tmx convert big.tsv --to tmx > /dev/full",
        "qiao tmx convert big.tsv -o /dev/full --to tmx", "qiao tmx merge big.tmx > /dev/full",
        "qiao tmx filter big.tmx > /dev/full", "qiao tmx stats big.tmx > /dev/full",
        "qiao tmx validate big.tmx > /dev/full", "qiao split --lang de big.tsv > /dev/full"}) {
    ASSERT_EQ(scratch_.run("qiao tmx convert big.tsv -o big.tmx").exit_code, 0);
    const Outcome outcome = scratch_.run(line);
    EXPECT_EQ(outcome.exit_code, 4) << line;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("No space left on device"), HasSubstr("check")))
        << line;
  }
}

TEST_F(OutputTest, NoRoomForTemporaryFilesIsOneLineToo) {
  ASSERT_EQ(scratch_.run("qiao tmx convert big.tsv -o big.tmx").exit_code, 0);
  const Outcome outcome = scratch_.run("TMPDIR=nowhere qiao tmx merge big.tmx -o out.tmx");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("set TMPDIR to a folder with room"));
  EXPECT_THAT(scratch_.names(), ElementsAre("big.tmx", "big.tsv"));
}

TEST_F(OutputTest, AFolderThatMayNotBeWrittenIsOneLine) {
  // Nobody makes files there, not even root.
  const Outcome outcome = scratch_.run("qiao tmx convert big.tsv -o /proc/out.tmx");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("qiao: /proc/out.tmx: cannot be written"),
                                 HasSubstr("check the directory and its permissions")));
}

}  // namespace
}  // namespace qiao::cli
