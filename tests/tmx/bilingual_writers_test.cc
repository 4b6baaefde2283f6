#include "tmx/bilingual_writers.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace qiao::tmx {
namespace {

const std::vector<BeadRow> kRows = {
    {.source = "他走了。門關上了。",
     .target = "Er ging,\r\nund die\tTür \"fiel\" zu.",
     .score = 0.97314,
     .bead = "2-1",
     .source_sentences = {{4, {20, 32}}, {5, {32, 47}}},
     .target_sentences = {{3, {11, 43}}}},
    {.source = "再見。",
     .score = 0.88,
     .bead = "1-0",
     .status = "dropped",
     .reviewed = true,
     .source_sentences = {{6, {47, 56}}}},
};

std::string tsv_of(std::span<const BeadRow> rows) {
  std::ostringstream out;
  write_tsv(rows, *stream_sink(out));
  return out.str();
}

TEST(TsvTest, HasAHeaderAndALineABead) {
  EXPECT_EQ(tsv_of(kRows),
            "source\ttarget\tscore\tbead\tstatus\n"
            "他走了。門關上了。\tEr ging, und die Tür \"fiel\" zu.\t0.9731\t2-1\taligned\n"
            "再見。\t\t0.8800\t1-0\tdropped\n");
}

TEST(TsvTest, NoBeadsAreAHeaderAlone) {
  EXPECT_EQ(tsv_of({}), "source\ttarget\tscore\tbead\tstatus\n");
}

TEST(JsonlTest, EachLineIsAnObjectWithTheWayBackToTheFile) {
  std::ostringstream out;
  write_jsonl(kRows, {.document = "story.txt"}, *stream_sink(out));
  std::istringstream lines(out.str());
  std::string first, second, none;
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_FALSE(std::getline(lines, none));
  EXPECT_EQ(nlohmann::json::parse(first), nlohmann::json::parse(R"({
    "source": "他走了。門關上了。", "target": "Er ging,\r\nund die\tTür \"fiel\" zu.",
    "score": 0.97314, "bead": "2-1", "status": "aligned",
    "source_sentences": [{"id": 4, "begin": 20, "end": 32}, {"id": 5, "begin": 32, "end": 47}],
    "target_sentences": [{"id": 3, "begin": 11, "end": 43}],
    "source_language": "zh-TW", "target_language": "de-DE", "document": "story.txt"})"));
  EXPECT_EQ(second,
            "{\"source\":\"再見。\",\"target\":\"\",\"score\":0.88,\"bead\":\"1-0\","
            "\"status\":\"dropped\",\"reviewed\":true,\"source_sentences\":[{\"id\":6,\"begin\":47,"
            "\"end\":56}],"
            "\"target_sentences\":[],\"source_language\":\"zh-TW\",\"target_language\":\"de-DE\","
            "\"document\":\"story.txt\"}");
}

TEST(JsonlTest, ScoresAreTheirShortestDigits) {
  const struct {
    double score;
    const char* written;
  } cases[] = {{0, "0"},
               {1, "1"},
               {0.5, "0.5"},
               {0.000649, "0.000649"},
               {0.00002, "0.00002"},
               {0.1234567, "0.123457"}};
  for (const auto& c : cases) {
    std::ostringstream out;
    const std::vector<BeadRow> rows = {{.score = c.score}};
    write_jsonl(rows, {}, *stream_sink(out));
    EXPECT_THAT(out.str(), ::testing::HasSubstr("\"score\":" + std::string(c.written) + ","));
  }
}

}  // namespace
}  // namespace qiao::tmx
