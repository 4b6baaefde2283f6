// What the world does to a command: files that are none, folders that may not be written, signals.
// Of every command: one line, the right exit code, and no file that is half written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::ElementsAreArray;
using ::testing::EndsWith;
using ::testing::StartsWith;

// Every command that reads a file, with IN where the file stands and OUT where it may write.
const std::vector<std::string> kReaders = {
    "qiao align IN de.txt -o OUT",
    "qiao align zh.txt IN -o OUT",
    "qiao align --from IN -o OUT",
    "qiao align --pre-split zh.txt de.txt --source-vectors IN --target-vectors IN --dim 1 -o OUT",
    "qiao check IN de.txt -o OUT",
    "qiao split IN -o OUT",
    "qiao eval IN IN",
    "qiao tmx validate IN",
    "qiao tmx merge IN -o OUT",
    "qiao tmx filter IN -o OUT",
    "qiao tmx stats IN",
    "qiao tmx convert IN --from tmx -o OUT",
    "qiao tmx diff IN IN",
    "qiao model train IN -o OUT",
    "qiao model eval IN",
    "qiao model info IN",
    "qiao model import --source IN --target IN -o OUT",
    "qiao model map --source IN --target IN --dictionary IN --source-out OUT --target-out OUT",
    "qiao model export default.qiao --words IN -o OUT",
};

std::string filled(std::string line, const std::string& in, const std::string& out) {
  for (const auto& [name, value] : {std::pair{" IN", in}, std::pair{" OUT", out}}) {
    const std::string placeholder = name;
    for (std::size_t at = line.find(placeholder); at != std::string::npos;
         at = line.find(placeholder, at + 1)) {
      line.replace(at + 1, placeholder.size() - 1, value);
    }
  }
  return line;
}

class FailuresTest : public ::testing::Test {
 protected:
  FailuresTest() {
    scratch_.put("zh.txt", "老橋在河上。\n孩子們走過橋。\n");
    scratch_.put("de.txt", "Die alte Brücke steht am Fluss.\nDie Kinder gehen über die Brücke.\n");
    scratch_.put("old.tmx", "what was there before");
    scratch_.run("mkdir folder; ln -s '" + source_file("embed/models/default.qiao") +
                 "' default.qiao");
    before_ = scratch_.names();
  }

  void expect_refused(const std::string& line, int exit_code) {
    const Outcome outcome = scratch_.run(line);
    EXPECT_EQ(outcome.exit_code, exit_code) << line << '\n' << outcome.err;
    EXPECT_EQ(outcome.out, "") << line;
    EXPECT_THAT(outcome.err, StartsWith("qiao: ")) << line;
    EXPECT_THAT(outcome.err, EndsWith("\n")) << line;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << line << outcome.err;
    EXPECT_THAT(scratch_.names(), ElementsAreArray(before_)) << line;
    EXPECT_EQ(scratch_.get("old.tmx"), "what was there before") << line;
  }

  Scratch scratch_;
  std::vector<std::string> before_;
};

TEST_F(FailuresTest, AFileThatIsNotThereIsBadInput) {
  for (const std::string& line : kReaders) expect_refused(filled(line, "nowhere", "out.tmx"), 3);
}

TEST_F(FailuresTest, AFolderIsNoFile) {
  for (const std::string& line : kReaders) {
    // Of gold alignments a folder is welcome; an empty one is not.
    expect_refused(filled(line, "folder", "out.tmx"), 3);
  }
}

TEST_F(FailuresTest, ADeviceWithoutBytesIsAnEmptyFile) {
  for (const std::string& line : kReaders) {
    // Nothing in nothing is a result too.
    if (line.find("eval") != std::string::npos || line.find("export") != std::string::npos)
      continue;
    expect_refused(filled(line, "/dev/null", "old.tmx"), 3);
  }
}

TEST_F(FailuresTest, APipeThatEndsAtOnceIsAnEmptyFile) {
  scratch_.run("mkfifo pipe");
  before_ = scratch_.names();
  for (const char* line : {"qiao align pipe de.txt -o old.tmx", "qiao split pipe -o old.tmx",
                           "qiao tmx merge pipe -o old.tmx", "qiao check pipe de.txt -o old.tmx"}) {
    expect_refused("(: > pipe) & " + std::string(line), 3);
  }
}

TEST_F(FailuresTest, WhatIsThereIsNotTakenForAFileToWrite) {
  for (const char* line :
       {"qiao align zh.txt de.txt --format tsv -o folder", "qiao split zh.txt -o folder",
        "qiao align zh.txt de.txt -o nowhere/out.tmx", "qiao split zh.txt -o zh.txt/out",
        "qiao check zh.txt de.txt -o nowhere/report.json"}) {
    expect_refused(line, 4);
  }
}

TEST_F(FailuresTest, AFullDiskIsCode4ForTextsToo) {
  for (const char* line :
       {"qiao align zh.txt de.txt --format tsv -o /dev/full",
        "qiao align zh.txt de.txt --format tsv >/dev/full",
        "qiao align zh.txt de.txt --format html >/dev/full",
        "qiao check zh.txt de.txt -o /dev/full", "qiao eval old.ladder old.ladder >/dev/full",
        "qiao split zh.txt >/dev/full", "qiao model info default.qiao >/dev/full",
        "qiao --help >/dev/full", "qiao align --help >/dev/full"}) {
    scratch_.put("old.ladder", "[0]:[0]:0.1\n");
    before_ = scratch_.names();
    expect_refused(line, 4);
  }
}

TEST_F(FailuresTest, AModelThatIsCutOffWhileItIsReadAgainIsRefused) {
  const std::string model = scratch_.get("default.qiao").substr(0, 1000000);
  scratch_.put("cut.qiao", model);
  before_ = scratch_.names();
  expect_refused("qiao align zh.txt de.txt --model cut.qiao -o old.tmx", 3);
  expect_refused("qiao align zh.txt de.txt --model folder -o old.tmx", 3);
  expect_refused("qiao align zh.txt de.txt --model /dev/zero -o old.tmx", 3);
}

TEST_F(FailuresTest, ACommandThatWaitsForItsTextCanBeStopped) {
  scratch_.run("mkfifo pipe");
  before_ = scratch_.names();
  for (const char* line : {"align pipe de.txt -o old.tmx", "check pipe de.txt -o old.tmx",
                           "split pipe -o old.tmx", "model train pipe -o old.tmx"}) {
    // Shells let background jobs ignore SIGINT; env gives it back. The pipe opens when both hold
    // it.
    const Outcome outcome = scratch_.run("env --default-signal=INT qiao " + std::string(line) +
                                         " & pid=$!; exec 3>pipe; kill -INT $pid; wait $pid");
    EXPECT_EQ(outcome.exit_code, 130) << line;
    EXPECT_EQ(outcome.out + outcome.err, "") << line;
    EXPECT_THAT(scratch_.names(), ElementsAreArray(before_)) << line;
    EXPECT_EQ(scratch_.get("old.tmx"), "what was there before") << line;
  }
}

}  // namespace
}  // namespace qiao::cli
