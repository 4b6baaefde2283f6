#include "align/sentence_witness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using embed::Embeddings;

Embeddings sums_of(int sentences, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  MadeText text;
  for (int i = 0; i < sentences; ++i) {
    text.push_back(make_sentence(random, {}, 5 + static_cast<int>(random() % 6)));
  }
  return make_side(text, make_lexicon().source).sentences.sums;
}

double cosine(const Eigen::RowVectorXf& a, const Eigen::RowVectorXf& b) {
  return a.cast<double>().normalized().dot(b.cast<double>().normalized());
}

// Mean cosine with ranks 5 to 12, for texts of 16 and more.
double background(const Eigen::RowVectorXf& row, const Embeddings& others) {
  std::vector<double> cosines;
  for (Eigen::Index j = 0; j < others.rows(); ++j) cosines.push_back(cosine(row, others.row(j)));
  std::sort(cosines.begin(), cosines.end(), std::greater<>());
  double sum = 0;
  for (std::size_t k = 4; k < 12; ++k) sum += cosines[k];
  return sum / 8;
}

TEST(SentenceWitnessTest, IsTheFormulaOfItsHeader) {
  const Embeddings source = sums_of(20, 1);
  const Embeddings target = sums_of(25, 2);
  embed::Pool pool(1);
  const SentenceWitness witness(source, target, pool);
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    const int a = 1 + static_cast<int>(random() % 4);
    const int b = 1 + static_cast<int>(random() % 4);
    const int i = static_cast<int>(random() % static_cast<std::uint64_t>(21 - a));
    const int j = static_cast<int>(random() % static_cast<std::uint64_t>(26 - b));
    double common = 0;
    for (int x = i; x < i + a; ++x) common += background(source.row(x), target) / (2 * a);
    for (int y = j; y < j + b; ++y) common += background(target.row(y), source) / (2 * b);
    const double expected =
        cosine(source.middleRows(i, a).colwise().sum(), target.middleRows(j, b).colwise().sum()) -
        common;
    EXPECT_NEAR(static_cast<double>(witness(i, j, a, b)), expected, 1e-4);
  }
}

TEST(SentenceWitnessTest, SwappingTheSidesChangesNothing) {
  const Embeddings source = sums_of(9, 4);
  const Embeddings target = sums_of(14, 5);
  embed::Pool pool(1);
  const SentenceWitness there(source, target, pool);
  const SentenceWitness back(target, source, pool);
  for (int i = 0; i + 2 <= 9; ++i) {
    for (int j = 0; j + 3 <= 14; ++j) EXPECT_NEAR(there(i, j, 2, 3), back(j, i, 3, 2), 1e-6);
  }
}

TEST(SentenceWitnessTest, ASentenceThatNothingSupportsLowersTheEvidence) {
  Embeddings source = sums_of(40, 6);
  const Embeddings target = source;
  const Embeddings strange = sums_of(40, 7);
  for (Eigen::Index i = 1; i < 40; i += 2) source.row(i) = strange.row(i);
  embed::Pool pool(1);
  const SentenceWitness witness(source, target, pool);
  for (int i = 0; i < 40; i += 2) {
    EXPECT_GT(witness(i, i, 1, 1), witness(i, i, 2, 1)) << i;
    EXPECT_GT(witness(i, i, 1, 1), 0) << i;
  }
}

TEST(SentenceWitnessTest, LeavingOutASentenceThatBelongsLowersTheEvidence) {
  const Embeddings halves = sums_of(40, 8);
  Embeddings wholes(20, halves.cols());
  for (Eigen::Index k = 0; k < 20; ++k) wholes.row(k) = halves.row(2 * k) + halves.row(2 * k + 1);
  embed::Pool pool(1);
  const SentenceWitness witness(halves, wholes, pool);
  for (int k = 0; k < 20; ++k) {
    EXPECT_GT(witness(2 * k, k, 2, 1), witness(2 * k, k, 1, 1)) << k;
    EXPECT_GT(witness(2 * k, k, 2, 1), witness(2 * k + 1, k, 1, 1)) << k;
  }
}

TEST(SentenceWitnessTest, AHubThatIsCloseToEverythingIsPushedDown) {
  Embeddings source = sums_of(30, 9);
  Embeddings target = source;
  target.row(0) = target.colwise().sum();
  embed::Pool pool(1);
  const SentenceWitness witness(source, target, pool);
  for (int i = 1; i < 30; ++i) EXPECT_LT(witness(i, 0, 1, 1), 0.2F) << i;
}

TEST(SentenceWitnessTest, ZeroVectorsAndEmptyTextsAreTotal) {
  embed::Pool pool(2);
  const Embeddings nothing;
  const Embeddings zeros = Embeddings::Zero(3, 8);
  const Embeddings rows = sums_of(6, 10);
  SentenceWitness(nothing, nothing, pool);
  SentenceWitness(nothing, rows, pool);
  SentenceWitness(rows, nothing, pool);
  const SentenceWitness witness(zeros, zeros, pool);
  EXPECT_EQ(witness(0, 0, 1, 1), 0);
  EXPECT_EQ(witness(0, 1, 3, 2), 0);
}

}  // namespace
}  // namespace qiao::align
