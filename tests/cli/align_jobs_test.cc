#include "cli/align_jobs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/pipe_lines.h"
#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

const std::string kChinese = "村子旁邊有一條河。河上有一座三百年的老橋。";
const std::string kGerman =
    "Neben dem Dorf fließt ein Fluss. Über den Fluss führt eine dreihundert Jahre alte Brücke.";

std::vector<Json> answers_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<Json> answers;
  for (std::string line; std::getline(in, line);) answers.push_back(Json::parse(line));
  return answers;
}

std::string job(const Json& id, const Json& source, const Json& target) {
  return Json{{"id", id}, {"source", source}, {"target", target}}.dump() + "\n";
}

Json text(const std::string& utf8) { return {{"text", utf8}}; }

class AlignJobsTest : public ::testing::Test {
 protected:
  AlignJobsTest() {
    scratch_.put("zh.txt", kChinese);
    scratch_.put("de.txt", kGerman);
  }
  std::vector<Json> run(const std::string& jobs, const std::string& options = "") {
    scratch_.put("jobs", jobs);
    const Outcome outcome = scratch_.run("qiao align --jobs - " + options + " < jobs");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return answers_in(outcome.out);
  }
  Scratch scratch_;
};

TEST_F(AlignJobsTest, EveryPairHasItsBeadsAsAlignWritesThem) {
  const std::vector<Json> answers =
      run(job(7, "zh.txt", "de.txt") + job("b", text(kChinese), {{"path", "de.txt"}}));
  ASSERT_THAT(answers, SizeIs(2));
  Json beads = Json::array();
  for (Json bead : answers_in(scratch_.run("qiao align zh.txt de.txt --format jsonl").out)) {
    for (const char* shared : {"source_language", "target_language", "document"}) {
      EXPECT_EQ(bead.erase(shared), 1);
    }
    beads.push_back(std::move(bead));
  }
  ASSERT_THAT(beads, SizeIs(2));
  EXPECT_EQ(answers[0], (Json{{"id", 7},
                              {"source_language", "zh-TW"},
                              {"target_language", "de-DE"},
                              {"exchanged", false},
                              {"strangers", false},
                              {"pairs", 2},
                              {"moved", 0},
                              {"uncertain", answers[0]["uncertain"]},
                              {"dropped", 0},
                              {"added", 0},
                              {"beads", beads}}));
  EXPECT_EQ(answers[1]["id"], "b");
  EXPECT_EQ(answers[1]["beads"], beads);
}

TEST_F(AlignJobsTest, WhatIsWrongWithAJobIsItsAnswer) {
  scratch_.put("cut.docx", "PK\x03\x04 cut off");
  const struct {
    std::string line;
    Json id;
    std::string error;
  } cases[] = {
      {"{\"id\": 1,\n", nullptr, "standard input:1: no JSON object; write one job a line"},
      {"[1, 2]\n", nullptr, "standard input:2: no JSON object"},
      {"\n", nullptr, "standard input:3: no JSON object"},
      {"{\"id\":\"\xFF\"}\n", nullptr, "standard input:4: no JSON object"},
      {std::string(100, '[') + "\n", nullptr, "standard input:5: no JSON object"},
      {"{\"id\":[6]}\n", {6}, "standard input:6: \"source\" is missing; give a path or"},
      {job(7, "zh.txt", 3), 7, "standard input:7: \"target\" is neither a path nor an object"},
      {job(8, "nothing.txt", "de.txt"), 8, "nothing.txt: no such file; check the path"},
      {job(9, text(""), "de.txt"), 9, "standard input:9 source: an empty file"},
      {job(10, text(" \n"), "de.txt"), 10, "standard input:10 source: no text but white space"},
      {job(11, "de.txt", text(kGerman)), 11,
       "de.txt and standard input:11 target: both are German; give one"},
      {job(12, "-", "de.txt"), 12, "standard input:12: \"source\": standard input is taken"},
      {job(13, {{"text", "a"}, {"path", "b"}}, "x"), 13,
       "standard input:13: \"source\" is neither"},
      {job(14, {{"text", "a"}, {"lang", "de"}}, "x"), 14,
       "standard input:14: \"source\" has an unknown member \"lang\"; known are"},
      {job(15, {{"text", 5}}, "x"), 15, "standard input:15: \"source\": \"text\" is no string"},
      {job(16, {{"text", "a"}, {"language", "qq"}}, "x"), 16,
       "standard input:16: \"source\": no language known as 'qq'"},
      {job(17, {{"text", "a"}, {"language", "de"}}, {{"text", "b"}, {"language", "de-AT"}}), 17,
       "--source-lang and --target-lang are both German"},
      {job(18, "cut.docx", "de.txt"), 18, "cut.docx: broken zip archive"},
      {job(19, text("4711"), "de.txt"), 19,
       "standard input:19 source: its language cannot be told"},
  };
  std::string jobs;
  for (const auto& c : cases) jobs += c.line;
  const std::vector<Json> answers = run(jobs + job(20, "zh.txt", "de.txt"));
  ASSERT_THAT(answers, SizeIs(std::size(cases) + 1));
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    EXPECT_THAT(answers[i], SizeIs(2)) << answers[i];
    EXPECT_EQ(answers[i]["id"], cases[i].id);
    EXPECT_THAT(answers[i]["error"].get<std::string>(), StartsWith(cases[i].error));
  }
  EXPECT_EQ(answers.back()["pairs"], 2);
}

TEST_F(AlignJobsTest, TextsInTheOtherOrderAreExchangedWithANote) {
  const std::vector<Json> answers = run(job(1, "de.txt", text(kChinese)));
  ASSERT_THAT(answers, SizeIs(1));
  EXPECT_EQ(answers[0]["exchanged"], true);
  EXPECT_EQ(answers[0]["source_language"], "zh-TW");
  ASSERT_THAT(answers[0]["notes"], SizeIs(1));
  EXPECT_THAT(answers[0]["notes"][0].get<std::string>(),
              StartsWith("standard input:1 target is Chinese and de.txt is German: taken in"));
}

TEST_F(AlignJobsTest, ATextMayHaveANameALanguageAndAFormat) {
  const std::vector<Json> answers =
      run(job(1, {{"text", "<nav>首頁</nav><p>" + kChinese + "</p>"}, {"name", "a.html"}},
              {{"text", kGerman}, {"language", "de-AT"}}),
          "--lang-tag de-AT");
  ASSERT_THAT(answers, SizeIs(1));
  EXPECT_EQ(answers[0]["pairs"], 2);
  EXPECT_EQ(answers[0]["target_language"], "de-AT");
}

TEST_F(AlignJobsTest, TheNumberOfThreadsChangesNoByte) {
  std::string jobs;
  for (int i = 0; i < 60; ++i) {
    if (i % 7 == 3) jobs += "no job\n";
    std::string chinese, german;
    for (int k = 0; k <= i % 9; ++k) chinese += kChinese + "\n", german += kGerman + "\n";
    jobs += job(i, text(chinese), text(german));
  }
  scratch_.put("jobs", jobs);
  const Outcome one = scratch_.run("qiao align --jobs - < jobs --threads 1");
  EXPECT_THAT(answers_in(one.out), SizeIs(69));
  for (const char* threads : {"2", "5"}) {
    const Outcome more =
        scratch_.run(std::string("qiao align --jobs - < jobs --threads ") + threads);
    EXPECT_TRUE(more.out == one.out) << threads;
  }
}

TEST_F(AlignJobsTest, JobsComeFromAFileAndGoToAFile) {
  scratch_.put("jobs", job(1, "zh.txt", "de.txt") + "no job\n");
  const Outcome outcome = scratch_.run("gzip -k jobs && qiao align --jobs jobs.gz -o out.jsonl");
  EXPECT_EQ(outcome.out, "");
  const std::vector<Json> answers = answers_in(scratch_.get("out.jsonl"));
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0]["pairs"], 2);
  EXPECT_EQ(answers[1]["error"], "jobs.gz:2: no JSON object; write one job a line");
}

TEST_F(AlignJobsTest, NoJobsNoAnswers) { EXPECT_THAT(run(""), SizeIs(0)); }

TEST_F(AlignJobsTest, WhatCannotBeDoneTogetherIsBadUsage) {
  const struct {
    const char* line;
    const char* error;
  } cases[] = {
      {"qiao align --jobs - zh.txt", "--jobs takes the place of SOURCE TARGET; leave out 'zh.txt'"},
      {"qiao align --jobs - --from a", "--from and --jobs cannot both be done; leave one out"},
      {"qiao align --jobs - --format tmx", "--jobs: answers are jsonl; leave out --format tmx"},
      {"qiao align --jobs ''", "--from and --jobs need the name of a file"},
      {"qiao align --jobs - --lang-tag qq < /dev/null", "--lang-tag: no language known as 'qq'"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = scratch_.run(c.line);
    EXPECT_EQ(outcome.exit_code, 2) << c.line;
    EXPECT_THAT(outcome.err, HasSubstr(c.error));
  }
}

// The other end of a pipe: gives a line at a time, and sees how far the answers are.
class Engine : public text::ByteSource {
 public:
  Engine(std::vector<std::string> lines, std::size_t most_open)
      : lines_(std::move(lines)), most_open_(most_open) {}

  // Gives the next line when no more than `most_open` of those before it are without an answer.
  std::size_t read(char* buffer, std::size_t capacity) override {
    std::unique_lock lock(mutex_);
    if (given_ == lines_.size()) return 0;
    in_time_ = in_time_ && answered_.wait_for(lock, std::chrono::seconds(60), [&] {
      return given_ - answers_.size() <= most_open_;
    });
    open_ = std::max(open_, given_ - answers_.size());
    EXPECT_LE(lines_[given_].size(), capacity);
    return lines_[given_++].copy(buffer, capacity);
  }

  void answer(std::string_view line) {
    const std::lock_guard lock(mutex_);
    answers_.push_back(Json::parse(line));
    answered_.notify_all();
  }

  std::vector<Json> answers_;
  bool in_time_ = true;
  std::size_t open_ = 0;  // the most lines that were without an answer when the next was asked for

 private:
  std::vector<std::string> lines_;
  std::size_t most_open_;
  std::size_t given_ = 0;
  std::mutex mutex_;
  std::condition_variable answered_;
};

embed::Model default_model() {
  return embed::Model::open(std::string(QIAO_SOURCE_DIR) + "/embed/models/default.qiao");
}

void serve(Engine& engine, unsigned threads) {
  align_jobs(engine, "pipe", default_model(), {.threads = threads},
             [&](std::string_view answer) { engine.answer(answer); });
}

TEST(AlignJobsPipeTest, WhoWaitsForEachAnswerGetsIt) {
  for (const unsigned threads : {1U, 3U}) {
    Engine engine(std::vector<std::string>(10, job(1, text(kChinese), text(kGerman))), 0);
    serve(engine, threads);
    EXPECT_TRUE(engine.in_time_);
    EXPECT_THAT(engine.answers_, SizeIs(10));
  }
}

TEST(AlignJobsPipeTest, FewJobsAreInMemoryHoweverManyThereAre) {
  std::vector<std::string> lines(500, "{\"id\":1}\n");
  std::string slow;
  for (int i = 0; i < 300; ++i) slow += kChinese + "\n";
  lines[0] = job(0, text(slow), text(kGerman));
  Engine engine(std::move(lines), 1000);
  serve(engine, 3);
  EXPECT_THAT(engine.answers_, SizeIs(500));
  EXPECT_LE(engine.open_, 6);
}

// A line of any length without its memory, then a job.
class LongLine : public text::ByteSource {
 public:
  std::size_t read(char* buffer, std::size_t capacity) override {
    if (left_ == 0) return std::exchange(rest_, "").copy(buffer, capacity);
    const std::size_t n = std::min(left_, capacity);
    std::fill(buffer, buffer + n, 'x');
    left_ -= n;
    return n;
  }

 private:
  std::size_t left_ = 3 * kLongestPipeLine;
  std::string rest_ = "\n" + job(2, text(kChinese), text(kGerman));
};

TEST(AlignJobsPipeTest, AnEndlessLineIsAnErrorAndNotTheEnd) {
  LongLine in;
  std::vector<Json> answers;
  align_jobs(in, "pipe", default_model(), {.threads = 1},
             [&](std::string_view answer) { answers.push_back(Json::parse(answer)); });
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0]["error"], "pipe:1: a job of over 64 MiB; give its texts as paths");
  EXPECT_EQ(answers[1]["id"], 2);
}

}  // namespace
}  // namespace qiao::cli
