// The same bytes from the same input: each command runs ten times, with one thread, with two and
// with more than there are cores. Addresses are random in each run, so an order that hangs on them
// shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/made_vectors.h"
#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

constexpr struct {
  const char* threads;
  int runs;
} kRuns[] = {{"1", 3}, {"2", 3}, {"5", 4}};

// Runs the line ten times, with --threads as kRuns says where it says THREADS, and expects what the
// first run gave on standard output.
void expect_same_bytes(const Scratch& scratch, const std::string& line) {
  const std::string placeholder = "THREADS";
  const std::size_t at = line.find(placeholder);
  std::string first;
  for (const auto& [threads, runs] : kRuns) {
    std::string command = "export SOURCE_DATE_EPOCH=1700000000; " + line;
    if (at != std::string::npos) {
      command.replace(command.find(placeholder), placeholder.size(),
                      std::string("--threads ") + threads);
    }
    for (int run = 0; run < runs; ++run) {
      const Outcome outcome = scratch.run(command);
      ASSERT_EQ(outcome.exit_code, 0) << command << "\n" << outcome.err;
      ASSERT_NE(outcome.out, "") << command;
      if (first.empty()) first = outcome.out;
      ASSERT_TRUE(outcome.out == first) << command << ", run " << run;
    }
  }
}

class DeterminismTest : public ::testing::Test {
 protected:
  std::string story(const std::string& name) const {
    return source_file("corpora/fairy-tale/" + name);
  }

  // Folders zh and de with two stories and one that has no partner.
  void put_folders() {
    const Outcome outcome = scratch_.run(
        "mkdir zh de && cd '" + source_file("corpora") +
        "' && for s in fable interview; do for l in zh de; do cp $s/$l.txt \"$OLDPWD/$l/$s.txt\"; "
        "done; done && cp letter/zh.txt \"$OLDPWD/zh/letter.txt\"");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  Scratch scratch_;
};

TEST_F(DeterminismTest, AlignGivesTheSameBytesInEveryFormat) {
  for (const char* format : {"tmx", "tsv", "jsonl", "ladder", "html"}) {
    expect_same_bytes(scratch_, "qiao align THREADS --format " + std::string(format) + " '" +
                                    story("zh.txt") + "' '" + story("de.txt") + "'");
  }
}

TEST_F(DeterminismTest, AlignGivesTheSameBytesWithEveryOption) {
  const std::string texts = " '" + story("zh.txt") + "' '" + story("de.txt") + "'";
  scratch_.put("anchors", "3\t3\n");
  for (const char* options :
       {"--monotone-by paragraph --format jsonl", "--anchors anchors --format jsonl",
        "--own-words always --format jsonl", "--explain 1,3", "--split-quotes --format tsv"}) {
    expect_same_bytes(scratch_, "qiao align THREADS " + std::string(options) + texts);
  }
  scratch_.run("qiao align" + texts + " -o beads.jsonl");
  expect_same_bytes(scratch_, "qiao align --from beads.jsonl --format tmx");

  std::string numbers;
  for (int i = 0; i < 40 * 4; ++i) numbers += {'\0', '\0', static_cast<char>(i * i % 61), '@'};
  scratch_.put("vectors", numbers);
  expect_same_bytes(scratch_,
                    "seq 40 > lines; qiao align THREADS --pre-split --source-lang zh --target-lang "
                    "de --dim 4 --source-vectors vectors --target-vectors vectors lines lines");
}

TEST_F(DeterminismTest, JobsAreAnsweredWithTheSameBytes) {
  std::string jobs = "[]\n";
  for (const char* name : {"fable", "fairy-tale", "interview"}) {
    for (const char* german : {name, "fable", "nothing"}) {
      const std::string folder = source_file("corpora/");
      jobs += "{\"id\":\"" + std::string(german) + "\",\"source\":\"" + folder + name +
              "/zh.txt\",\"target\":\"" + folder + german + "/de.txt\"}\n";
    }
  }
  scratch_.put("jobs", jobs);
  expect_same_bytes(scratch_, "qiao align THREADS --jobs jobs");
}

TEST_F(DeterminismTest, PairGivesTheSameBytesInEveryFormat) {
  put_folders();
  for (const char* format : {"tsv", "jsonl"}) {
    expect_same_bytes(scratch_, "qiao pair THREADS --format " + std::string(format) + " zh de");
  }
}

TEST_F(DeterminismTest, ACorpusIsTheSameInEveryFile) {
  put_folders();
  // Shards and journal too: runs of several machines are put together from them.
  expect_same_bytes(
      scratch_,
      "rm -rf c && qiao corpus THREADS zh de -o c && find c -type f | LC_ALL=C sort | "
      "while read -r f; do echo \"$f\"; cat \"$f\"; done");
}

TEST_F(DeterminismTest, CheckGivesTheSameBytesInEveryFormat) {
  for (const char* format : {"text", "json", "html"}) {
    expect_same_bytes(scratch_, "qiao check THREADS --format " + std::string(format) + " '" +
                                    story("zh.txt") + "' '" + story("de.txt") + "'");
  }
}

TEST_F(DeterminismTest, EvalGivesTheSameBytes) {
  scratch_.put("gold", "[0]:[0]:0\n[1, 2]:[1]:0\n[]:[2]:0\n[3]:[3]:0\n");
  scratch_.put("pred", "[0]:[0]:0.1\n[1]:[1]:0.2\n[2]:[2]:0.3\n[3]:[3]:0.4\n");
  expect_same_bytes(scratch_, "qiao eval gold pred");
  expect_same_bytes(scratch_, "qiao eval --format json gold pred");
}

TEST_F(DeterminismTest, AModelIsTrainedToTheSameBytes) {
  std::string pairs;
  for (int i = 0; i < 200; ++i) {
    pairs += "第" + std::to_string(i) + "個人看到" + std::to_string(i * 7 % 50) + "座橋\t" +
             "Mensch " + std::to_string(i) + " sieht " + std::to_string(i * 7 % 50) + " Brücken\n";
  }
  scratch_.put("pairs.tsv", pairs);
  // Without the checkpoint of the run before.
  expect_same_bytes(scratch_,
                    "rm -f m.qiao.checkpoint; qiao model train THREADS --dimensions 16 --epochs 2 "
                    "--vocabulary 500 --min-count 1 --buckets 64 --batch 32 -o m.qiao pairs.tsv "
                    "2>/dev/null && cat m.qiao");
  expect_same_bytes(scratch_, "qiao model eval THREADS --model m.qiao pairs.tsv");
  scratch_.put("words", "橋\nBrücken\nMensch\n");
  expect_same_bytes(scratch_,
                    "qiao model export THREADS m.qiao --words words -o w.vec && cat w.vec");
}

TEST_F(DeterminismTest, WordVectorsAreMappedAndImportedToTheSameBytes) {
  put_word_vectors(scratch_);
  expect_same_bytes(scratch_,
                    "qiao model map THREADS --source zh.vec --target de.vec --dictionary zh-de.tsv "
                    "--source-out zh.out --target-out de.out && cat zh.out de.out");
  expect_same_bytes(scratch_,
                    "qiao model import --source zh.out --target de.out -o i.qiao && cat i.qiao");
}

TEST_F(DeterminismTest, SplitAndModelInfoGiveTheSameBytes) {
  expect_same_bytes(scratch_, "qiao split --lang zh-Hant '" + story("zh.txt") + "'");
  expect_same_bytes(scratch_, "qiao model info '" + source_file("embed/models/default.qiao") + "'");
}

TEST_F(DeterminismTest, TheVerbsOfTmxGiveTheSameBytes) {
  std::string rows = "source\ttarget\tscore\n";
  for (int i = 0; i < 300; ++i) {
    rows += "句子" + std::to_string(i % 200) + "\tSatz " + std::to_string(i % 150) + "\t0.5\n";
  }
  scratch_.put("a.tsv", rows);
  ASSERT_EQ(scratch_
                .run("qiao tmx convert a.tsv -o a.tmx && qiao tmx filter a.tmx --drop-matching "
                     "'1$' -o b.tmx")
                .exit_code,
            0);
  for (const char* line :
       {"qiao tmx merge a.tmx b.tmx --conflicts c.tsv && cat c.tsv", "qiao tmx stats a.tmx",
        "qiao tmx stats --json a.tmx", "qiao tmx validate a.tmx", "qiao tmx diff a.tmx b.tmx",
        "qiao tmx filter a.tmx --figures", "qiao tmx convert a.tmx --to po",
        "qiao tmx convert a.tmx --to xliff21",
        "qiao tmx convert a.tmx -o z.tmx.gz && cat z.tmx.gz"}) {
    expect_same_bytes(scratch_, line);
  }
}

}  // namespace
}  // namespace qiao::cli
