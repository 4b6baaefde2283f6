#include "align/bead_table.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/support/brute_force_aligner.h"

namespace qiao::align {
namespace {

TEST(BeadTableTest, NumbersTheCellsOfTheBandRowByRow) {
  const Band band{.begin = {0, 1, 2}, .end = {2, 3, 4}};
  const BeadTable table(band, 3, bead_shapes(2, 1));
  EXPECT_EQ(table.source_count(), 2);
  EXPECT_EQ(table.target_count(), 3);
  EXPECT_EQ(table.cell_count(), 6U);
  std::set<std::size_t> numbers;
  for (int i = 0; i <= 2; ++i) {
    for (int j = 0; j <= 3; ++j) {
      if (!band.holds(i, j)) continue;
      EXPECT_EQ(table.cell(i, j), numbers.size());
      numbers.insert(table.cell(i, j));
    }
  }
  EXPECT_EQ(numbers.size(), 6U);
}

TEST(BeadTableTest, KnowsTheNumberOfEachOfItsShapes) {
  const BeadTable table(full_band(1, 1), 1, bead_shapes(5, 3));
  for (std::size_t s = 0; s < table.shapes().size(); ++s) {
    EXPECT_EQ(table.shape_number(table.shapes()[s]), s);
  }
}

TEST(BeadTableTest, EveryBeadIsImpossibleUntilItHasEvidence) {
  const BeadTable table(full_band(1, 1), 1, bead_shapes(1, 1));
  for (std::size_t cell = 0; cell < table.cell_count(); ++cell) {
    for (std::size_t s = 0; s < table.shapes().size(); ++s) {
      EXPECT_EQ(table.at(cell, s), kImpossible);
    }
  }
}

// 2 x 2 with every bead of evidence 0 but one of 5.
BeadTable table_with(int i, int j, BeadShape favourite) {
  BeadTable table(full_band(2, 2), 2, bead_shapes(2, 2));
  for (int a = 0; a <= 2; ++a) {
    for (int b = 0; b <= 2; ++b) {
      for (std::size_t s = 0; s < table.shapes().size(); ++s) {
        const BeadShape shape = table.shapes()[s];
        if (a + shape.source > 2 || b + shape.target > 2) continue;
        table.at(table.cell(a, b), s) = a == i && b == j && shape == favourite ? 5.0F : 0.0F;
      }
    }
  }
  return table;
}

TEST(BeadTableTest, TheBestPathAddsEvidenceAndPrior) {
  const BeadTable table = table_with(0, 0, {1, 2});
  std::vector<double> prior(table.shapes().size(), 0);
  EXPECT_THAT(
      best_path(table, prior).beads,
      ::testing::ElementsAre(Bead{{0, 1}, {0, 2}, 5}, Bead{{1, 2}, {2, 2}, 0, Status::kDropped}));
  EXPECT_EQ(best_path(table, prior).score, 5);
  prior[1] = -6;  // of 1-2
  EXPECT_EQ(best_path(table, prior).score, 0);
}

TEST(BeadTableTest, AnImpossibleBeadIsNeverTaken) {
  BeadTable table = table_with(0, 0, {2, 2});
  std::vector<double> prior(table.shapes().size(), 0);
  for (std::size_t s = 0; s + 2 < table.shapes().size(); ++s) {
    for (std::size_t cell = 0; cell < table.cell_count(); ++cell) table.at(cell, s) = kImpossible;
  }
  const Path path = best_path(table, prior);
  EXPECT_TRUE(covers(path.beads, 2, 2));
  EXPECT_THAT(path.beads, ::testing::Each(::testing::Property(&Bead::is_null, true)));
}

}  // namespace
}  // namespace qiao::align
