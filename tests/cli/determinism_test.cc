// The same bytes from the same input: run after run, with one thread and with four. Addresses are
// random in each run, so an order that hangs on them shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

constexpr int kRuns = 3;

// Runs the line kRuns times, with each of --threads 1 and 4 where it says THREADS, and expects what
// the first run gave on standard output.
void expect_same_bytes(const Scratch& scratch, const std::string& line) {
  const std::string placeholder = "THREADS";
  const std::size_t at = line.find(placeholder);
  std::string first;
  for (const char* threads : {"1", "4"}) {
    std::string command = "SOURCE_DATE_EPOCH=1700000000 " + line;
    if (at != std::string::npos) {
      command.replace(command.find(placeholder), placeholder.size(),
                      std::string("--threads ") + threads);
    }
    for (int run = 0; run < kRuns; ++run) {
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
  Scratch scratch_;
};

TEST_F(DeterminismTest, AlignGivesTheSameBytesInEveryFormat) {
  for (const char* format : {"tmx", "tsv", "jsonl", "ladder"}) {
    expect_same_bytes(scratch_, "qiao align THREADS --format " + std::string(format) + " '" +
                                    story("zh.txt") + "' '" + story("de.txt") + "'");
  }
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
