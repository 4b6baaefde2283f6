#include "embed/adagrad.h"

#include <gtest/gtest.h>

#include <random>

namespace qiao::embed {
namespace {

using Ids = std::vector<std::uint32_t>;

TEST(AdagradTest, AFeatureMovesByTheSumOfItsSumsGradients) {
  Embeddings table = Embeddings::Zero(3, 2);
  Embeddings squares = Embeddings::Zero(3, 2);
  Embeddings gradients(2, 2);
  gradients << 3, 0, 1, -2;
  Pool pool(1);
  Adagrad adagrad(3);
  adagrad.add(Ids{0, 2}, gradients.row(0).data());
  adagrad.add(Ids{2}, gradients.row(1).data());
  adagrad.step(table, squares, 0.1F, 1, pool);
  Embeddings expected_squares(3, 2);
  expected_squares << 9, 0, 0, 0, 16, 4;
  EXPECT_TRUE(squares == expected_squares);
  Embeddings expected(3, 2);  // the first step is the learning rate, whatever the gradient
  expected << -0.1F, 0, 0, 0, -0.1F, 0.1F;
  EXPECT_TRUE(table.isApprox(expected, 1e-5F)) << table;

  // What was added is forgotten; what was squared is not. 8 times half is 4, and 9 + 4^2 is 25.
  gradients << 8, 0, 0, 0;
  adagrad.add(Ids{0}, gradients.row(0).data());
  adagrad.step(table, squares, 0.1F, 0.5F, pool);
  EXPECT_FLOAT_EQ(squares(0, 0), 25);
  EXPECT_NEAR(table(0, 0), -0.1F - 0.1F * 4 / 5, 1e-6);
  EXPECT_FLOAT_EQ(squares(2, 0), 16);
}

TEST(AdagradTest, AFeatureTwiceInASumMovesTwice) {
  Embeddings table = Embeddings::Zero(1, 1);
  Embeddings squares = Embeddings::Zero(1, 1);
  const float gradient = 2;
  Pool pool(1);
  Adagrad adagrad(1);
  adagrad.add(Ids{0, 0}, &gradient);
  adagrad.step(table, squares, 1, 1, pool);
  EXPECT_EQ(squares(0, 0), 16);
}

TEST(AdagradTest, NothingAddedMovesNothingAndThreadsChangeNothing) {
  const Embeddings start = Embeddings::Random(2000, 4);
  const Embeddings gradients = Embeddings::Random(300, 4);
  const auto moved = [&](unsigned threads, int sums) {
    Pool pool(threads);
    Embeddings table = start;
    Embeddings squares = Embeddings::Zero(2000, 4);
    Adagrad adagrad(2000);
    std::mt19937_64 chance(1);
    for (int k = 0; k < sums; ++k) {
      Ids ids;
      for (int f = 0; f < 20; ++f) ids.push_back(static_cast<std::uint32_t>(chance() % 2000));
      adagrad.add(ids, gradients.row(k % 300).data());
    }
    adagrad.step(table, squares, 0.1F, 1, pool);
    return table;
  };
  EXPECT_TRUE(moved(1, 0) == start);
  EXPECT_FALSE(moved(1, 3000) == start);
  EXPECT_TRUE(moved(1, 3000) == moved(3, 3000));
}

}  // namespace
}  // namespace qiao::embed
