#include "align/evaluation.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>

#include "tests/support/scratch_folder.h"

namespace qiao::align {
namespace {

namespace fs = std::filesystem;

Ladder ladder(const char* text) { return parse_ladder(text, "ladder"); }

Evaluation evaluation(const char* gold, const char* predicted) {
  return evaluate(ladder(gold), ladder(predicted));
}

// A measure from its counts: right and wrong of what was predicted, right and wrong of the gold.
Measure measure(long predicted_right, long predicted_wrong, long gold_found, long gold_missed) {
  return {{predicted_right, predicted_wrong}, {gold_found, gold_missed}};
}

TEST(EvaluateTest, TheGoldItselfIsPerfect) {
  const char* gold = "[0]:[0]\n[1,2]:[1]\n[3]:[]\n[]:[2]";
  EXPECT_EQ(evaluation(gold, gold), (Evaluation{.strict = measure(4, 0, 2, 0),
                                                .lax = measure(4, 0, 2, 0),
                                                .source_nulls = measure(1, 0, 1, 0),
                                                .target_nulls = measure(1, 0, 1, 0)}));
}

TEST(EvaluateTest, ABeadThatOverlapsCountsLaxOnly) {
  const Evaluation e = evaluation("[0,1]:[0]", "[0]:[0]\n[1]:[]");
  // The null bead [1]:[] shares no target sentence with any gold bead.
  EXPECT_EQ(e.strict, measure(0, 2, 0, 1));
  EXPECT_EQ(e.lax, measure(1, 1, 1, 0));
}

TEST(EvaluateTest, SharingOneSideOnlyIsNoOverlap) {
  const Evaluation e = evaluation("[0]:[0]\n[1]:[1]", "[0]:[1]\n[1]:[0]");
  EXPECT_EQ(e.strict, measure(0, 2, 0, 2));
  EXPECT_EQ(e.lax, measure(0, 2, 0, 2));
}

TEST(EvaluateTest, NullBeadsAreAskedOfThePredictionButNotOfTheGold) {
  EXPECT_EQ(evaluation("[0]:[0]\n[1]:[]", "[0]:[0]").strict, measure(1, 0, 1, 0));
  EXPECT_EQ(evaluation("[0]:[0]", "[0]:[0]\n[1]:[]").strict, measure(1, 1, 1, 0));
}

TEST(EvaluateTest, NullsAreCountedBySentence) {
  const Evaluation e = evaluation("[0,1]:[]\n[]:[4]", "[0]:[]\n[1]:[]\n[2]:[]\n[]:[5]");
  EXPECT_EQ(e.source_nulls, measure(2, 1, 2, 0));
  EXPECT_EQ(e.target_nulls, measure(0, 1, 0, 1));
}

TEST(EvaluateTest, RepeatedAndEmptyBeadsDoNotCount) {
  EXPECT_EQ(evaluation("[0]:[0]\n[0]:[0]\n[]:[]", "[0]:[0]\n[]:[]\n[0]:[0]").strict,
            measure(1, 0, 1, 0));
}

TEST(EvaluateTest, TheOrderOfNumbersInABeadMattersToStrict) {
  EXPECT_EQ(evaluation("[0,1]:[0]", "[1,0]:[0]").strict, measure(0, 1, 0, 1));
}

TEST(EvaluateTest, NothingPredictedIsZeroNotAnError) {
  const Evaluation e = evaluation("[0]:[0]", "");
  EXPECT_EQ(e.strict, measure(0, 0, 0, 1));
  EXPECT_EQ(e.strict.precision.share(), 0);
  EXPECT_EQ(e.strict.f1(), 0);
  EXPECT_EQ(evaluate({}, {}), Evaluation{});
}

TEST(EvaluationTest, F1IsTheHarmonicMean) {
  EXPECT_DOUBLE_EQ(measure(1, 1, 1, 0).f1(), 2.0 / 3);  // P 1/2, R 1
}

TEST(EvaluationTest, DocumentsAddUpBeforeAnythingIsDivided) {
  Evaluation sum = evaluation("[0]:[0]", "[0]:[0]");
  sum += evaluation("[0]:[0]\n[1]:[1]\n[2]:[2]", "[0]:[0]\n[1]:[2]\n[2]:[]");
  EXPECT_EQ(sum.strict, measure(2, 2, 2, 2));
  EXPECT_EQ(sum.source_nulls, measure(0, 1, 0, 0));
}

// Beads as aligners and hands make them: mostly short and in order, some crossing, some with gaps,
// some nulls, a few twice.
Ladder random_ladder(std::mt19937& random) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  Ladder beads;
  int source = 0;
  int target = 0;
  for (int i = 0; i < 40; ++i) {
    LadderBead bead;
    for (int n = below(4); n > 0; --n) bead.source.push_back(source++);
    for (int n = below(4); n > 0; --n) bead.target.push_back(target++);
    if (below(12) == 0) bead.target.push_back(below(60));
    if (below(12) == 0) ++source;
    beads.push_back(bead);
    if (below(20) == 0) beads.push_back(bead);
  }
  return beads;
}

// What someone else's aligner would make of it: some beads missing, some replaced.
Ladder disturbed(Ladder beads, std::mt19937& random) {
  std::erase_if(beads, [&](const LadderBead&) { return random() % 8 == 0; });
  for (LadderBead& bead : beads) {
    if (random() % 4 == 0 && !bead.source.empty()) bead.source.pop_back();
    if (random() % 6 == 0 && !bead.target.empty()) ++bead.target.back();
  }
  return beads;
}

// One line of figures as score.py prints it.
std::string score_line(int files, const Evaluation& e) {
  const auto format = [](const char* pattern, auto... values) {
    std::array<char, 256> line{};
    std::snprintf(line.data(), line.size(), pattern, values...);
    return std::string(line.data());
  };
  const auto figures = [&](const Measure& m) {
    return format("P %.3f R %.3f F1 %.3f", m.precision.share(), m.recall.share(), m.f1());
  };
  const auto nulls = [&](const char* side, const Measure& m) {
    return format("  null %s ", side) + figures(m) + format(" (n=%ld)", m.recall.total());
  };
  return format("files %d  strict ", files) + figures(e.strict) + "  lax " + figures(e.lax) +
         nulls("src", e.source_nulls) + nulls("tgt", e.target_nulls) + "\n";
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "cannot run " + command;
  std::string output;
  std::array<char, 1024> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), n);
  }
  return pclose(pipe) == 0 ? output : "failed: " + command;
}

TEST(EvaluationTest, AgreesWithTheScorerOfTheField) {
  const fs::path scorer = fs::path(QIAO_SOURCE_DIR) / ".." / "shared" / "tools" / "score.py";
  if (!fs::exists(scorer)) GTEST_SKIP() << "no " << scorer << " to compare with";
  std::mt19937 random(20250311);
  for (int round = 0; round < 5; ++round) {
    const ::qiao::testing::ScratchFolder scratch;
    const std::string folder = scratch.path("");
    Evaluation sum;
    const int documents = round + 1;
    for (int d = 0; d < documents; ++d) {
      const Ladder gold = random_ladder(random);
      const Ladder predicted = disturbed(gold, random);
      const std::string stem = "d" + std::to_string(d);
      scratch.put(stem + ".gold", format_ladder(gold));
      scratch.put(stem + ".pred", format_ladder(predicted));
      sum += evaluate(gold, predicted);
    }
    EXPECT_EQ(output_of("python3 '" + scorer.string() + "' '" + folder + "' '" + folder + "'"),
              score_line(documents, sum));
  }
}

}  // namespace
}  // namespace qiao::align
