#include "tmx/bead_reader.h"

#include <gmock/gmock.h>

#include <sstream>

#include "text/input_error.h"
#include "tmx/bilingual_writers.h"

namespace qiao::tmx {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::vector<BeadRow> kRows = {
    {.source = "他走了。門關上了。",
     .target = "Er ging,\r\nund die\tTür \"fiel\" zu.",
     .score = 0.973141,
     .bead = "2-1",
     .status = "moved",
     .source_sentences = {{4, {20, 32}}, {5, {32, 47}}},
     .target_sentences = {{3, {11, 43}}}},
    {.target = "Na und?",
     .score = 1,
     .bead = "0-1",
     .status = "added",
     .reviewed = true,
     .target_sentences = {{4, {44, 51}}},
     .previous_source = "他走了。門關上了。"},
    {.source = "再見。",
     .score = 0.00002,
     .bead = "1-0",
     .status = "dropped",
     .source_sentences = {{6, {47, 56}}},
     .previous_source = "他走了。門關上了。"},
};

TEST(BeadReaderTest, WhatWasWrittenIsReadAgain) {
  const UnitMaking making{
      .source_language = "zh-HK", .target_language = "de-AT", .document = "story.txt"};
  std::ostringstream out;
  write_jsonl(kRows, making, *stream_sink(out));
  const BeadFile file = read_beads(out.str(), "r.jsonl");
  EXPECT_EQ(file.rows, kRows);
  EXPECT_EQ(file.making.source_language, "zh-HK");
  EXPECT_EQ(file.making.target_language, "de-AT");
  EXPECT_EQ(file.making.document, "story.txt");
}

TEST(BeadReaderTest, OnlyTextsAndSentencesAreNeeded) {
  const BeadFile file = read_beads(
      "\n{\"target\":\"b\",\"source\":\"a\",\"more\":1,\"source_sentences\":[{\"id\":0,\"begin\":0,"
      "\"end\":1}],\"target_sentences\":[]}\r\n",
      "r.jsonl");
  EXPECT_THAT(file.rows,
              ElementsAre(BeadRow{
                  .source = "a", .target = "b", .bead = "1-0", .source_sentences = {{0, {0, 1}}}}));
  EXPECT_EQ(file.making.document, "");
}

TEST(BeadReaderTest, WhatIsNoBeadIsAnErrorWithItsLine) {
  const std::string good =
      R"({"source":"a","target":"b","source_sentences":[],"target_sentences":[])";
  const struct {
    std::string text;
    const char* says;
  } cases[] = {
      {"", "r.jsonl: holds no bead; "},
      {"\n[1]\n", "r.jsonl:2: is no JSON object"},
      {"{\"source\":\"a\"", "r.jsonl:1: is no JSON object"},
      {std::string(100000, '['), "r.jsonl:1: is no JSON object"},
      {"{\"source\":\"a\"}", "r.jsonl:1: \"target\" is no text"},
      {"{\"source\":\"a\",\"target\":\"b\"}", "\"source_sentences\" is no list"},
      {good + ",\"score\":2}", "\"score\" is no number from 0 to 1"},
      {good + ",\"score\":\"1\"}", "\"score\" is no number from 0 to 1"},
      {good + ",\"status\":\"lost\"}", "\"status\" is none of aligned,"},
      {R"({"source":"","target":"","source_sentences":[{"id":-1}],"target_sentences":[]})",
       "a sentence has no number \"id\""},
      {R"({"source":"","target":"","source_sentences":[7],"target_sentences":[]})",
       "a sentence has no number \"id\""},
      {R"({"source":"","target":"","source_sentences":[{"id":4294967296}],"target_sentences":[]})",
       "a sentence has no number \"id\""},
  };
  for (const auto& c : cases) {
    try {
      read_beads(c.text, "r.jsonl");
      ADD_FAILURE() << "no error for " << c.text.substr(0, 80);
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), AllOf(StartsWith("r.jsonl:"), HasSubstr(c.says)));
    }
  }
}

}  // namespace
}  // namespace qiao::tmx
