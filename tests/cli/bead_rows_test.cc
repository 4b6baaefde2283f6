#include "cli/bead_rows.h"

#include <gmock/gmock.h>

namespace qiao::cli {
namespace {

using align::Status;
using ::testing::ElementsAre;
using ::testing::SizeIs;

Side side(const char* text, text::Language language) {
  return {text::Document::read(text, "text", {.language = language}), {.language = language}};
}

TEST(BeadRowsTest, JoinsTheTextsAndKeepsTheWayBack) {
  const Side source = side("你好。再見。晚安。", text::Language::kChinese);
  const Side target = side("Hallo und bis bald! Morgen kommt er.", text::Language::kGerman);
  ASSERT_EQ(source.document.sentence_count(), 3u);
  ASSERT_EQ(target.document.sentence_count(), 2u);
  const auto rows = bead_rows(
      {.beads = {{.source = {0, 2}, .target = {0, 1}, .score = 0.75},
                 {.source = {2, 2}, .target = {1, 2}, .score = 0.5, .status = Status::kAdded},
                 {.source = {2, 3}, .target = {2, 2}, .score = 0.5, .status = Status::kDropped}},
       .source_count = 3,
       .target_count = 2},
      source, target);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].source, "你好。再見。");
  EXPECT_EQ(rows[0].target, "Hallo und bis bald!");
  EXPECT_EQ(rows[0].score, 0.75);
  EXPECT_EQ(rows[0].bead, "2-1");
  EXPECT_EQ(rows[0].status, "aligned");
  EXPECT_THAT(rows[0].source_sentences,
              ElementsAre(tmx::SentencePlace{0, {0, 9}}, tmx::SentencePlace{1, {9, 18}}));
  EXPECT_THAT(rows[0].target_sentences, ElementsAre(tmx::SentencePlace{0, {0, 19}}));
  EXPECT_EQ(rows[0].previous_source, "");

  EXPECT_EQ(rows[1].source, "");
  EXPECT_EQ(rows[1].target, "Morgen kommt er.");
  EXPECT_EQ(rows[1].bead, "0-1");
  EXPECT_EQ(rows[1].status, "added");

  EXPECT_EQ(rows[2].bead, "1-0");
  EXPECT_EQ(rows[2].status, "dropped");
  // Null beads without a source are no context.
  EXPECT_EQ(rows[2].previous_source, "你好。再見。");
}

}  // namespace
}  // namespace qiao::cli
