#include "embed/graph_index.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace qiao::embed {
namespace {

// Unit rows around some centres, as documents gather around subjects.
Embeddings made_rows(int count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<float> normal;
  Embeddings centres(40, 24);
  for (float& x : centres.reshaped()) x = normal(random);
  Embeddings rows(count, 24);
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < 24; ++k) rows(i, k) = centres(i % 40, k) + normal(random);
    rows.row(i).normalize();
  }
  return rows;
}

TEST(GraphIndexTest, FindsNearlyAllOfTheNearestTen) {
  const Embeddings rows = made_rows(6000, 1);
  const Embeddings queries = made_rows(300, 2);
  Pool pool(2);
  const Neighbours exact = nearest_rows(queries, rows, {}, 10, pool);
  const Neighbours found = approximately_nearest_rows(queries, rows, 10, pool);
  int common = 0;
  for (Eigen::Index i = 0; i < queries.rows(); ++i) {
    const std::set<Eigen::Index> right(exact.row(i).begin(), exact.row(i).end());
    for (Eigen::Index k = 0; k < 10; ++k) common += static_cast<int>(right.count(found(i, k)));
  }
  EXPECT_GE(common, 0.99 * 3000);
}

TEST(GraphIndexTest, TheBestComesFirst) {
  const Embeddings rows = made_rows(500, 3);
  Pool pool(1);
  const Neighbours found = approximately_nearest_rows(rows, rows, 5, pool);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    EXPECT_EQ(found(i, 0), i);
    for (Eigen::Index k = 1; k < 5; ++k) {
      EXPECT_GE(rows.row(i).dot(rows.row(found(i, k - 1))) + 1e-5F,
                rows.row(i).dot(rows.row(found(i, k))));
    }
  }
}

TEST(GraphIndexTest, AnyNumberOfThreadsGivesTheSame) {
  const Embeddings rows = made_rows(1500, 4);
  Pool one(1), four(4);
  EXPECT_EQ(approximately_nearest_rows(rows, rows, 8, one),
            approximately_nearest_rows(rows, rows, 8, four));
}

TEST(GraphIndexTest, AsManyNeighboursAsRowsAreAllRows) {
  const Embeddings rows = made_rows(3, 5);
  Pool pool(1);
  const Neighbours found = approximately_nearest_rows(rows.topRows(1), rows, 3, pool);
  EXPECT_EQ(std::set<Eigen::Index>(found.row(0).begin(), found.row(0).end()),
            (std::set<Eigen::Index>{0, 1, 2}));
}

}  // namespace
}  // namespace qiao::embed
