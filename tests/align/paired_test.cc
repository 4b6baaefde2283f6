#include "align/paired.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Le;

// Sentences that are paired one by one, and the same with some of the targets rotated.
class PairedTest : public ::testing::Test {
 protected:
  PairedTest() {
    const MadePair pair = make_pair_of_texts(
        {.sentences = 60, .dropped = 0, .added = 0, .split = 0, .freely = 0.1, .seed = 5});
    source_ = pair.source;
    target_ = pair.target;
  }
  std::vector<double> scores(const MadeText& source, const MadeText& target,
                             unsigned threads = 1) const {
    embed::Pool pool(threads);
    return score_pairs(make_side(source, lexicon_.source), make_side(target, lexicon_.target), {},
                       pool);
  }
  MadeLexicon lexicon_ = make_lexicon();
  MadeText source_, target_;
};

TEST_F(PairedTest, PairsThatSayTheSameAreLikelyAndOthersAreNot) {
  ASSERT_EQ(source_.size(), target_.size());
  MadeText disturbed = target_;
  for (std::size_t k = 0; k + 5 < disturbed.size(); k += 10)
    std::swap(disturbed[k], disturbed[k + 5]);
  const std::vector<double> found = scores(source_, disturbed);
  ASSERT_EQ(found.size(), source_.size());
  EXPECT_THAT(found, Each(AllOf(Ge(0), Le(1))));
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (k % 5 == 0) {
      EXPECT_LT(found[k], 0.5) << k;
    } else {
      EXPECT_GT(found[k], 0.5) << k;
    }
  }
}

TEST_F(PairedTest, AnyNumberOfThreadsGivesTheSame) {
  EXPECT_EQ(scores(source_, target_, 1), scores(source_, target_, 3));
}

TEST_F(PairedTest, FewPairsAreScoredToo) {
  EXPECT_THAT(scores({}, {}), IsEmpty());
  EXPECT_EQ(scores({source_[0]}, {target_[0]}).size(), 1U);
}

}  // namespace
}  // namespace qiao::align
