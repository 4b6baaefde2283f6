#include "cli/check/findings.h"

#include <gmock/gmock.h>

#include "tests/cli/check/made_pair.h"

namespace qiao::cli {
namespace {

using ::testing::ElementsAre;

Finding finding(FindingKind kind, SideName side = SideName::kSource, int source = 0) {
  Finding finding{.kind = kind, .side = side};
  (side == SideName::kSource ? finding.passage : finding.other).sentences = {source, source};
  return finding;
}

TEST(FindingsTest, NamesOfKindsAreReadBack) {
  for (const FindingKind kind : kFindingKinds) {
    EXPECT_EQ(finding_kind_named(finding_kind_name(kind)), kind);
  }
  EXPECT_EQ(finding_kind_named("dropp"), std::nullopt);
}

TEST(FindingsTest, EachLevelOfFailingIncludesTheOnesBefore) {
  const struct {
    FindingKind kind;
    bool dropped, partial, figures, any;
  } cases[] = {
      {FindingKind::kDropped, true, true, true, true},
      {FindingKind::kAdded, true, true, true, true},
      {FindingKind::kPartial, false, true, true, true},
      {FindingKind::kFigure, false, false, true, true},
      {FindingKind::kName, false, false, false, true},
      {FindingKind::kMoved, false, false, false, true},
      {FindingKind::kBoilerplate, false, false, false, false},
  };
  for (const auto& c : cases) {
    const std::vector findings = {finding(c.kind)};
    EXPECT_EQ(fails(findings, FailOn::kDropped), c.dropped) << findings[0];
    EXPECT_EQ(fails(findings, FailOn::kPartial), c.partial) << findings[0];
    EXPECT_EQ(fails(findings, FailOn::kFigures), c.figures) << findings[0];
    EXPECT_EQ(fails(findings, FailOn::kAny), c.any) << findings[0];
    EXPECT_FALSE(fails(findings, FailOn::kNever)) << findings[0];
  }
}

TEST(FindingsTest, StandInTheOrderOfTheSource) {
  std::vector findings = {finding(FindingKind::kFigure, SideName::kTarget, 3),
                          finding(FindingKind::kDropped, SideName::kSource, 5),
                          finding(FindingKind::kAdded, SideName::kTarget, 3),
                          finding(FindingKind::kName, SideName::kSource, 1)};
  const std::vector unsorted = findings;
  sort_findings(findings);
  EXPECT_THAT(findings, ElementsAre(unsorted[3], unsorted[2], unsorted[0], unsorted[1]));
}

TEST(FindingsTest, APassageKnowsTheBytesOfTheFile) {
  const Pair pair = testing::made_pair("一二\r\n三四\r\n五六", "a\nb");
  const text::Document& document = pair.source.document;
  const Passage two = whole_passage(document, {1, 3});
  EXPECT_EQ(testing::text_of(pair.source, two.text), "三四\r\n五六");
  EXPECT_EQ(two.original, (text::ByteRange{8, 22}));
  const Passage before_second = whole_passage(document, {1, 1});
  EXPECT_TRUE(before_second.text.empty());
  EXPECT_EQ(before_second.original, (text::ByteRange{8, 8}));
  const Passage at_end = whole_passage(document, {3, 3});
  EXPECT_EQ(at_end.original, (text::ByteRange{22, 22}));
}

}  // namespace
}  // namespace qiao::cli
