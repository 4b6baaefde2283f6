#include "cli/memory_need.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SizeTest, IsBytesOrPowersOf1024) {
  const struct {
    std::string_view text;
    std::optional<std::uint64_t> bytes;
  } cases[] = {
      {"1", 1},
      {"500M", 524288000},
      {"1.5G", 1610612736},
      {"2g", 2147483648},
      {"64k", 65536},
      {"1T", 1099511627776},
      {"", std::nullopt},
      {"0", std::nullopt},
      {"-1G", std::nullopt},
      {"G", std::nullopt},
      {"1GB", std::nullopt},
      {"1 G", std::nullopt},
      {"1x", std::nullopt},
      {"inf", std::nullopt},
      {"1e3", std::nullopt},
      {"99999999999T", std::nullopt},
  };
  for (const auto& c : cases) EXPECT_EQ(parse_size(c.text), c.bytes) << c.text;
}

TEST(SizeTest, IsWrittenSoThatItSuffices) {
  EXPECT_EQ(format_size(1536), "1.5K");
  EXPECT_EQ(format_size(2147483648), "2G");
  EXPECT_EQ(format_size(2147483649), "2.1G");
  EXPECT_EQ(format_size(100 << 20), "100M");
  EXPECT_EQ(format_size((100 << 20) + 1), "101M");
  for (std::uint64_t bytes = 1; bytes < (std::uint64_t{1} << 50); bytes = bytes * 5 / 3 + 1) {
    EXPECT_GE(parse_size(format_size(bytes)), bytes) << format_size(bytes);
  }
}

// Many sentences, and words of which most come twice.
class MemoryLimitTest : public TwoTextsTest {
 protected:
  static constexpr int kSentences = 2000;
  MemoryLimitTest() : TwoTextsTest("", "") { put_texts("zh.txt", "de.txt", kSentences); }

  void put_texts(const std::string& chinese_name, const std::string& german_name, int sentences) {
    std::string chinese, german;
    for (int i = 0; i < sentences; ++i) {
      const std::string number = std::to_string(i * 7 % 1500);
      chinese += "第" + number + "個人看到橋。\n";
      german += "Mensch " + number + "a sieht " + number + "b Brücken" + number + ".\n";
    }
    scratch_.put(chinese_name, chinese);
    scratch_.put(german_name, german);
  }

  // zh/small.txt and de/small.txt, and a large.txt in either that does not fit into 160M, nor, as a
  // trial, into 120M.
  void put_folders() {
    scratch_.run("mkdir zh de");
    put_texts("zh/small.txt", "de/small.txt", 40);
    put_texts("zh/large.txt", "de/large.txt", 12'000);
  }

  // What the program says that a command takes.
  std::uint64_t estimate(const std::string& command) {
    const Outcome outcome = scratch_.run(command + " --max-memory 60M");
    EXPECT_EQ(outcome.exit_code, 3) << command;
    EXPECT_EQ(lines_of(outcome.err).size(), 1U) << outcome.err;
    const std::string before = "zh.txt and de.txt: aligning them takes about ";
    const std::size_t at = outcome.err.find(before);
    if (at == std::string::npos) {
      ADD_FAILURE() << outcome.err;
      return 0;
    }
    const std::size_t begin = at + before.size();
    return parse_size(outcome.err.substr(begin, outcome.err.find(' ', begin) - begin)).value_or(0);
  }

  // The largest resident set in bytes; 0 when the command failed. From a process of its own, since
  // what a process is told of its children is the largest of all that it ever had.
  double peak_of(const std::string& command) const {
    const pid_t child = ::fork();
    if (child == 0) {
      struct rusage usage {};
      if (scratch_.run(command).exit_code == 0 && getrusage(RUSAGE_CHILDREN, &usage) == 0) {
        scratch_.put("peak", std::to_string(usage.ru_maxrss));
      }
      ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    return std::strtod(scratch_.get("peak").c_str(), nullptr) * 1024;
  }
};

TEST_F(MemoryLimitTest, WhatWouldNotFitIsRefusedInOneLineBeforeAnythingIsWritten) {
  const Outcome outcome = scratch_.run("qiao align zh.txt de.txt -o out.tsv --max-memory 64M");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, AllOf(StartsWith("qiao: zh.txt and de.txt: aligning them takes about "),
                                 HasSubstr(" of memory, more than --max-memory 64M; ")));
  EXPECT_THAT(scratch_.names(), ElementsAre("de.txt", "zh.txt"));
}

TEST_F(MemoryLimitTest, WhatFitsIsDoneAsEver) {
  const Outcome without = scratch_.run("qiao align zh.txt de.txt --format ladder");
  const Outcome within = scratch_.run("qiao align zh.txt de.txt --format ladder --max-memory 1G");
  EXPECT_EQ(within.exit_code, 0) << within.err;
  EXPECT_EQ(within.out, without.out);
}

TEST_F(MemoryLimitTest, WhatCannotBeReadWithinItIsNotRead) {
  EXPECT_THAT(scratch_.run("qiao align zh.txt de.txt --max-memory 1M").err,
              StartsWith("qiao: zh.txt and de.txt: reading them takes "));
}

TEST_F(MemoryLimitTest, TheEstimateIsAboveWhatIsTakenAndNotFarAbove) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr double kSanitizer = 20;  // they keep shadows and what was freed
#else
  constexpr double kSanitizer = 1;
#endif
  const std::uint64_t estimated = estimate("qiao align zh.txt de.txt -o out.tsv");
  const double taken = peak_of("qiao align zh.txt de.txt -o out.tsv");
  ASSERT_GT(taken, 0);
  EXPECT_LE(taken, static_cast<double>(estimated) * kSanitizer);
  EXPECT_LE(static_cast<double>(estimated), 1.35 * taken);
}

TEST_F(MemoryLimitTest, APageAndAReportTakeMore) {
  const std::uint64_t rows = estimate("qiao align zh.txt de.txt -o out.tsv");
  const std::uint64_t report = estimate("qiao check zh.txt de.txt -o out.json");
  const std::uint64_t page = estimate("qiao align zh.txt de.txt -o out.html");
  EXPECT_LT(rows, report);
  EXPECT_LT(report, page);
  EXPECT_EQ(page, estimate("qiao check zh.txt de.txt -o out.html"));
}

TEST_F(MemoryLimitTest, OfAJobItIsTheAnswer) {
  scratch_.put("jobs", R"({"id":1,"source":"zh.txt","target":"de.txt"}
{"id":2,"source":{"text":"他來了。"},"target":{"text":"Er kam zu mir."}})");
  const Outcome outcome = scratch_.run("qiao align --jobs jobs --max-memory 70M");
  const std::vector<std::string> answers = lines_of(outcome.out);
  ASSERT_EQ(answers.size(), 2U) << outcome.err;
  EXPECT_THAT(answers[0],
              StartsWith(R"({"id":1,"error":"zh.txt and de.txt: aligning them takes about )"));
  EXPECT_THAT(answers[1], HasSubstr("\"beads\":["));
}

TEST_F(MemoryLimitTest, InACorpusItIsALineOfTheReportUntilMoreIsAllowed) {
  put_folders();
  scratch_.put("pairs", "source\ttarget\nsmall.txt\tsmall.txt\nlarge.txt\tlarge.txt\n");
  const std::string command = "SOURCE_DATE_EPOCH=1 qiao corpus zh de --pairs pairs -o ";
  const Outcome within = scratch_.run(command + "out --max-memory 160M");
  EXPECT_EQ(within.exit_code, 0);
  EXPECT_THAT(within.err, HasSubstr("2 pairs of documents (1 broken)"));
  EXPECT_THAT(scratch_.get("out/documents.tsv"),
              AllOf(HasSubstr("zh/large.txt and de/large.txt: aligning them takes about "),
                    HasSubstr("more than --max-memory 160M")));
  EXPECT_THAT(scratch_.run(command + "out --align-only --max-memory 160M").err,
              HasSubstr("0 pairs of documents aligned, 2 were there"));

  EXPECT_THAT(scratch_.run(command + "out").err, HasSubstr("2 pairs of documents, "));
  ASSERT_EQ(scratch_.run(command + "whole").exit_code, 0);
  EXPECT_TRUE(scratch_.get("out/corpus.tsv") == scratch_.get("whole/corpus.tsv"));
}

TEST_F(MemoryLimitTest, DocumentsThatCannotBeTriedAreToldWithTheReason) {
  put_folders();
  const Outcome outcome = scratch_.run("qiao pair zh de -o pairs.tsv --max-memory 120M");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("1 pairs, 0 partial, 0 further versions, 0 alone, 2 broken"));
  EXPECT_THAT(scratch_.get("pairs.tsv"),
              HasSubstr("large.txt\t\tbroken\t0.0000\t0.0000\t0.0000\tzh/large.txt and "
                        "de/large.txt: aligning them takes about "));
}

TEST_F(MemoryLimitTest, FoldersNeedTheProgramAtLeast) {
  scratch_.run("mkdir zh de && mv zh.txt zh/ && mv de.txt de/");
  for (const char* command : {"pair zh de", "corpus zh de -o out"}) {
    const Outcome outcome = scratch_.run("qiao " + std::string(command) + " --max-memory 20M");
    EXPECT_EQ(outcome.exit_code, 3) << command;
    EXPECT_THAT(outcome.err, AllOf(StartsWith("qiao: the program and "), HasSubstr("allow more")));
  }
}

TEST_F(MemoryLimitTest, VectorsOfOthersCountWithTheirFiles) {
  scratch_.put("vectors", std::string(std::size_t{kSentences} * 4096, '\1'));
  const Outcome outcome = scratch_.run(
      "qiao align --pre-split zh.txt de.txt --source-vectors vectors --target-vectors vectors "
      "--dim 1024 --max-memory 60M");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("zh.txt and de.txt: aligning them takes about "));
}

TEST_F(MemoryLimitTest, NoSizeIsBadUsage) {
  for (const char* said : {"lots", "0", "5GB"}) {
    const Outcome outcome =
        scratch_.run("qiao align zh.txt de.txt --max-memory " + std::string(said));
    EXPECT_EQ(outcome.exit_code, 2) << said;
    EXPECT_THAT(outcome.err, HasSubstr("say 500M or 1.5G")) << said;
  }
}

}  // namespace
}  // namespace qiao::cli
