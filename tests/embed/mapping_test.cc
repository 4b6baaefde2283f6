// nearest.h, procrustes.h and rcsls.h on vectors whose right answer is known.
#include <gmock/gmock.h>

#include <Eigen/QR>
#include <algorithm>
#include <random>
#include <vector>

#include "embed/nearest.h"
#include "embed/procrustes.h"
#include "embed/rcsls.h"

namespace qiao::embed {
namespace {

// Sums of uniform numbers: near enough to normal, and the same in every standard library.
Embeddings random_rows(Eigen::Index n, Eigen::Index d, unsigned seed) {
  std::mt19937 random(seed);
  Embeddings rows(n, d);
  for (Eigen::Index i = 0; i < rows.size(); ++i) {
    float sum = -6;
    for (int k = 0; k < 12; ++k) sum += static_cast<float>(random()) * 0x1p-32F;
    rows.data()[i] = sum;
  }
  return rows;
}

Embeddings random_rotation(Eigen::Index d, unsigned seed) {
  const Eigen::MatrixXf square = random_rows(d, d, seed);
  const Eigen::MatrixXf q = Eigen::HouseholderQR<Eigen::MatrixXf>(square).householderQ();
  return q;
}

std::vector<RowPair> identity_pairs(Eigen::Index begin, Eigen::Index end) {
  std::vector<RowPair> pairs;
  for (Eigen::Index i = begin; i < end; ++i) pairs.emplace_back(i, i);
  return pairs;
}

TEST(NearestTest, AgreesWithLookingAtAll) {
  Embeddings queries = random_rows(150, 8, 1), rows = random_rows(90, 8, 2);
  scale_rows_to_unit(queries);
  scale_rows_to_unit(rows);
  const Eigen::VectorXf penalties = random_rows(90, 1, 3);
  Pool pool(2);
  const Neighbours nearest = nearest_rows(queries, rows, penalties, 4, pool);
  const Eigen::VectorXf means = mean_similarities(queries, rows, 4, pool);
  for (Eigen::Index i = 0; i < queries.rows(); ++i) {
    std::vector<std::pair<float, Eigen::Index>> by_score;
    std::vector<float> cosines;
    for (Eigen::Index j = 0; j < rows.rows(); ++j) {
      const float cosine = queries.row(i).dot(rows.row(j));
      cosines.push_back(-cosine);
      by_score.emplace_back(penalties[j] - cosine, j);
    }
    std::sort(by_score.begin(), by_score.end());
    std::sort(cosines.begin(), cosines.end());
    for (int k = 0; k < 4; ++k)
      EXPECT_EQ(nearest(i, k), by_score[static_cast<std::size_t>(k)].second);
    EXPECT_NEAR(means[i], -(cosines[0] + cosines[1] + cosines[2] + cosines[3]) / 4, 1e-5);
  }
}

TEST(NearestTest, OfEqualRowsTheEarlierComesFirst) {
  Embeddings rows = Embeddings::Zero(5, 2);
  rows.col(0).setOnes();
  Pool pool(1);
  const Neighbours nearest = nearest_rows(rows.topRows(1), rows, {}, 3, pool);
  EXPECT_THAT(nearest.row(0), ::testing::ElementsAre(0, 1, 2));
}

TEST(NearestTest, TheMeanTakesWhatThereIs) {
  std::vector<float> numbers{1, 5, 3};
  EXPECT_EQ(mean_of_largest(numbers.data(), 3, 2), 4);
  EXPECT_EQ(mean_of_largest(numbers.data(), 3, 10), 3);
  EXPECT_EQ(mean_of_largest(numbers.data(), 0, 10), 0);
}

TEST(ProcrustesTest, FindsTheRotation) {
  const Embeddings source = random_rows(200, 24, 1);
  const Embeddings rotation = random_rotation(24, 2);
  const Embeddings map = orthogonal_map(source, source * rotation);
  EXPECT_TRUE(map.isApprox(rotation, 1e-4F));
}

TEST(ProcrustesTest, IsOrthogonalWhateverTheNoise) {
  const Embeddings map = orthogonal_map(random_rows(50, 24, 1), random_rows(50, 24, 2));
  EXPECT_TRUE((map * map.transpose()).isIdentity(1e-4F));
}

TEST(ProcrustesTest, NoOtherRotationIsCloser) {
  const Embeddings source = random_rows(60, 8, 1);
  const Embeddings target = source * random_rotation(8, 2) + 0.5F * random_rows(60, 8, 3);
  const float best = (source * orthogonal_map(source, target) - target).norm();
  for (unsigned seed = 10; seed < 60; ++seed) {
    EXPECT_GE((source * random_rotation(8, seed) - target).norm(), best);
  }
}

TEST(ProcrustesTest, NormalisedRowsAreUnitAndZeroRowsStay) {
  Embeddings rows = random_rows(40, 8, 1).array() + 3.0F;  // far from the origin
  rows.row(7).setZero();
  normalise_rows(rows);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    EXPECT_NEAR(rows.row(i).norm(), i == 7 ? 0 : 1, 1e-5);
  }
  EXPECT_LT(rows.colwise().mean().norm(), 0.1F);
}

TEST(ProcrustesTest, ClippingStretchesNothing) {
  const Embeddings rotation = random_rotation(8, 1);
  EXPECT_TRUE(clip_singular_values(3.0F * rotation).isApprox(rotation, 1e-4F));
  EXPECT_TRUE(clip_singular_values(0.5F * rotation).isApprox(0.5F * rotation, 1e-4F));
}

// A rotated copy with noise and, as in real vectors, hubs: a shared direction that makes some rows
// near to everything. The first pairs teach, the others ask.
class RcslsTest : public ::testing::Test {
 protected:
  RcslsTest() {
    source_ = random_rows(kWords, kDimensions, 1);
    const Embeddings stretched =
        source_ * (Eigen::VectorXf::LinSpaced(kDimensions, 0.4F, 1.6F).asDiagonal());
    target_ =
        stretched * random_rotation(kDimensions, 2) + 0.7F * random_rows(kWords, kDimensions, 3);
    for (Eigen::Index i = 0; i < kWords; i += 9) {
      target_.row(i) += 2.0F * random_rows(1, kDimensions, 4);
    }
    normalise_rows(source_);
    normalise_rows(target_);
    Embeddings x = source_.topRows(kKnown), y = target_.topRows(kKnown);
    start_ = orthogonal_map(x, y);
  }

  Embeddings mapped(const Embeddings& map) const {
    Embeddings rows = source_ * map;
    scale_rows_to_unit(rows);
    return rows;
  }

  static constexpr Eigen::Index kWords = 600, kKnown = 300, kDimensions = 24;
  Embeddings source_, target_, start_;
  RcslsOptions options_;
};

TEST_F(RcslsTest, ItsLossFallsAndItsStepsStayInTheHull) {
  Pool pool(2);
  std::vector<double> losses;
  const Embeddings map =
      refine_by_rcsls(source_, target_, identity_pairs(0, kKnown), start_, options_, pool,
                      [&](const RcslsProgress& progress) { losses.push_back(progress.loss); });
  ASSERT_EQ(losses.size(), 10U);
  EXPECT_LT(*std::min_element(losses.begin(), losses.end()), losses[0]);
  EXPECT_TRUE(clip_singular_values(map).isApprox(map, 1e-3F));
}

TEST_F(RcslsTest, FindsMoreHeldOutTranslationsThanProcrustes) {
  Pool pool(2);
  const auto held_out = identity_pairs(kKnown, kWords);
  const Embeddings map = refine_by_rcsls(source_, target_, identity_pairs(0, kKnown), start_,
                                         options_, pool, [](const RcslsProgress&) {});
  const WordPrecision before = word_precision(mapped(start_), target_, held_out, options_, pool);
  const WordPrecision after = word_precision(mapped(map), target_, held_out, options_, pool);
  EXPECT_EQ(before.words, 300U);
  EXPECT_GT(before.at_1, 0.3);  // by chance: 0.002
  EXPECT_GT(after.at_1, before.at_1);
  EXPECT_GE(after.at_5, after.at_1);
}

TEST_F(RcslsTest, ThreadsDoNotMatter) {
  Pool one(1), three(3);
  const auto pairs = identity_pairs(0, kKnown);
  const auto silent = [](const RcslsProgress&) {};
  EXPECT_EQ(refine_by_rcsls(source_, target_, pairs, start_, options_, one, silent),
            refine_by_rcsls(source_, target_, pairs, start_, options_, three, silent));
}

TEST(WordPrecisionTest, AnyTranslationIsRightAndEachSourceWordCountsOnce) {
  // Word 0 is nearest to row 0, word 1 to row 2; rows 3 to 6 are further off, in this order.
  Embeddings target = Embeddings::Zero(7, 7);
  target.setIdentity();
  Embeddings mapped = Embeddings::Zero(2, 7);
  mapped.row(0) << 1, 0, 0, 0, 0, 0, 0;
  mapped.row(1) << 0, 0.1F, 1, 0.5F, 0.4F, 0.3F, 0;
  scale_rows_to_unit(mapped);
  RcslsOptions options;
  options.neighbours = 2;
  Pool pool(1);
  const std::vector<RowPair> pairs{{0, 0}, {0, 5}, {1, 1}, {1, 3}};
  const WordPrecision precision = word_precision(mapped, target, pairs, options, pool);
  EXPECT_EQ(precision.words, 2U);
  EXPECT_EQ(precision.at_1, 0.5);
  EXPECT_EQ(precision.at_5, 1);
  EXPECT_EQ(word_precision(mapped, target, {}, options, pool).words, 0U);
}

}  // namespace
}  // namespace qiao::embed
