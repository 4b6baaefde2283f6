#include "tmx/bead_row.h"

#include <gtest/gtest.h>

namespace qiao::tmx {
namespace {

BeadRow row() {
  BeadRow r;
  r.source = "他走了。門關上了。";
  r.target = "Er ging, und die Tür fiel zu.";
  r.score = 0.97314;
  r.bead = "2-1";
  return r;
}

TEST(MakeUnitTest, PropertiesSayScoreBeadContextAndDocument) {
  BeadRow r = row();
  r.previous_source = "天黑了。";
  const TranslationUnit unit = make_unit(r, {.document = "story.txt", .date = "20250311T093000Z"});
  using Kind = Annotation::Kind;
  EXPECT_EQ(unit.annotations,
            (std::vector<Annotation>{{Kind::kProperty, "x-score", "0.9731", {}},
                                     {Kind::kProperty, "x-bead", "2-1", {}},
                                     {Kind::kProperty, "x-context-prev", "天黑了。", {}},
                                     {Kind::kProperty, "x-document", "story.txt", {}}}));
  EXPECT_EQ(unit.attributes, (Attributes{{"creationdate", "20250311T093000Z"}}));
  EXPECT_EQ(unit.variants[0].language, "zh-TW");
  EXPECT_EQ(unit.variants[0].segment.text, r.source);
  EXPECT_EQ(unit.variants[1].language, "de-DE");
  EXPECT_EQ(unit.variants[1].segment.text, r.target);
}

TEST(MakeUnitTest, WhatIsNotKnownIsNotWritten) {
  const TranslationUnit unit = make_unit(row(), {});
  EXPECT_EQ(unit.annotations.size(), 2);
  EXPECT_TRUE(unit.attributes.empty());
}

TEST(FormatScoreTest, HasFourDecimals) {
  EXPECT_EQ(format_score(1), "1.0000");
  EXPECT_EQ(format_score(0), "0.0000");
  EXPECT_EQ(format_score(0.97314), "0.9731");
  EXPECT_EQ(format_score(0.00005), "0.0001");
}

}  // namespace
}  // namespace qiao::tmx
