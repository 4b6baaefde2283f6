#include "cli/review/page_findings.h"

#include <gmock/gmock.h>

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Side side(std::string text, text::Language language) {
  return {text::Document::read(std::move(text), "test", {.language = language}), {language}};
}

class PageFindingsTest : public ::testing::Test {
 protected:
  // A finding in the target, from byte `begin` of its text on.
  Finding finding(FindingKind kind, std::size_t begin, std::size_t end,
                  align::SentenceSpan sentences) const {
    return {.kind = kind,
            .side = SideName::kTarget,
            .passage = part_passage(pair_.target.document, sentences, {begin, end}),
            .value = "Acme",
            .confidence = 0.814};
  }

  Pair pair_{side("他來了。他走了。", text::Language::kChinese),
             side("Er kam. Er ging zu Acme.", text::Language::kGerman)};
};

TEST_F(PageFindingsTest, APartIsMarkedWithinItsSentence) {
  const auto marks = page_findings(pair_, {{finding(FindingKind::kName, 19, 23, {1, 2})}});
  ASSERT_THAT(marks, ::testing::SizeIs(1));
  EXPECT_EQ(marks[0].kind, "name");
  EXPECT_FALSE(marks[0].in_source);
  EXPECT_EQ(marks[0].sentence, 1);
  EXPECT_EQ(marks[0].range, (text::ByteRange{11, 15}));
  EXPECT_EQ(marks[0].message, "Acme is not named in the source, 81 % sure");
}

TEST_F(PageFindingsTest, APassageOfSeveralSentencesIsMarkedInEach) {
  const auto marks = page_findings(pair_, {{finding(FindingKind::kPartial, 3, 15, {0, 2})}});
  EXPECT_THAT(
      marks,
      ElementsAre(
          AllOf(Field(&PageFinding::sentence, 0), Field(&PageFinding::range, text::ByteRange{3, 7}),
                Field(&PageFinding::message, HasSubstr("nothing in the source covers this"))),
          AllOf(Field(&PageFinding::sentence, 1),
                Field(&PageFinding::range, text::ByteRange{0, 7}))));
}

TEST_F(PageFindingsTest, WhatThePageShowsByItselfIsLeftOut) {
  for (const FindingKind kind : {FindingKind::kDropped, FindingKind::kAdded, FindingKind::kMoved}) {
    EXPECT_THAT(page_findings(pair_, {{finding(kind, 0, 7, {0, 1})}}), IsEmpty());
  }
}

TEST_F(PageFindingsTest, AFigureThatDiffersIsMarkedInBothTexts) {
  Finding differs = finding(FindingKind::kFigure, 8, 10, {1, 2});
  differs.other = part_passage(pair_.source.document, {0, 1}, {0, 3});
  differs.value = "2 km";
  differs.other_value = "3 km";
  EXPECT_THAT(
      page_findings(pair_, {{differs}}),
      ElementsAre(
          AllOf(Field(&PageFinding::in_source, false),
                Field(&PageFinding::message, "2 km in the target, 3 km in the source, 81 % sure")),
          AllOf(
              Field(&PageFinding::in_source, true),
              Field(&PageFinding::range, text::ByteRange{0, 3}),
              Field(&PageFinding::message, "2 km in the target, 3 km in the source, 81 % sure"))));
}

TEST_F(PageFindingsTest, AFigureThatIsMissingIsMarkedWhereItStands) {
  Finding missing = finding(FindingKind::kFigure, 8, 10, {1, 2});
  missing.value = "2 km";
  EXPECT_THAT(
      page_findings(pair_, {{missing}}),
      ElementsAre(Field(&PageFinding::message, "2 km is not named in the source, 81 % sure")));
}

}  // namespace
}  // namespace qiao::cli
