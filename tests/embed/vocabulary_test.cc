#include "embed/vocabulary.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace qiao::embed {
namespace {

std::vector<FeatureKey> keys_of(const std::map<FeatureKey, std::uint32_t>& rows) {
  std::vector<FeatureKey> keys;
  for (const auto& entry : rows) keys.push_back(entry.first);
  return keys;
}

TEST(VocabularyTest, FindsWhatAMapFinds) {
  std::mt19937_64 random(1);
  for (const std::size_t count : {0U, 1U, 2U, 3U, 255U, 256U, 5000U}) {
    // Keys spread evenly, as hashes are, or crowded into one corner.
    for (const FeatureKey mask : {0xffffffffU, 0x0000ffffU, 0xfffff000U}) {
      std::map<FeatureKey, std::uint32_t> rows;
      for (std::size_t k = 0; k < count; ++k) rows[static_cast<FeatureKey>(random()) & mask] = 0;
      const std::vector<FeatureKey> keys = keys_of(rows);
      for (std::uint32_t row = 0; row < keys.size(); ++row) rows[keys[row]] = row;
      const Vocabulary vocabulary(keys, 0);
      ASSERT_EQ(vocabulary.row_count(), keys.size());
      for (const auto& [key, row] : rows) {
        ASSERT_EQ(vocabulary.row(key), row);
        ASSERT_TRUE(vocabulary.knows(key));
      }
      std::vector<FeatureKey> sought;
      for (int round = 0; round < 2000; ++round) {
        const auto key = static_cast<FeatureKey>(random()) & mask;
        ASSERT_EQ(vocabulary.row(key).has_value(), rows.count(key) == 1) << key;
        sought.push_back(key);
      }
      sought.insert(sought.end(), keys.begin(), keys.end());
      std::vector<std::uint32_t> found{7};
      vocabulary.rows(sought, found);
      ASSERT_EQ(found.size(), sought.size());
      for (std::size_t k = 0; k < sought.size(); ++k) {
        ASSERT_EQ(found[k], vocabulary.row(sought[k]).value_or(Vocabulary::kNoRow));
      }
    }
  }
}

TEST(VocabularyTest, TheFirstAndTheLastKeyThereMayBeAreFound) {
  const std::vector<FeatureKey> keys{0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
  const Vocabulary vocabulary(keys, 0);
  for (std::uint32_t row = 0; row < keys.size(); ++row) EXPECT_EQ(vocabulary.row(keys[row]), row);
}

TEST(VocabularyTest, UnknownWordsShareBucketsAndOtherFeaturesHaveNoRow) {
  const std::vector<FeatureKey> keys{10, 21};
  const Vocabulary vocabulary(keys, 4);
  EXPECT_EQ(vocabulary.key_count(), 2U);
  EXPECT_EQ(vocabulary.bucket_count(), 4U);
  EXPECT_EQ(vocabulary.row_count(), 6U);
  EXPECT_EQ(vocabulary.row(21), 1U) << "a known word has its own";
  EXPECT_EQ(vocabulary.row(12), std::nullopt);
  std::mt19937 random(2);
  std::vector<int> hits(6, 0);
  for (int round = 0; round < 4000; ++round) {
    const FeatureKey key = static_cast<FeatureKey>(random()) | 1U;
    const auto row = vocabulary.row(key);
    ASSERT_TRUE(row && *row >= 2 && *row < 6);
    ASSERT_EQ(row, vocabulary.row(key));
    ASSERT_FALSE(vocabulary.knows(key));
    ++hits[*row];
  }
  for (std::size_t bucket = 2; bucket < 6; ++bucket) EXPECT_NEAR(hits[bucket], 1000, 150);
}

TEST(VocabularyTest, AnEmptyOneKnowsNothing) {
  const Vocabulary none;
  EXPECT_EQ(none.row_count(), 0U);
  EXPECT_EQ(none.row(1), std::nullopt);
  EXPECT_FALSE(none.knows(2));
  const Vocabulary buckets_only({}, 3);
  EXPECT_TRUE(buckets_only.row(7).has_value());
  EXPECT_FALSE(buckets_only.knows(7));
}

}  // namespace
}  // namespace qiao::embed
