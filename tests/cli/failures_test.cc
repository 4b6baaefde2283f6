// What the world does to a command: files that are none, folders that may not be written, signals.
// Of every command: one line, the right exit code, and no file that is half written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/made_vectors.h"
#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAreArray;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// Every command that reads a file, with IN where the file stands and OUT where it may write.
const std::vector<std::string> kReaders = {
    "qiao align IN de.txt -o OUT",
    "qiao align zh.txt IN -o OUT",
    "qiao align --from IN -o OUT",
    "qiao align --pre-split zh.txt de.txt --source-vectors IN --target-vectors IN --dim 1 -o OUT",
    "qiao align zh.txt de.txt --model IN -o OUT",
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

// What may be empty: a list of nothing.
const std::vector<std::string> kListReaders = {
    "qiao align --jobs IN -o OUT",
    "qiao align zh.txt de.txt --anchors IN -o OUT",
    "qiao check zh.txt de.txt --glossary IN -o OUT",
};

// Every command that writes, to OUT. The texts are long enough for a disk to fill up under each.
const std::vector<std::string> kWriters = {
    "qiao align zh.story de.story --format tmx -o OUT",
    "qiao align zh.story de.story --format tsv -o OUT",
    "qiao align zh.story de.story --format jsonl -o OUT",
    "qiao align zh.story de.story --format ladder -o OUT",
    "qiao align zh.story de.story --format html -o OUT",
    "qiao align zh.story de.story --explain 1,3,5 -o OUT",
    "qiao align --from story.jsonl --format tsv -o OUT",
    "qiao align --jobs jobs -o OUT",
    "qiao check zh.story de.story --format text -o OUT",
    "qiao check zh.story de.story --format json -o OUT",
    "qiao check zh.story de.story --format html -o OUT",
    "qiao pair stories stories -o OUT",
    "qiao corpus stories stories -o OUT",
    "qiao split zh.story -o OUT",
    "qiao tmx merge story.tmx -o OUT",
    "qiao tmx filter story.tmx -o OUT",
    "qiao tmx convert story.tmx --to tsv -o OUT",
    "qiao tmx convert story.tmx --to xliff21 -o OUT",
    "qiao model train --dimensions 16 --epochs 1 --vocabulary 50 --min-count 1 --buckets 8 --batch "
    "4 "
    "-o OUT story.tsv",
    "qiao model import --source zh.vec --target de.vec -o OUT",
    "qiao model map --source zh.vec --target de.vec --dictionary zh-de.tsv --source-out OUT "
    "--target-out other.vec",
    "qiao model export default.qiao --words words -o OUT",
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
  for (const std::string& line : kListReaders)
    expect_refused(filled(line, "nowhere", "out.tmx"), 3);
}

TEST_F(FailuresTest, ADeviceWhoseBytesNeverEndIsNoFile) {
  for (const std::string& line : kReaders) expect_refused(filled(line, "/dev/zero", "out.tmx"), 3);
  for (const std::string& line : kListReaders)
    expect_refused(filled(line, "/dev/zero", "out.tmx"), 3);
}

TEST_F(FailuresTest, AFileIsNoFolder) {
  for (const char* line : {"qiao pair zh.txt folder -o out.tsv", "qiao pair folder nowhere",
                           "qiao pair folder /dev/null", "qiao pair folder folder -o old.tmx"}) {
    expect_refused(line, 3);
  }
  for (const char* line : {"qiao corpus zh.txt folder -o c", "qiao corpus folder nowhere -o c",
                           "qiao corpus folder folder --pairs nowhere -o c"}) {
    const Outcome outcome = scratch_.run(line);
    EXPECT_EQ(outcome.exit_code, 3) << line;
    EXPECT_THAT(outcome.err, StartsWith("qiao: ")) << line;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << line << outcome.err;
    EXPECT_EQ(scratch_.run("ls c | grep -v -e lock -e shards -e journal").out, "") << line;
  }
}

TEST_F(FailuresTest, AFolderIsNoFile) {
  for (const std::string& line : kReaders) {
    // Of gold alignments a folder is welcome; an empty one is not.
    expect_refused(filled(line, "folder", "out.tmx"), 3);
  }
  for (const std::string& line : kListReaders) expect_refused(filled(line, "folder", "out.tmx"), 3);
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

// With a result of each kind to make others from.
class WritersTest : public FailuresTest {
 protected:
  WritersTest() {
    const std::string story = source_file("corpora/fairy-tale/");
    put_word_vectors(scratch_);
    scratch_.put("empty.tmx", "<tmx version=\"1.4\"><header/><body/></tmx>");
    scratch_.put("words", "橋\nBrücke\nHaus\n");
    scratch_.put("jobs", R"({"source":"zh.story","target":"de.story"})");
    const Outcome outcome = scratch_.run("cp '" + story + "zh.txt' zh.story && cp '" + story +
                                         "de.txt' de.story && mkdir stories && "
                                         "cp zh.story stories/zh.txt && cp de.story stories/de.txt "
                                         "&& for e in tmx tsv jsonl ladder; "
                                         "do qiao align zh.story de.story -o story.$e; done");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    before_ = scratch_.names();
  }

  // Refused with code 4 and a message, the last line, that names a place and a remedy.
  void expect_not_written(const std::string& line) {
    const Outcome outcome = scratch_.run(line);
    EXPECT_EQ(outcome.exit_code, 4) << line << '\n' << outcome.err;
    const std::vector<std::string> lines = lines_of(outcome.err);
    ASSERT_FALSE(lines.empty()) << line;
    EXPECT_THAT(lines.back(), AllOf(StartsWith("qiao: "), HasSubstr("; "))) << line;
    // Those two tell how far they are.
    if (line.find("train") == std::string::npos && line.find("import") == std::string::npos) {
      EXPECT_EQ(lines.size(), 1U) << line << '\n' << outcome.err;
    }
    EXPECT_THAT(scratch_.names(), ElementsAreArray(before_)) << line;
    EXPECT_EQ(scratch_.get("old.tmx"), "what was there before") << line;
  }
};

TEST_F(WritersTest, WhereNobodyMayWriteIsOneLineAndNoFile) {
  // Not even root may write there.
  for (const std::string& line : kWriters) {
    for (const char* place : {"/proc/out", "zh.txt/out", "nowhere/out/out"}) {
      if (line.starts_with("qiao corpus") && place == std::string_view("nowhere/out/out")) {
        continue;  // it makes its folder, and those above it
      }
      expect_not_written(filled(line, "", place));
    }
  }
}

TEST_F(WritersTest, AFolderThatMayNotBeWrittenIsOneLineAndNoFile) {
  // Root may write everywhere, so it becomes nobody, who may not be able to read the build.
  scratch_.run(
      "cp -L default.qiao own && mv own default.qiao && mkdir locked bin && "
      "cp \"$(command -v qiao)\" bin && ln -s ../default.qiao bin && chmod -R a+rX . && "
      "chmod 555 locked");
  before_ = scratch_.names();
  const std::string user =
      "PATH=$PWD/bin:$PATH; " +
      std::string(::geteuid() == 0 ? "setpriv --reuid 65534 --clear-groups " : "");
  ASSERT_EQ(scratch_.run(user + "qiao --version").exit_code, 0);
  for (const std::string& line : kWriters)
    expect_not_written(user + filled(line, "", "locked/out"));
}

TEST_F(WritersTest, AFolderIsNoPlaceForAFile) {
  for (const std::string& line : kWriters) {
    if (!line.starts_with("qiao corpus")) expect_not_written(filled(line, "", "folder"));
  }
  expect_not_written("qiao corpus stories stories -o zh.txt");
}

TEST_F(WritersTest, ADiskThatFillsUpIsOneLineAndNoFile) {
  for (const std::string& line : kWriters) {
    if (line.starts_with("qiao corpus")) continue;
    // 512 bytes a file, which the message fits in, and the pair of two documents as well.
    if (!line.starts_with("qiao pair")) {
      expect_not_written("ulimit -f 1; " + filled(line, "", "old.tmx"));
    }
    expect_not_written(filled(line, "", "/dev/full"));
  }
}

TEST_F(WritersTest, ACorpusOnAFullDiskGoesOnWhenThereIsRoom) {
  const Outcome full = scratch_.run("ulimit -f 1; qiao corpus stories stories -o c");
  EXPECT_EQ(full.exit_code, 4);
  EXPECT_THAT(full.err, AllOf(StartsWith("qiao: c/"), HasSubstr("check the space")));
  EXPECT_EQ(scratch_.run("find c -name '*.tmp' -o -name 'corpus*'").out, "");
  EXPECT_EQ(scratch_.run("qiao corpus stories stories -o c && test -s c/corpus.tmx").exit_code, 0);
}

TEST_F(WritersTest, AFullDiskBehindStandardOutputIsOneLine) {
  for (const std::string& line : kWriters) {
    if (line.find("corpus") != std::string::npos || line.find("model") != std::string::npos)
      continue;
    expect_not_written(filled(line, "", "-") + " >/dev/full");
  }
  for (const char* line :
       {"qiao eval story.ladder story.ladder", "qiao tmx validate story.tmx",
        "qiao tmx stats story.tmx", "qiao tmx diff story.tmx empty.tmx",
        "qiao model info default.qiao", "qiao model eval story.tsv", "qiao --help",
        "qiao --version", "qiao align --help", "qiao tmx --help"}) {
    expect_not_written(std::string(line) + " >/dev/full");
  }
}

TEST_F(WritersTest, AReaderThatHasGoneEndsEveryCommandQuietly) {
  for (const std::string& line : kWriters) {
    if (line.find("corpus") != std::string::npos || line.find("model") != std::string::npos)
      continue;
    const Outcome outcome =
        scratch_.run("(" + filled(line, "", "-") + "; echo $? > code) | true; cat code; rm code");
    EXPECT_EQ(outcome.out, "0\n") << line;
    EXPECT_THAT(outcome.err, Not(HasSubstr("written"))) << line;
  }
}

TEST_F(FailuresTest, AModelThatIsCutOffWhileItIsReadAgainIsRefused) {
  const std::string model = scratch_.get("default.qiao").substr(0, 1000000);
  scratch_.put("cut.qiao", model);
  before_ = scratch_.names();
  expect_refused("qiao align zh.txt de.txt --model cut.qiao -o old.tmx", 3);
  expect_refused("qiao align zh.txt de.txt --model folder -o old.tmx", 3);
}

TEST_F(FailuresTest, AModelThatIsCutShortUnderARunningCommandIsRefused) {
  const std::string job = R"({"source":"zh.txt","target":"de.txt"})";
  // The first answer shows that the model is open.
  const Outcome outcome = scratch_.run(
      "cp default.qiao m.qiao; mkfifo in out; "
      "qiao align --jobs in --threads 1 --model m.qiao > out & pid=$!; exec 4<out 3>in; "
      "echo '" +
      job +
      "' >&3; read -r answer <&4; truncate -s 4096 m.qiao; "
      "echo '" +
      job + "' >&3; wait $pid; code=$?; rm m.qiao in out; exit $code");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.err,
            "qiao: the model was cut short while it was used; run again with a whole one\n");
  EXPECT_THAT(scratch_.names(), ElementsAreArray(before_));
}

TEST_F(FailuresTest, AMemoryThatIsChangedWhileItIsReadIsRefused) {
  std::string rows;
  for (int i = 0; i < 200000; ++i) rows += "句\tSatz " + std::to_string(i) + "\n";
  scratch_.put("big.tsv", rows);
  scratch_.run("qiao tmx convert big.tsv -o big.tmx");
  for (const std::string name : {"big.tsv", "big.tmx"}) {
    // The command fills the pipe and waits; what is done to its file then comes too early for it.
    const Outcome outcome =
        scratch_.run("mkfifo out; qiao tmx convert --to jsonl " + name +
                     " > out & pid=$!; exec 4<out; head -c 1 <&4 >first; rm first; touch " + name +
                     "; cat <&4 > /dev/null; wait $pid; code=$?; rm out; exit $code");
    EXPECT_EQ(outcome.exit_code, 3) << name;
    EXPECT_EQ(outcome.err,
              "qiao: " + name + ": was changed while it was read; run again when it is finished\n");
  }
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
