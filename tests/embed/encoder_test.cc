#include "embed/encoder.h"

#include <gmock/gmock.h>

#include <optional>
#include <set>

#include "embed/features.h"
#include "tests/support/made_words.h"
#include "tests/support/scratch_folder.h"

namespace qiao::embed {
namespace {

using ::qiao::testing::ScratchFolder;

class EncoderTest : public ::testing::Test {
 protected:
  EncoderTest() {
    std::mt19937_64 random(1);
    const MadeWords words = make_words(300, 2);
    for (int k = 0; k < 400; ++k) {
      const auto pair = make_sentence_pair(words, random);
      texts_.push_back(pair.first);
      texts_.push_back(pair.second);
      if (k % 50 == 0) texts_.push_back("……");
    }
    // Words whose features hang on their neighbour, and one that nobody knows.
    for (const char* text :
         {"哈哈哈哈", "人人 人人人", "我們走，我們", "", "Xyzzyq 99", "爸爸爸"}) {
      texts_.push_back(text);
    }
    std::set<FeatureKey> keys;
    SentenceFeatures features;
    for (const std::string& text : texts_) {
      extract_features(text, features);
      // Every seventh feature stays unknown.
      for (const FeatureKey key : features.keys) {
        if (key % 7 != 0) keys.insert(key);
      }
      views_.push_back(text);
    }
    ModelContents contents;
    contents.keys.assign(keys.begin(), keys.end());
    contents.buckets = 5;
    contents.metadata = "{}";
    contents.table.resize(static_cast<Eigen::Index>(keys.size()) + 5, 16);
    for (Eigen::Index i = 0; i < contents.table.size(); ++i) {
      contents.table.data()[i] = static_cast<float>(random() % 2001) / 1000 - 1;
    }
    model_.emplace(Model::open(scratch_.put("m.qiao", serialise_model(contents, 8))));
  }

  // Feature by feature, as embed/encoder.h says.
  Eigen::RowVectorXf sum_of(std::string_view text) const {
    Eigen::RowVectorXf sum = Eigen::RowVectorXf::Zero(16);
    SentenceFeatures features;
    extract_features(text, features);
    for (const FeatureKey key : features.keys) {
      if (const auto row = model_->vocabulary().row(key)) model_->add_row(*row, sum.data());
    }
    return sum;
  }

  ScratchFolder scratch_;
  std::vector<std::string> texts_;
  std::vector<std::string_view> views_;
  std::optional<Model> model_;
  Pool pool_{1};
};

TEST_F(EncoderTest, ASentenceIsTheSumOfItsFeatures) {
  const SentenceSet set = encode(*model_, views_, pool_);
  ASSERT_EQ(set.size(), texts_.size());
  ASSERT_EQ(set.sums.rows(), static_cast<Eigen::Index>(texts_.size()));
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const auto row = set.sums.row(static_cast<Eigen::Index>(i));
    EXPECT_LT((row - sum_of(texts_[i])).norm(), 1e-4F) << texts_[i];
  }
}

TEST_F(EncoderTest, ASentenceIsAlsoTheSumOfItsWords) {
  const SentenceSet set = encode(*model_, views_, pool_);
  ASSERT_EQ(set.identities.size(), static_cast<std::size_t>(set.words.rows()));
  SentenceFeatures features;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    extract_features(texts_[i], features);
    const auto words = set.sentence_words(i);
    ASSERT_EQ(words.size(), features.words.size());
    Eigen::RowVectorXf sum = Eigen::RowVectorXf::Zero(16);
    for (std::size_t w = 0; w < words.size(); ++w) {
      sum += set.words.row(words[w]);
      EXPECT_EQ(set.identities[words[w]], features.words[w].identity);
    }
    EXPECT_LT((set.sums.row(static_cast<Eigen::Index>(i)) - sum).norm(), 1e-5F);
  }
}

TEST_F(EncoderTest, WordsAreKeptOnceEach) {
  const std::vector<std::string_view> text{"Brot und Wein", "Wein und Brot", "Brot"};
  const SentenceSet set = encode(*model_, text, pool_);
  EXPECT_EQ(set.words.rows(), 3);
  EXPECT_THAT(set.word_ids, ::testing::ElementsAre(0, 1, 2, 2, 1, 0, 0));
  EXPECT_THAT(set.offsets, ::testing::ElementsAre(0, 3, 6, 7));
}

TEST_F(EncoderTest, UnitsAreTheSumsScaledToLengthOne) {
  const SentenceSet set = encode(*model_, views_, pool_);
  const Embeddings units = encode_units(*model_, views_, pool_);
  ASSERT_EQ(units.rows(), set.sums.rows());
  for (Eigen::Index i = 0; i < units.rows(); ++i) {
    Eigen::RowVectorXf expected = set.sums.row(i);
    if (const float norm = expected.norm(); norm > 0) expected /= norm;
    EXPECT_EQ(units.row(i), expected) << texts_[static_cast<std::size_t>(i)];
  }
}

// More words than encode_units keeps: places change owners all the time.
TEST_F(EncoderTest, UnitsAreTheSameWhenWordsPushEachOtherOut) {
  std::vector<std::string> texts;
  for (int k = 0; k < 2000; ++k) {
    std::string text = "Brot";
    for (int w = 0; w < 25; ++w) text += " wort" + std::to_string(100000 + 25 * (k % 1900) + w);
    texts.push_back(text);
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  Embeddings expected = encode(*model_, views, pool_).sums;
  for (auto row : expected.rowwise()) row /= row.norm();
  EXPECT_EQ(encode_units(*model_, views, pool_), expected);
}

TEST_F(EncoderTest, ASentenceWithoutAKnownFeatureIsARowOfZeros) {
  ModelContents nothing;
  nothing.table.resize(0, 16);
  const Model model = Model::open(scratch_.put("n.qiao", serialise_model(nothing, 4)));
  const std::vector<std::string_view> text{"", "……", "\xFF", "Brot", "水"};
  const SentenceSet set = encode(model, text, pool_);
  EXPECT_EQ(set.sums, Embeddings::Zero(5, 16));
  EXPECT_EQ(set.words.rows(), 2);
  EXPECT_EQ(encode_units(model, text, pool_), Embeddings::Zero(5, 16));
  EXPECT_EQ(encode_units(*model_, std::vector<std::string_view>{"……"}, pool_),
            Embeddings::Zero(1, 16));
}

TEST_F(EncoderTest, NoSentencesGiveNoRows) {
  const SentenceSet set = encode(*model_, {}, pool_);
  EXPECT_EQ(set.size(), 0U);
  EXPECT_EQ(set.sums.rows(), 0);
  EXPECT_EQ(set.sums.cols(), 16);
}

TEST_F(EncoderTest, AnyNumberOfThreadsGivesTheSameBytes) {
  const SentenceSet one = encode(*model_, views_, pool_);
  const Embeddings units = encode_units(*model_, views_, pool_);
  for (const unsigned threads : {2U, 5U}) {
    Pool pool(threads);
    const SentenceSet more = encode(*model_, views_, pool);
    EXPECT_EQ(more.sums, one.sums);
    EXPECT_EQ(more.words, one.words);
    EXPECT_EQ(more.identities, one.identities);
    EXPECT_EQ(more.word_ids, one.word_ids);
    EXPECT_EQ(more.offsets, one.offsets);
    EXPECT_EQ(encode_units(*model_, views_, pool), units);
  }
}

}  // namespace
}  // namespace qiao::embed
