#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const char* const kStories[] = {"fable", "fairy-tale", "interview", "letter", "manual"};

// The first three columns of what `qiao pair` printed, the scores aside.
std::vector<std::string> rows_of(const std::string& tsv) {
  std::istringstream lines(tsv);
  std::vector<std::string> rows;
  for (std::string line; std::getline(lines, line);) {
    std::string row;
    std::istringstream cells(line);
    for (int k = 0; k < 3; ++k) {
      std::string cell;
      std::getline(cells, cell, '\t');
      row += (k == 0 ? "" : " ") + cell;
    }
    rows.push_back(row);
  }
  return rows;
}

class PairCommandTest : public ::testing::Test {
 protected:
  // A story under made names: names must not help.
  void put_story(const std::string& story, const std::string& source, const std::string& target) {
    copy(story + "/zh.txt", source);
    copy(story + "/de.txt", target);
  }
  void copy(const std::string& from, const std::string& to, const std::string& filter = "cat") {
    const Outcome outcome = scratch_.run("mkdir -p $(dirname " + to + ") && " + filter + " < '" +
                                         source_file("corpora/" + from) + "' > " + to);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  Scratch scratch_;
};

TEST_F(PairCommandTest, FindsThePartnersWhateverTheirNames) {
  const char* const targets[] = {"s", "r", "q", "p", "o"};
  for (int i = 0; i < 5; ++i) {
    put_story(kStories[i], "zh/" + std::to_string(i) + ".txt",
              std::string("de/below/") + targets[i] + ".txt");
  }
  copy("travel/zh.txt", "zh/5.txt");
  copy("report/de.txt", "de/t.txt");
  const Outcome outcome = scratch_.run("qiao pair zh de");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(rows_of(outcome.out),
              ElementsAre("source target kind", "0.txt below/s.txt pair", "1.txt below/r.txt pair",
                          "2.txt below/q.txt pair", "3.txt below/p.txt pair",
                          "4.txt below/o.txt pair", "5.txt  alone", " t.txt alone"));
  EXPECT_EQ(outcome.err,
            "qiao: 6 and 6 documents: 5 pairs, 0 partial, 0 further versions, 2 alone\n");
}

TEST_F(PairCommandTest, AShortenedVersionIsPartialAndASecondOneIsTold) {
  put_story("report", "zh/whole.txt", "de/whole.txt");
  copy("report/de.txt", "de/short.txt", "head -n 24");
  put_story("manual", "zh/manual.txt", "de/manual.txt");
  copy("manual/de.txt", "de/part.txt", "head -n 30");
  scratch_.run("rm de/manual.txt");
  EXPECT_THAT(
      rows_of(scratch_.run("qiao pair zh de").out),
      ElementsAre("source target kind", "manual.txt part.txt partial", "whole.txt whole.txt pair",
                  "whole.txt short.txt version", " short.txt alone"));
}

TEST_F(PairCommandTest, OneFolderOfBothLanguagesIsTakenApart) {
  put_story("fable", "all/1.txt", "all/2.txt");
  put_story("letter", "all/3.txt", "all/4.txt");
  copy("news/zh.txt", "all/5.txt");
  EXPECT_THAT(
      rows_of(scratch_.run("qiao pair all all").out),
      ElementsAre("source target kind", "1.txt 2.txt pair", "3.txt 4.txt pair", "5.txt  alone"));
}

TEST_F(PairCommandTest, WhatCannotBePairedIsToldWithTheReason) {
  put_story("fable", "zh/a.txt", "de/b.txt");
  copy("letter/de.txt", "zh/german.txt");
  scratch_.put("zh/empty.txt", "");
  scratch_.put("de/binary.txt", std::string("\x00\x01\x02 \x00", 5));
  scratch_.put("de/picture.jpg", "no document");
  const Outcome outcome = scratch_.run("qiao pair zh de");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(rows_of(outcome.out),
              ElementsAre("source target kind", "a.txt b.txt pair", "empty.txt  broken",
                          "german.txt  alone", " binary.txt broken"));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("German, not Chinese"), HasSubstr("zh/empty.txt: ")));
  EXPECT_THAT(outcome.err, HasSubstr("1 files of no known format passed over"));
}

TEST_F(PairCommandTest, TheLanguageThatIsSaidIsThatOfHalfTranslatedDocumentsToo) {
  copy("fable/zh.txt", "zh/a.txt", "head -n 24");
  copy("fable/de.txt", "de/b.txt", "head -n 24");
  put_story("letter", "zh/c.txt", "de/d.txt");
  copy("news/de.txt", "zh/german.txt");
  scratch_.put("english",
               "The plant will be the first one of the company in Europe, and it is to be built "
               "near the motorway. There are plans for a second hall as well. ");
  scratch_.run("for i in $(seq 30); do cat english; done >> zh/a.txt");
  EXPECT_THAT(scratch_.run("qiao pair zh de").out, HasSubstr("English, not Chinese"));
  EXPECT_THAT(rows_of(scratch_.run("qiao pair zh de --source-lang zh").out),
              ElementsAre("source target kind", "a.txt b.txt partial", "c.txt d.txt pair",
                          "german.txt  alone"));
}

TEST_F(PairCommandTest, AFileOfPairsIsAMemory) {
  put_story("fable", "zh/a.txt", "de/b.txt");
  scratch_.put("zh/c.po", "");
  scratch_.put("de/d.tmx", "");
  const Outcome both = scratch_.run("qiao pair zh de");
  EXPECT_THAT(rows_of(both.out), ElementsAre("source target kind", "a.txt b.txt pair",
                                             "c.po  memory", " d.tmx memory"));
  EXPECT_THAT(both.err, HasSubstr("0 alone, 2 memories"));
  scratch_.run("rm zh/a.txt");
  EXPECT_THAT(rows_of(scratch_.run("qiao pair zh de").out),
              ElementsAre("source target kind", "c.po  memory", " d.tmx memory", " b.txt alone"));
  EXPECT_THAT(rows_of(scratch_.run("qiao pair zh zh").out),
              ElementsAre("source target kind", "c.po  memory"));
}

TEST_F(PairCommandTest, JsonLinesSayTheSame) {
  put_story("fable", "zh/a.txt", "de/b.txt");
  copy("news/zh.txt", "zh/c.txt");
  ASSERT_EQ(scratch_.run("qiao pair zh de -o out.jsonl").exit_code, 0);
  std::istringstream lines(scratch_.get("out.jsonl"));
  std::vector<nlohmann::json> objects;
  for (std::string line; std::getline(lines, line);) {
    objects.push_back(nlohmann::json::parse(line));
  }
  ASSERT_THAT(objects, SizeIs(2));
  EXPECT_EQ(objects[0]["source"], "a.txt");
  EXPECT_EQ(objects[0]["target"], "b.txt");
  EXPECT_EQ(objects[0]["kind"], "pair");
  EXPECT_GT(objects[0]["score"], 0.9);
  EXPECT_GT(objects[0]["target_covered"], 0.8);
  EXPECT_EQ(objects[1]["kind"], "alone");
  EXPECT_FALSE(objects[1].contains("target"));
}

TEST_F(PairCommandTest, AnyNumberOfThreadsGivesTheSameBytes) {
  for (const char* story : kStories) {
    put_story(story, std::string("zh/") + story + "1.txt", std::string("de/") + story + "2.txt");
  }
  const std::string one = scratch_.run("qiao pair zh de --threads 1").out;
  EXPECT_THAT(rows_of(one), SizeIs(6));
  EXPECT_EQ(scratch_.run("qiao pair zh de --threads 4").out, one);
}

TEST_F(PairCommandTest, BadUsageAndBadFoldersAreTold) {
  scratch_.run("mkdir zh de");
  EXPECT_EQ(scratch_.run("qiao pair zh").exit_code, 2);
  EXPECT_EQ(scratch_.run("qiao pair zh de --format xml").exit_code, 2);
  EXPECT_EQ(scratch_.run("qiao pair zh de --trials -1").exit_code, 2);
  const Outcome missing = scratch_.run("qiao pair zh nowhere");
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_THAT(missing.err, HasSubstr("nowhere: "));
  const Outcome empty = scratch_.run("qiao pair zh de");
  EXPECT_EQ(empty.exit_code, 3);
  EXPECT_THAT(empty.err, HasSubstr("no document in a language that can be told"));
  EXPECT_THAT(scratch_.run("qiao pair --help").out, HasSubstr("SOURCE_DIR TARGET_DIR"));
}

}  // namespace
}  // namespace qiao::cli
