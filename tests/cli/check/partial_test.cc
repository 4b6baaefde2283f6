#include "cli/check/partial.h"

#include <gmock/gmock.h>

#include "tests/cli/check/made_bridge.h"

namespace qiao::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::made_bridge;
using testing::made_pair_in_context;
using ::testing::SizeIs;

// "source 因為天氣太冷": the parts of the first line, from the default confidence of `check` on.
std::vector<std::string> parts_of(const Pair& pair, double bead_score = 1) {
  Bridge bridge = made_bridge(pair);
  bridge.alignment.beads.resize(1);
  bridge.alignment.beads[0].score = bead_score;
  embed::Pool pool(1);
  const PairFigures figures = figures_of(pair);
  const Coverage coverage(pair, bridge, figures, pool);
  std::vector<std::string> parts;
  for (const Finding& f : partial_findings(pair, bridge.alignment, coverage, coverage.beads(pool),
                                           {.min_confidence = 0.3})) {
    parts.push_back((f.side == SideName::kSource ? "source " : "target ") +
                    std::string(testing::text_of(side_of(pair, f.side), f.passage.text)));
  }
  return parts;
}

TEST(PartialTest, AClauseThatTheTargetLeavesOutIsMarked) {
  EXPECT_THAT(parts_of(made_pair_in_context("醫生買了麵包和牛奶，因為醫院的廚房昨天晚上失火了。",
                                            "Der Arzt kaufte Brot und Milch.")),
              ElementsAre("source 因為醫院的廚房昨天晚上失火了"));
}

TEST(PartialTest, AClauseThatTheTargetAddsIsMarked) {
  EXPECT_THAT(parts_of(made_pair_in_context(
                  "醫生買了麵包和牛奶。",
                  "Der Arzt kaufte Brot und Milch, während vor dem Laden die Musiker spielten.")),
              ElementsAre("target während vor dem Laden die Musiker spielten"));
}

TEST(PartialTest, AFullTranslationHasNone) {
  EXPECT_THAT(parts_of(made_pair_in_context(
                  "醫生買了麵包和牛奶，因為醫院的廚房昨天晚上失火了。",
                  "Der Arzt kaufte Brot und Milch, weil die Küche des Krankenhauses gestern Abend "
                  "gebrannt hatte.")),
              IsEmpty());
}

TEST(PartialTest, WhatTheNextSentenceSaysIsNotDropped) {
  const Pair pair = made_pair_in_context(
      "醫生買了麵包和牛奶，因為醫院的廚房昨天晚上失火了。\n他很累。",
      "Der Arzt kaufte Brot und Milch.\n"
      "Die Küche des Krankenhauses hatte gestern Abend gebrannt. Er war müde.");
  EXPECT_THAT(parts_of(pair), IsEmpty());
}

TEST(PartialTest, AnUncertainBeadHasNoParts) {
  EXPECT_THAT(parts_of(made_pair_in_context("醫生買了麵包和牛奶，因為醫院的廚房昨天晚上失火了。",
                                            "Der Arzt kaufte Brot und Milch."),
                       0.1),
              IsEmpty());
}

// A side whose words are the letters of `text`, each with the same vector.
CoveredSide made_covered(std::string_view text, const std::vector<float>& evidence) {
  static const embed::Embeddings vectors{{1.0F, 0.0F}};
  CoveredSide side{.sentences = {0, 1}, .vectors = &vectors};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] < 'a') continue;
    side.words.push_back({{at, at + 1}, {1, evidence[side.words.size()], 1, 0}});
  }
  return side;
}

std::vector<std::string> candidates(std::string_view text, const std::vector<float>& evidence) {
  const CoveredSide side = made_covered(text, evidence);
  std::vector<std::string> found;
  for (const Part& part : candidate_parts(side, side, text, 100)) {
    found.emplace_back(
        text.substr(side.words[part.first].text.begin,
                    side.words[part.last - 1].text.end - side.words[part.first].text.begin));
  }
  return found;
}

TEST(PartialTest, CandidatesAreRunsOfClausesAndTheLeastCoveredWords) {
  EXPECT_THAT(candidates("ab, cd, ef", {1, 1, 1, 1, 1, 1}),
              ElementsAre("ab", "ab, cd", "cd", "cd, ef", "ef"));
  EXPECT_THAT(candidates("abcdef", {1, 1, -1, -1, -1, 1}), ElementsAre("cde"));
}

TEST(PartialTest, ShortSidesAndSingleWordsHaveNoParts) {
  EXPECT_THAT(candidates("a, bc", {0, 0, 0}), IsEmpty());
  EXPECT_THAT(candidates("a, bcdef", {1, 1, 1, 1, 1, 1}), ElementsAre("bcdef"));
}

TEST(PartialTest, FeaturesAreWhatTheHeaderSays) {
  const std::string_view text = "ab, cd";
  const CoveredSide side = made_covered(text, {1, 1, -1, -2});
  const auto parts = candidate_parts(side, side, text, 10);
  const auto part = std::find_if(parts.begin(), parts.end(),
                                 [](const Part& p) { return p.first == 2 && p.last == 4; });
  ASSERT_NE(part, parts.end());
  const PartFeatures& f = part->features;
  EXPECT_NEAR(f[0], -1.5, 1e-6);          // evidence
  EXPECT_NEAR(f[1], 1, 1e-6);             // taken
  EXPECT_NEAR(f[2], 1, 1e-6);             // rest taken
  EXPECT_NEAR(f[3], 0, 1e-6);             // gain: all vectors are parallel
  EXPECT_NEAR(f[4], 1, 1e-6);             // likeness
  EXPECT_NEAR(f[5], 1, 1e-6);             // whole
  EXPECT_NEAR(f[6], std::log(20), 1e-6);  // length
  EXPECT_NEAR(f[7], 2, 1e-6);             // marks
  EXPECT_NEAR(f[8], -3, 1e-6);            // uncovered
  EXPECT_NEAR(f[9], 0, 1e-6);             // han
}

TEST(PartialTest, ProbabilityIsLogistic) {
  PartWeights weights;
  weights.weights[0] = 2;
  weights.bias = -1;
  EXPECT_NEAR(part_probability({0.5}, weights), 0.5, 1e-12);
  EXPECT_NEAR(part_probability({1.5}, weights), 1 / (1 + std::exp(-2)), 1e-12);
}

}  // namespace
}  // namespace qiao::cli
