#include "embed/retrieval.h"

#include <gtest/gtest.h>

namespace qiao::embed {
namespace {

// A target whose cosines with the axes are the columns asked for.
Embeddings axes(int n) { return Embeddings::Identity(n, n); }

TEST(RetrievalTest, EveryRowFindsItself) {
  const Retrieval found = evaluate_retrieval(axes(5), axes(5));
  EXPECT_EQ(found.forward, 1);
  EXPECT_EQ(found.backward, 1);
  EXPECT_EQ(found.margin_forward, 1);
  EXPECT_EQ(found.margin_backward, 1);
}

TEST(RetrievalTest, TwoThatAreSwappedAreNotFound) {
  Embeddings target = axes(4);
  target.row(0).swap(target.row(1));
  const Retrieval found = evaluate_retrieval(axes(4), target);
  EXPECT_EQ(found.forward, 0.5);
  EXPECT_EQ(found.backward, 0.5);
}

TEST(RetrievalTest, TheMarginUndoesAHub) {
  // cos(source i, target j): target 0 is close to every source.
  Embeddings scores(3, 3);
  scores << 0.9F, 0.1F, 0.0F, 0.8F, 0.7F, 0.0F, 0.8F, 0.1F, 0.7F;
  const Embeddings target = scores.transpose();
  const Retrieval found = evaluate_retrieval(axes(3), target, 3);
  EXPECT_DOUBLE_EQ(found.forward, 1.0 / 3);
  EXPECT_EQ(found.backward, 1);
  EXPECT_EQ(found.margin_forward, 1);
  EXPECT_EQ(found.margin_backward, 1);
}

TEST(RetrievalTest, SwappingTheSidesSwapsTheFigures) {
  Embeddings scores(3, 3);
  scores << 0.9F, 0.1F, 0.0F, 0.8F, 0.7F, 0.0F, 0.8F, 0.1F, 0.7F;
  const Embeddings target = scores.transpose();
  const Retrieval there = evaluate_retrieval(axes(3), target, 2);
  const Retrieval back = evaluate_retrieval(target, axes(3), 2);
  EXPECT_EQ(there.forward, back.backward);
  EXPECT_EQ(there.backward, back.forward);
  EXPECT_EQ(there.margin_forward, back.margin_backward);
  EXPECT_EQ(there.margin_backward, back.margin_forward);
}

TEST(RetrievalTest, FewerRowsThanNeighboursAreEnough) {
  EXPECT_EQ(evaluate_retrieval(axes(1), axes(1), 10).margin_forward, 1);
  const Retrieval nothing = evaluate_retrieval(Embeddings(0, 8), Embeddings(0, 8));
  EXPECT_EQ(nothing.forward, 0);
  EXPECT_EQ(nothing.margin_backward, 0);
}

}  // namespace
}  // namespace qiao::embed
