#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kTsv =
    "source\ttarget\tscore\tbead\tstatus\n"
    "你好。\tHallo.\t0.9000\t1-1\taligned\n"
    "你好。\tServus.\t0.4000\t1-1\taligned\n"
    "再見。\t\t0.5000\t1-0\tdropped\n";

TEST(TmxCommandTest, GoesThroughAllVerbsOnOneMemory) {
  const Scratch scratch;
  scratch.put("a.tsv", kTsv);
  const Outcome converted = scratch.run("qiao tmx convert a.tsv -o a.tmx");
  EXPECT_EQ(converted.exit_code, 0);
  EXPECT_THAT(converted.err, HasSubstr("1 units have no counterpart"));
  EXPECT_EQ(scratch.run("qiao tmx validate a.tmx").out, "a.tmx: 2 units, 0 errors, 0 warnings\n");
  EXPECT_THAT(scratch.run("qiao tmx filter - --min-score 0.5 -o b.tmx --reject c.tmx < a.tmx").err,
              HasSubstr("2 units read, 1 kept, score 1"));
  EXPECT_THAT(scratch.get("c.tmx"), HasSubstr("<prop type=\"x-rejected\">score</prop>"));
  EXPECT_THAT(scratch.run("qiao tmx merge a.tmx b.tmx --conflicts k.tsv -o d.tmx").err,
              HasSubstr("3 units read, 2 written; duplicates: 1 exact"));
  EXPECT_EQ(scratch.get("k.tsv"), "你好。\tHallo.\tServus.\n");
  EXPECT_EQ(scratch.run("qiao tmx diff a.tmx b.tmx").out,
            "= 你好。\n< Hallo.\n< Servus.\n> Hallo.\n");
  EXPECT_THAT(scratch.run("qiao tmx stats d.tmx").out, HasSubstr("2 units; duplicates: 0 exact"));
}

TEST(TmxCommandTest, BadInputIsThreeAndBadUsageTwo) {
  const Scratch scratch;
  scratch.put("bad.tmx", "<tmx version=\"1.4\"><header/><body><tu/></body></tmx>");
  EXPECT_EQ(scratch.run("qiao tmx validate bad.tmx").exit_code, 3);
  EXPECT_EQ(scratch.run("qiao tmx stats missing.tmx").exit_code, 3);
  EXPECT_EQ(scratch.run("qiao tmx stats --strict bad.tmx").exit_code, 3);
  EXPECT_EQ(scratch.run("qiao tmx paint bad.tmx").exit_code, 2);
  EXPECT_EQ(scratch.run("qiao tmx diff - - < bad.tmx").exit_code, 2);
  EXPECT_EQ(scratch.run("qiao tmx convert bad.tmx -o out.doc").exit_code, 2);
}

TEST(TmxCommandTest, AnotherFormatThanTmxIsToldHowToConvert) {
  const Scratch scratch;
  scratch.put("a.tsv", kTsv);
  for (const char* verb : {"validate", "merge", "filter", "stats", "diff a.tsv"}) {
    const Outcome outcome = scratch.run("qiao tmx " + std::string(verb) + " a.tsv");
    EXPECT_EQ(outcome.exit_code, 3) << verb;
    EXPECT_EQ(outcome.err,
              "qiao: a.tsv: this is TSV, not TMX; make it one with qiao tmx convert a.tsv -o "
              "OUT.tmx\n")
        << verb;
  }
}

TEST(TmxCommandTest, EveryVerbReadsAndWritesStreams) {
  const Scratch scratch;
  scratch.put("a.tsv", kTsv);
  ASSERT_EQ(scratch.run("qiao tmx convert a.tsv -o a.tmx").exit_code, 0);
  EXPECT_EQ(scratch.run("qiao tmx validate - < a.tmx").out, "-: 2 units, 0 errors, 0 warnings\n");
  EXPECT_THAT(scratch.run("qiao tmx stats - < a.tmx").out, HasSubstr("2 units"));
  EXPECT_THAT(scratch.run("qiao tmx diff a.tmx - < a.tmx").err, HasSubstr("1 sources agree"));
  for (const char* line : {"qiao tmx merge - < a.tmx", "qiao tmx filter - < a.tmx"}) {
    EXPECT_THAT(scratch.run(line).out, HasSubstr("<seg>Servus.</seg>")) << line;
  }
  for (const char* format : {"tmx", "tsv", "csv", "jsonl", "xliff", "xliff21", "po"}) {
    const std::string there = "qiao tmx convert - --from tmx --to " + std::string(format);
    const std::string back = "qiao tmx convert - --to tsv --from " + std::string(format);
    EXPECT_THAT(scratch.run(there + " < a.tmx | " + back).out, HasSubstr("你好。\tServus."))
        << format;
  }
}

TEST(TmxCommandTest, WhatAFormatCannotHoldIsTold) {
  const Scratch scratch;
  scratch.put(
      "a.tmx",
      "<tmx version=\"1.4\"><header srclang=\"de\"/><body><tu><tuv xml:lang=\"de\"><seg>Ein "
      "<bpt i=\"1\">{</bpt>Baum<ept i=\"1\">}</ept></seg></tuv><tuv xml:lang=\"zh-TW\"><seg>"
      "一棵樹</seg></tuv><tuv xml:lang=\"en\"><seg>A tree</seg></tuv></tu></body></tmx>");
  const Outcome table = scratch.run("qiao tmx convert a.tmx --to tsv");
  EXPECT_THAT(table.out, HasSubstr("Ein Baum\t一棵樹"));
  EXPECT_THAT(table.err, HasSubstr("1 units lost their inline tags"));
  EXPECT_THAT(table.err, HasSubstr("1 units have more than two languages"));
  const Outcome xliff = scratch.run(
      "qiao tmx convert a.tmx --to xliff21 -o a.xlf; "
      "qiao tmx convert a.xlf --to tmx");
  EXPECT_THAT(xliff.out, HasSubstr("Ein <bpt i=\"1\" x=\"1\">{</bpt>Baum<ept i=\"1\">}</ept>"));
  EXPECT_EQ(scratch.run("qiao tmx convert a.tmx --to tmx").err, "");
}

TEST(TmxCommandTest, AFailedMergeLeavesNothingBehind) {
  const Scratch scratch;
  scratch.put("cut.tmx", "<tmx version=\"1.4\"><header/><body><tu>");
  EXPECT_EQ(scratch.run("qiao tmx merge cut.tmx -o out.tmx").exit_code, 3);
  EXPECT_EQ(scratch.get("out.tmx"), "");
}

}  // namespace
}  // namespace qiao::cli
