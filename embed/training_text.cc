#include "embed/training_text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace qiao::embed {
namespace {

constexpr std::size_t kLongest = 600;  // features of a sentence: a long paragraph of German

void append(std::vector<FeatureKey>& keys, std::vector<std::uint64_t>& ends,
            const std::vector<FeatureKey>& sentence) {
  const std::size_t count = std::min(sentence.size(), kLongest);
  keys.insert(keys.end(), sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(count));
  ends.push_back(keys.size());
}

FeatureRows rows_of(const std::vector<FeatureKey>& keys, const std::vector<std::uint64_t>& ends,
                    const Vocabulary& vocabulary) {
  FeatureRows rows;
  rows.offsets.reserve(ends.size() + 1);
  std::size_t k = 0;
  for (const std::uint64_t end : ends) {
    for (; k < end; ++k) {
      if (const auto row = vocabulary.row(keys[k])) rows.ids.push_back(*row);
    }
    rows.offsets.push_back(rows.ids.size());
  }
  return rows;
}

}  // namespace

FeaturePairs::FeaturePairs(std::string name, int group, double weight)
    : name_(std::move(name)), group_(group), weight_(weight) {}

void FeaturePairs::add(std::string_view source, std::string_view target) {
  extract_features(source, features_);
  if (features_.keys.empty()) return;
  append(source_keys_, source_ends_, features_.keys);
  extract_features(target, features_);
  if (features_.keys.empty()) {
    source_ends_.pop_back();
    source_keys_.resize(source_ends_.empty() ? 0 : source_ends_.back());
    return;
  }
  append(target_keys_, target_ends_, features_.keys);
}

PairSet FeaturePairs::in_rows(const Vocabulary& vocabulary) const {
  PairSet set;
  set.name = name_;
  set.group = group_;
  set.weight = weight_;
  set.source = rows_of(source_keys_, source_ends_, vocabulary);
  set.target = rows_of(target_keys_, target_ends_, vocabulary);
  return set;
}

std::vector<FeatureKey> frequent_keys(const std::vector<FeaturePairs>& pairs, std::size_t rows,
                                      std::uint32_t min_count) {
  std::unordered_map<FeatureKey, std::uint32_t> counts;
  for (const FeaturePairs& set : pairs) set.each_key([&](FeatureKey key) { ++counts[key]; });
  std::vector<std::pair<std::uint32_t, FeatureKey>> frequent;
  for (const auto& [key, count] : counts) {
    if (count >= min_count) frequent.emplace_back(count, key);
  }
  // Ties by key, so that the result does not depend on the order of the hash table.
  std::sort(frequent.begin(), frequent.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (frequent.size() > rows) frequent.resize(rows);
  std::vector<FeatureKey> keys;
  keys.reserve(frequent.size());
  for (const auto& entry : frequent) keys.push_back(entry.second);
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace qiao::embed
