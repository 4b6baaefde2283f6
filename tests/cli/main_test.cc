// What is true of every command: help, version, usage, and how failures end.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "cli/command.h"
#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(MainTest, HelpNamesEveryCommandOnStandardOutput) {
  const Outcome help = Scratch().run("qiao --help");
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_EQ(help.err, "");
  for (const Command& command : commands()) {
    EXPECT_THAT(help.out, HasSubstr("\n  " + std::string(command.name) + " "));
  }
}

TEST(MainTest, EveryCommandHasHelpAndVersion) {
  const Scratch scratch;
  for (const Command& command : commands()) {
    const std::string call = "qiao " + std::string(command.name);
    const Outcome help = scratch.run(call + " --help");
    EXPECT_EQ(help.exit_code, 0) << call;
    EXPECT_THAT(help.out, StartsWith("usage: " + call)) << call;
    EXPECT_EQ(help.err, "") << call;
    const Outcome version = scratch.run(call + " --version");
    EXPECT_EQ(version.exit_code, 0) << call;
    EXPECT_THAT(version.out, StartsWith("qiao ")) << call;
  }
}

TEST(MainTest, TheVersionIsOneLine) {
  const Outcome version = Scratch().run("qiao --version");
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.out, ::testing::MatchesRegex("qiao [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(MainTest, BadUsageIsCode2AndOneLineThatSaysWhereHelpIs) {
  const struct {
    const char* line;
    const char* says;
  } cases[] = {
      {"qiao", "no command given; see qiao --help\n"},
      {"qiao bridge", "there is no command 'bridge'; see qiao --help\n"},
      {"qiao -x", "there is no command '-x'; see qiao --help\n"},
      {"qiao eval", "GOLD is missing; see qiao eval --help\n"},
      {"qiao eval a", "PRED is missing; see qiao eval --help\n"},
      {"qiao eval a b c", "'c' is one argument too many; see qiao eval --help\n"},
      {"qiao eval --colour a b", "unrecognised option '--colour'; see qiao eval --help\n"},
      {"qiao eval --form json a b", "unrecognised option '--form'; see qiao eval --help\n"},
      {"qiao eval --operand a b", "unrecognised option '--operand'; see qiao eval --help\n"},
      {"qiao eval --format xml a b", "'xml' is neither table nor json; see qiao eval --help\n"},
      {"qiao split --lang", "the required argument for option '--lang' is missing; see"},
      {"qiao split --lang tlh a", "--lang: no language known as 'tlh'; say zh-Hant"},
  };
  const Scratch scratch;
  for (const auto& c : cases) {
    const Outcome outcome = scratch.run(c.line);
    EXPECT_EQ(outcome.exit_code, 2) << c.line;
    EXPECT_EQ(outcome.out, "") << c.line;
    EXPECT_THAT(outcome.err, AllOf(StartsWith("qiao: "), HasSubstr(c.says))) << c.line;
    EXPECT_EQ(lines_of(outcome.err).size(), 1) << c.line;
  }
}

TEST(MainTest, BadInputIsCode3AndNamesTheFile) {
  const Scratch scratch;
  scratch.put("empty", "");
  scratch.put("bad.ladder", "[0]:[0]\n[1]-[1]\n");
  scratch.put("folder/in.txt", "x");
  const struct {
    const char* line;
    const char* says;
  } cases[] = {
      {"qiao split none.txt", "qiao: none.txt: no such file; check the path\n"},
      {"qiao split folder", "qiao: folder: a directory; name a file in it\n"},
      {"qiao split empty", "qiao: empty: "},
      {"qiao eval bad.ladder bad.ladder", "qiao: bad.ladder:2: expected ':' at '-[1]'"},
      {"qiao eval bad.ladder none", "qiao: bad.ladder:2: "},
  };
  for (const auto& c : cases) {
    const Outcome outcome = scratch.run(c.line);
    EXPECT_EQ(outcome.exit_code, 3) << c.line;
    EXPECT_EQ(outcome.out, "") << c.line;
    EXPECT_THAT(outcome.err, StartsWith(c.says)) << c.line;
    EXPECT_EQ(lines_of(outcome.err).size(), 1) << c.line;
  }
}

TEST(MainTest, AFileNameCannotMakeTheMessageLonger) {
  const Outcome outcome = Scratch().run("qiao split 'two\nlines.txt'");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.err, "qiao: two?lines.txt: no such file; check the path\n");
}

TEST(MainTest, WhatCannotBeWrittenIsCode4AndLeavesNothingBehind) {
  const Scratch scratch;
  scratch.put("a.txt", "Hallo. Welt.");
  scratch.put("folder/in.txt", "x");
  for (const char* line :
       {"qiao split a.txt -o folder", "qiao split a.txt -o none/out.txt",
        "qiao split a.txt -o /proc/out.txt", "qiao split a.txt -o /dev/full",
        "qiao split a.txt >/dev/full", "qiao --help >/dev/full", "qiao split a.txt >&-"}) {
    const Outcome outcome = scratch.run(line);
    EXPECT_EQ(outcome.exit_code, 4) << line;
    EXPECT_THAT(outcome.err, StartsWith("qiao: ")) << line;
    EXPECT_EQ(lines_of(outcome.err).size(), 1) << line;
  }
  EXPECT_THAT(scratch.names(), ::testing::ElementsAre("a.txt", "folder"));
}

TEST(MainTest, AFolderWithoutPermissionIsSaidAndLeftAlone) {
  const Scratch scratch;
  scratch.put("a.txt", "Hallo.");
  scratch.put("folder/out.txt", "old");
  // Permissions hold back root only when it gives up the right to pass them by.
  const bool root = scratch.run("id -u").out == "0\n";
  const std::string call = root ? "setpriv --bounding-set=-dac_override qiao" : "qiao";
  const Outcome outcome = scratch.run("chmod 500 folder; " + call +
                                      " split a.txt -o folder/new.txt; code=$?; "
                                      "chmod 700 folder; exit $code");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, AllOf(StartsWith("qiao: folder/new.txt: "), EndsWith("permissions\n")));
  EXPECT_EQ(scratch.get("folder/out.txt"), "old");
}

TEST(MainTest, AClosedPipeEndsQuietly) {
  const Scratch scratch;
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "Das ist Satz Nummer " + std::to_string(i) + ".\n\n";
  scratch.put("long.txt", text);
  const Outcome outcome =
      scratch.run("{ qiao split long.txt --lang de; echo $? >code; } | head -n 1");
  EXPECT_EQ(outcome.out, "Das ist Satz Nummer 0.\n");
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(scratch.get("code"), "0\n");
}

TEST(MainTest, MessagesNeverEndUpInTheResult) {
  const Scratch scratch;
  scratch.put("a.gold/a.gold", "[0]:[0]\n");
  // With standard error closed, its number is free for the first file that is opened.
  const Outcome outcome = scratch.run("mkdir p; qiao eval a.gold p --format json 2>&-");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, StartsWith("{\"documents\":1,"));
  EXPECT_EQ(lines_of(outcome.out).size(), 1);
}

}  // namespace
}  // namespace qiao::cli
