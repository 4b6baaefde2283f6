// From hashed features to the rows of a model's table.
//
// Rows [0, keys) belong to the known features, in order of their keys; rows [keys, keys + buckets)
// are shared by the whole words and numbers that are unknown, as the hash falls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "embed/features.h"

namespace qiao::embed {

class Vocabulary {
 public:
  Vocabulary() = default;
  // `keys` are sorted and distinct; they are lent, not copied, and must outlive the vocabulary.
  Vocabulary(std::span<const FeatureKey> keys, std::uint32_t buckets);

  std::size_t key_count() const { return keys_.size(); }
  std::uint32_t bucket_count() const { return buckets_; }
  std::size_t row_count() const { return keys_.size() + buckets_; }
  std::span<const FeatureKey> keys() const { return keys_; }

  // The row of a feature; nothing for an unknown one that has no bucket. O(1): keys are hashes,
  // so their leading bits say where to look.
  std::optional<std::uint32_t> row(FeatureKey key) const;

  // Replaces `rows` by the row of each of many features, kNoRow for one that has none. Looked up
  // one after the other, each would wait for memory.
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
  void rows(std::span<const FeatureKey> keys, std::vector<std::uint32_t>& rows) const;

  // Whether `key` has a row of its own.
  bool knows(FeatureKey key) const;

 private:
  std::span<const FeatureKey> keys_;
  std::uint32_t buckets_ = 0;
  int shift_ = 32;
  std::vector<std::uint32_t> first_;  // first_[key >> shift_]: where to start looking
};

}  // namespace qiao::embed
