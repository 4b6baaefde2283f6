#include "align/paragraph_order.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "tests/support/brute_force_aligner.h"
#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

using ::testing::ElementsAre;

class ParagraphOrderTest : public ::testing::Test {
 protected:
  // Complete translations in paragraphs of `length` sentences; the target's come in this order.
  struct Shuffled {
    Side source, target;
    std::vector<int> place;  // of the translation of each source sentence
  };
  static Shuffled shuffled(const std::vector<int>& order, int length, std::uint64_t seed) {
    const int n = static_cast<int>(order.size()) * length;
    const MadePair pair =
        make_pair_of_texts({.sentences = n, .dropped = 0, .added = 0, .split = 0, .seed = seed});
    Shuffled made;
    made.place.resize(static_cast<std::size_t>(n));
    MadeText target;
    std::vector<int> paragraphs;
    for (std::size_t k = 0; k < order.size(); ++k) {
      for (int x = 0; x < length; ++x) {
        const auto i = static_cast<std::size_t>(order[k] * length + x);
        made.place[i] = static_cast<int>(target.size());
        target.push_back(pair.target[i]);
        paragraphs.push_back(static_cast<int>(k));
      }
    }
    made.source = make_side(pair.source, lexicon_.source);
    made.target = make_side(target, lexicon_.target);
    made.source.paragraphs = paragraphs;  // as many, and as long
    made.target.paragraphs = paragraphs;
    return made;
  }

  // The share of source sentences in 1-1 beads with their own translation.
  static double found(const Shuffled& made, const Alignment& alignment) {
    double right = 0;
    for (const Bead& bead : alignment.beads) {
      if (bead.source.size() != 1 || bead.target.size() != 1) continue;
      right += made.place[static_cast<std::size_t>(bead.source.begin)] == bead.target.begin;
    }
    return right / made.source.size();
  }
  Alignment aligned(const Shuffled& made, MonotoneBy by) {
    AlignOptions options;
    options.monotone_by = by;
    return align(made.source, made.target, options, pool_);
  }

  static inline const MadeLexicon lexicon_ = make_lexicon();
  embed::Pool pool_{1};
};

TEST_F(ParagraphOrderTest, PutsTheTargetsParagraphsInTheOrderOfTheSource) {
  const Shuffled made = shuffled({3, 0, 4, 1, 2}, 4, 1);
  EXPECT_THAT(paragraph_order(made.source, made.target, pool_), ElementsAre(1, 3, 4, 0, 2));
}

TEST_F(ParagraphOrderTest, ParagraphsInAnyOrderAreAlignedAndCalledMoved) {
  double by_paragraph = 0;
  double by_sentence = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    std::vector<int> order(8);
    std::iota(order.begin(), order.end(), 0);
    std::mt19937_64 random(seed);
    std::shuffle(order.begin(), order.end(), random);
    const Shuffled made = shuffled(order, 4, seed);
    by_sentence += found(made, aligned(made, MonotoneBy::kSentence)) / 8;
    const Alignment alignment = aligned(made, MonotoneBy::kParagraph);
    by_paragraph += found(made, alignment) / 8;

    ASSERT_TRUE(covers_each_once(alignment.beads, 32, 32));
    int j = 0;
    for (const Bead& bead : alignment.beads) {
      if (bead.is_null() || bead.status == Status::kMoved) continue;
      ASSERT_GE(bead.target.begin, j) << bead;
      j = bead.target.end;
    }
  }
  EXPECT_GT(by_paragraph, 0.95);
  EXPECT_GT(by_paragraph, by_sentence);
}

TEST_F(ParagraphOrderTest, ATextInOrderIsAlignedAsEver) {
  const Shuffled made = shuffled({0, 1, 2, 3, 4, 5}, 4, 3);
  EXPECT_EQ(aligned(made, MonotoneBy::kParagraph), aligned(made, MonotoneBy::kSentence));
}

TEST_F(ParagraphOrderTest, WithoutParagraphsThereIsNoOtherOrder) {
  Shuffled made = shuffled({1, 0}, 5, 4);
  made.target.paragraphs.clear();
  EXPECT_EQ(aligned(made, MonotoneBy::kParagraph), aligned(made, MonotoneBy::kSentence));
}

}  // namespace
}  // namespace qiao::align
