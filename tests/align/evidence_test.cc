#include "align/evidence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/made_texts.h"

namespace qiao::align {
namespace {

class EvidenceTest : public ::testing::Test {
 protected:
  EvidenceTest() : lexicon_(make_lexicon()) {
    const MadePair pair = make_pair_of_texts({.sentences = 24, .seed = 3});
    source_ = make_side(pair.source, lexicon_.source);
    target_ = make_side(pair.target, lexicon_.target);
  }

  static BeadTable table_of(const Side& source, const Side& target, Band band,
                            const EvidenceOptions& options, unsigned threads = 1) {
    embed::Pool pool(threads);
    BeadTable table(std::move(band), target.size(), bead_shapes(3, 2));
    const SentenceWitness sentences(source.sentences.sums, target.sentences.sums, pool);
    Evidence(source, target, sentences, {}, options, pool).gather(table, pool);
    return table;
  }
  static BeadTable table_of(const Side& source, const Side& target,
                            const EvidenceOptions& options = {}, unsigned threads = 1) {
    return table_of(source, target, full_band(source.size(), target.size()), options, threads);
  }
  // Evidence for the bead of `shape` at (i, j).
  static float at(const BeadTable& table, int i, int j, BeadShape shape) {
    for (std::size_t s = 0; s < table.shapes().size(); ++s) {
      if (table.shapes()[s] == shape) return table.at(table.cell(i, j), s);
    }
    return kImpossible;
  }

  MadeLexicon lexicon_;
  Side source_, target_;
};

TEST_F(EvidenceTest, NullBeadsAreZeroAndBeadsBeyondTheTextsImpossible) {
  const BeadTable table = table_of(source_, target_);
  const int n = source_.size();
  const int m = target_.size();
  EXPECT_EQ(at(table, 0, 0, {1, 0}), 0);
  EXPECT_EQ(at(table, n - 1, m, {1, 0}), 0);
  EXPECT_EQ(at(table, n, m - 1, {0, 1}), 0);
  EXPECT_EQ(at(table, n, 0, {1, 0}), kImpossible);
  EXPECT_EQ(at(table, 0, m, {0, 1}), kImpossible);
  EXPECT_EQ(at(table, n - 1, 0, {2, 1}), kImpossible);
  EXPECT_EQ(at(table, 0, m - 2, {1, 3}), kImpossible);
  EXPECT_GT(at(table, n - 1, m - 1, {1, 1}), kImpossible);
}

TEST_F(EvidenceTest, IsTheWeightedSumOfItsParts) {
  for (int k = 0; k < source_.size(); ++k) {
    source_.ends.push_back({.opens_quotation = k % 3 == 0, .goes_on = k % 5 == 0});
  }
  for (int k = 0; k < target_.size(); ++k) {
    target_.ends.push_back({.opens_quotation = k % 4 == 0, .closes_quotation = k % 2 == 0});
  }
  const auto only = [](float words, float lengths, float cuts, float quotations) {
    return EvidenceOptions{.word_weight = words,
                           .length_weight = lengths,
                           .cut_weight = cuts,
                           .quotation_weight = quotations};
  };
  const BeadTable all = table_of(source_, target_, only(0.5F, 0.25F, 3, 2));
  const BeadTable words = table_of(source_, target_, only(1, 0, 0, 0));
  const BeadTable lengths = table_of(source_, target_, only(0, 1, 0, 0));
  const BeadTable cuts = table_of(source_, target_, only(0, 0, 1, 0));
  const BeadTable quotations = table_of(source_, target_, only(0, 0, 0, 1));
  for (int i = 0; i + 2 <= source_.size(); ++i) {
    for (int j = 0; j + 1 <= target_.size(); ++j) {
      const BeadShape shape{2, 1};
      EXPECT_NEAR(at(all, i, j, shape),
                  0.5F * at(words, i, j, shape) + 0.25F * at(lengths, i, j, shape) +
                      3 * at(cuts, i, j, shape) + 2 * at(quotations, i, j, shape),
                  1e-3F);
      EXPECT_LE(at(lengths, i, j, shape), 0);
    }
  }
}

TEST_F(EvidenceTest, ABeadThatEndsInsideASentenceCostsMoreThanOneThatHoldsItWhole) {
  const BeadTable plain = table_of(source_, target_);
  source_.ends.resize(static_cast<std::size_t>(source_.size()));
  source_.ends[4].goes_on = true;  // 4 and 5 are one sentence
  const EvidenceOptions options;
  const BeadTable table = table_of(source_, target_);
  const auto cost = [&](int i, BeadShape shape) {
    return at(plain, i, 4, shape) - at(table, i, 4, shape);
  };
  EXPECT_FLOAT_EQ(cost(4, {2, 1}), 0);
  EXPECT_FLOAT_EQ(cost(4, {1, 1}), options.cut_weight);
  EXPECT_FLOAT_EQ(cost(5, {1, 1}), options.cut_weight);
  EXPECT_FLOAT_EQ(cost(3, {1, 1}), 0);
  EXPECT_FLOAT_EQ(cost(4, {1, 0}), options.null_cut_weight);
  EXPECT_FLOAT_EQ(cost(5, {1, 0}), options.null_cut_weight);
  EXPECT_FLOAT_EQ(cost(6, {1, 0}), 0);
}

TEST_F(EvidenceTest, QuotationsThatOneSideAloneOpensOrClosesCost) {
  const BeadTable plain = table_of(source_, target_);
  source_.ends.resize(static_cast<std::size_t>(source_.size()));
  target_.ends.resize(static_cast<std::size_t>(target_.size()));
  source_.ends[2].opens_quotation = true;
  source_.ends[3].closes_quotation = true;
  target_.ends[2] = {.opens_quotation = true, .closes_quotation = true};
  const EvidenceOptions options;
  const BeadTable table = table_of(source_, target_);
  const auto cost = [&](int i, BeadShape shape) {
    return at(plain, i, 2, shape) - at(table, i, 2, shape);
  };
  EXPECT_NEAR(cost(2, {2, 1}), 0, 1e-5);
  EXPECT_NEAR(cost(2, {1, 1}), options.quotation_weight, 1e-5);
  EXPECT_NEAR(cost(7, {1, 1}), 2 * options.quotation_weight, 1e-5);
}

TEST_F(EvidenceTest, LengthsAreComparedByTheRatioOfTheTexts) {
  Side source;
  Side target;
  source.sentences.sums = embed::Embeddings::Zero(2, 8);
  target.sentences.sums = embed::Embeddings::Zero(2, 8);
  source.lengths = {10, 20};
  target.lengths = {30, 60};
  const BeadTable table =
      table_of(source, target, {.sentence_weight_alone = 0, .length_weight = 1});
  EXPECT_NEAR(at(table, 0, 0, {1, 1}), 0, 1e-9);
  EXPECT_NEAR(at(table, 1, 1, {1, 1}), 0, 1e-9);
  // Between the scripts 10 and 60 characters are 17.3 and 34.6; three are added to both.
  const double root = std::sqrt(3.0);
  const double ratio = std::log((60 / root + 3) / (10 * root + 3));
  EXPECT_NEAR(at(table, 0, 1, {1, 1}), -ratio, 1e-6);
  EXPECT_NEAR(at(table, 1, 0, {1, 1}), -ratio, 1e-6) << "the same the other way round";
}

TEST(LengthRatioTest, IsThatOfTheBeadsWithBothSides) {
  Side source{.lengths = {10, 50, 10}};
  Side target{.lengths = {30, 40, 80}};
  EXPECT_DOUBLE_EQ(length_ratio(source, target, {}), 150.0 / 70);
  const std::vector<Bead> path = {{.source = {0, 1}, .target = {0, 1}},
                                  {.source = {1, 2}, .target = {1, 1}},
                                  {.source = {2, 3}, .target = {1, 2}},
                                  {.source = {3, 3}, .target = {2, 3}}};
  EXPECT_DOUBLE_EQ(length_ratio(source, target, path), 70.0 / 20);
  EXPECT_DOUBLE_EQ(length_ratio({}, target, {}), 1);
}

TEST_F(EvidenceTest, SwappingTheSidesMirrorsTheTable) {
  Side longer = target_;
  for (float& length : longer.lengths) length *= 3;
  const BeadTable there = table_of(source_, longer);
  const BeadTable back = table_of(longer, source_);
  for (int i = 0; i <= source_.size(); ++i) {
    for (int j = 0; j <= longer.size(); ++j) {
      for (const BeadShape shape : there.shapes()) {
        const float one = at(there, i, j, shape);
        const float other = at(back, j, i, {shape.target, shape.source});
        if (one == kImpossible) {
          ASSERT_EQ(other, kImpossible);
        } else {
          ASSERT_NEAR(one, other, 1e-3F) << i << ' ' << j;
        }
      }
    }
  }
}

TEST_F(EvidenceTest, InsideABandItIsWhatItIsInTheWholeAndOutsideImpossible) {
  const int n = source_.size();
  const int m = target_.size();
  std::vector<Bead> diagonal;
  for (int i = 0; i < n; ++i) {
    diagonal.push_back({.source = {i, i + 1}, .target = {i * m / n, (i + 1) * m / n}});
  }
  const BeadTable whole = table_of(source_, target_);
  const BeadTable banded =
      table_of(source_, target_, band_around(diagonal, n, m, 2), EvidenceOptions{});
  const Band& band = banded.band();
  for (int i = 0; i <= n; ++i) {
    for (int j = 0; j <= m; ++j) {
      if (!band.holds(i, j)) continue;
      for (const BeadShape shape : banded.shapes()) {
        const int k = i + shape.source;
        const int l = j + shape.target;
        const bool inside =
            k <= n && l <= m && band.holds(k, j) && band.holds(i, l) && band.holds(k, l);
        const float expected = inside ? at(whole, i, j, shape) : kImpossible;
        if (inside) {
          ASSERT_NEAR(at(banded, i, j, shape), expected, 1e-4F);
        } else {
          ASSERT_EQ(at(banded, i, j, shape), expected);
        }
      }
    }
  }
}

TEST_F(EvidenceTest, AnyNumberOfThreadsGivesTheSameBits) {
  const MadePair pair = make_pair_of_texts({.sentences = 150, .seed = 4});
  const Side source = make_side(pair.source, lexicon_.source);
  const Side target = make_side(pair.target, lexicon_.target);
  const BeadTable one = table_of(source, target);
  for (const unsigned threads : {2U, 5U}) {
    const BeadTable more = table_of(source, target, {}, threads);
    for (std::size_t cell = 0; cell < one.cell_count(); ++cell) {
      for (std::size_t s = 0; s < one.shapes().size(); ++s) {
        ASSERT_EQ(one.at(cell, s), more.at(cell, s));
      }
    }
  }
}

TEST_F(EvidenceTest, TextsWithoutWordsAreLeftToTheSentenceWitness) {
  EvidenceOptions lengths_only;
  lengths_only.word_weight = 0;
  const BeadTable lengths = table_of(source_, target_, lengths_only);
  Side bare = source_;
  bare.sentences = {.sums = source_.sentences.sums};
  const BeadTable found = table_of(bare, target_);
  embed::Pool pool(1);
  const SentenceWitness sentences(source_.sentences.sums, target_.sentences.sums, pool);
  for (int i = 0; i + 1 <= source_.size(); ++i) {
    for (int j = 0; j + 2 <= target_.size(); ++j) {
      ASSERT_NEAR(
          at(found, i, j, {1, 2}),
          at(lengths, i, j, {1, 2}) + lengths_only.sentence_weight_alone * 1.5F *
                                          (sentences(i, j, 1, 2) - lengths_only.least_share_alone),
          1e-4F);
    }
  }
}

TEST_F(EvidenceTest, TheLevelIsWhatGoodPairsReach) {
  Side source;
  Side target;
  source.sentences.sums = embed::Embeddings::Identity(8, 8);
  target.sentences.sums = 0.5F * embed::Embeddings::Identity(8, 8);
  embed::Pool pool(1);
  const SentenceWitness sentences(source.sentences.sums, target.sentences.sums, pool);
  const auto pair = [](int i, int j) { return Bead{.source = {i, i + 1}, .target = {j, j + 1}}; };
  const Bead null{.source = {0, 1}, .target = {0, 0}};
  EXPECT_FLOAT_EQ(sentence_level(sentences, {pair(0, 0), null, pair(1, 2), pair(2, 1), pair(3, 3)}),
                  sentences(3, 3, 1, 1));
  EXPECT_FLOAT_EQ(sentence_level(sentences, {null}), 1);
  EXPECT_FLOAT_EQ(sentence_level(sentences, {pair(1, 2), pair(2, 1)}), 1) << "nothing is alike";
}

TEST_F(EvidenceTest, VectorsThatOverflowMakeABeadImpossibleNotNonsense) {
  source_.sentences.sums.row(3).setConstant(std::numeric_limits<float>::infinity());
  const BeadTable table = table_of(source_, target_);
  for (std::size_t cell = 0; cell < table.cell_count(); ++cell) {
    for (std::size_t s = 0; s < table.shapes().size(); ++s) {
      ASSERT_TRUE(std::isfinite(table.at(cell, s)) || table.at(cell, s) == kImpossible);
    }
  }
}

TEST_F(EvidenceTest, AParagraphBreakInsideABeadCostsItsWeightAndOneBetweenBeadsNothing) {
  const BeadTable plain = table_of(source_, target_);
  Side broken = source_;
  for (int i = 0; i < broken.size(); ++i) broken.paragraphs.push_back(i < 5 ? 0 : 1);
  const BeadTable table = table_of(broken, target_);
  const EvidenceOptions options;
  EXPECT_FLOAT_EQ(at(table, 4, 4, {2, 1}), at(plain, 4, 4, {2, 1}) - options.break_weight);
  EXPECT_FLOAT_EQ(at(table, 3, 4, {2, 1}), at(plain, 3, 4, {2, 1}));
  EXPECT_FLOAT_EQ(at(table, 5, 4, {2, 1}), at(plain, 5, 4, {2, 1}));
}

}  // namespace
}  // namespace qiao::align
