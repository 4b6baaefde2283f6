#include "cli/check/null_findings.h"

#include <gmock/gmock.h>

#include "tests/cli/check/made_pair.h"

namespace qiao::cli {
namespace {

using testing::added;
using testing::aligned;
using testing::dropped;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::made_alignment;
using testing::made_pair;
using testing::moved;

// Kind, side, sentences and where they belong on the other side.
struct Claim {
  FindingKind kind;
  SideName side;
  align::SentenceSpan sentences, other;
  friend bool operator==(const Claim&, const Claim&) = default;
};
std::ostream& operator<<(std::ostream& out, const Claim& claim) {
  return out << finding_kind_name(claim.kind) << ' ' << claim.sentences.begin << '-'
             << claim.sentences.end << " at " << claim.other.begin << '-' << claim.other.end;
}

std::vector<Claim> claims(const Pair& pair, std::vector<align::Bead> beads) {
  std::vector<Claim> claims;
  for (const Finding& finding : null_findings(pair, made_alignment(pair, std::move(beads)))) {
    claims.push_back(
        {finding.kind, finding.side, finding.passage.sentences, finding.other.sentences});
  }
  return claims;
}

constexpr auto kSource = SideName::kSource;
constexpr auto kTarget = SideName::kTarget;

TEST(NullFindingsTest, NeighboursAreOneRun) {
  const Pair pair = made_pair("甲。\n乙。\n丙。\n丁。", "A.\nB.");
  EXPECT_THAT(claims(pair, {aligned({0, 1}, {0, 1}), dropped(1, 1), dropped(2, 1),
                            aligned({3, 4}, {1, 2})}),
              ElementsAre(Claim{FindingKind::kDropped, kSource, {1, 3}, {1, 1}}));
}

TEST(NullFindingsTest, ACounterpartBetweenEndsTheRun) {
  const Pair pair = made_pair("甲。\n乙。\n丙。", "A.");
  EXPECT_THAT(claims(pair, {dropped(0, 0), aligned({1, 2}, {0, 1}), dropped(2, 1)}),
              ElementsAre(Claim{FindingKind::kDropped, kSource, {0, 1}, {0, 0}},
                          Claim{FindingKind::kDropped, kSource, {2, 3}, {1, 1}}));
}

TEST(NullFindingsTest, WhatTheTargetAloneSaysIsAdded) {
  const Pair pair = made_pair("甲。", "A.\nB.\nC.");
  EXPECT_THAT(claims(pair, {aligned({0, 1}, {0, 1}), added(1, 1), added(1, 2)}),
              ElementsAre(Claim{FindingKind::kAdded, kTarget, {1, 3}, {1, 1}}));
}

TEST(NullFindingsTest, PageChromeIsToldFromContent) {
  const Pair pair = made_pair("甲。\n他走了。\n分類：旅遊", "A.");
  EXPECT_THAT(claims(pair, {aligned({0, 1}, {0, 1}), dropped(1, 1), dropped(2, 1)}),
              ElementsAre(Claim{FindingKind::kDropped, kSource, {1, 2}, {1, 1}},
                          Claim{FindingKind::kBoilerplate, kSource, {2, 3}, {1, 1}}));
}

TEST(NullFindingsTest, AMovedRunSaysWhereItWent) {
  const Pair pair = made_pair("甲。\n乙。\n丙。", "C.\nA.\nB.");
  EXPECT_THAT(claims(pair, {moved(0, 1), moved(1, 2), aligned({2, 3}, {0, 1})}),
              ElementsAre(Claim{FindingKind::kMoved, kSource, {0, 2}, {1, 3}}));
  EXPECT_THAT(claims(pair, {moved(0, 2), moved(1, 1), aligned({2, 3}, {0, 1})}),
              ElementsAre(Claim{FindingKind::kMoved, kSource, {0, 1}, {2, 3}},
                          Claim{FindingKind::kMoved, kSource, {1, 2}, {1, 2}}));
}

TEST(NullFindingsTest, TheConfidenceOfARunIsTheMeanOfItsBeads) {
  const Pair pair = made_pair("甲。\n乙。\n丙。", "A.");
  const auto findings = null_findings(
      pair, made_alignment(pair, {aligned({0, 1}, {0, 1}), dropped(1, 1, 0.5), dropped(2, 1, 1)}));
  ASSERT_THAT(findings, ::testing::SizeIs(1));
  EXPECT_DOUBLE_EQ(findings[0].confidence, 0.75);
}

TEST(NullFindingsTest, WhatIsAlignedIsNoFinding) {
  const Pair pair = made_pair("甲。\n分類：旅遊", "A.\nKategorie: Reise");
  EXPECT_THAT(claims(pair, {aligned({0, 1}, {0, 1}), aligned({1, 2}, {1, 2})}), IsEmpty());
}

}  // namespace
}  // namespace qiao::cli
