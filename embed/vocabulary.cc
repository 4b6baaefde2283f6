#include "embed/vocabulary.h"

#include <bit>
#include <cassert>

namespace qiao::embed {

Vocabulary::Vocabulary(std::span<const FeatureKey> keys, std::uint32_t buckets)
    : keys_(keys), buckets_(buckets) {
  // About one key a slot.
  const int bits = std::max(1, static_cast<int>(std::bit_width(keys.size())));
  shift_ = 32 - bits;
  first_.assign((std::size_t{1} << bits) + 1, 0);
  for (const FeatureKey key : keys) ++first_[(key >> shift_) + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

std::optional<std::uint32_t> Vocabulary::row(FeatureKey key) const {
  if (!keys_.empty()) {
    const std::uint32_t end = first_[(key >> shift_) + 1];
    for (std::uint32_t i = first_[key >> shift_]; i < end; ++i) {
      if (keys_[i] == key) return i;
    }
  }
  if (has_bucket(key) && buckets_ > 0) {
    return static_cast<std::uint32_t>(keys_.size() + (key >> 1) % buckets_);
  }
  return std::nullopt;
}

void Vocabulary::rows(std::span<const FeatureKey> keys, std::vector<std::uint32_t>& rows) const {
  if (!keys_.empty()) {
    for (const FeatureKey key : keys) __builtin_prefetch(&first_[key >> shift_]);
    for (const FeatureKey key : keys) {
      const std::uint32_t first = first_[key >> shift_];
      __builtin_prefetch(keys_.data() + first);
    }
  }
  rows.clear();
  for (const FeatureKey key : keys) rows.push_back(row(key).value_or(kNoRow));
}

bool Vocabulary::knows(FeatureKey key) const {
  const auto found = row(key);
  return found && *found < keys_.size();
}

}  // namespace qiao::embed
