#include "embed/training_text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace qiao::embed {
namespace {

constexpr std::uint32_t kLongest = 600;  // features of a sentence: a long paragraph of German

}  // namespace

FeaturePairs::FeaturePairs(std::string name, int group, double weight)
    : name_(std::move(name)), group_(group), weight_(weight) {}

void FeaturePairs::Keys::append(const SentenceFeatures& sentence) {
  std::uint32_t last = 0;
  for (const FeatureWord& word : sentence.words) {
    if (word.last > kLongest && last > 0) break;
    last = std::min(word.last, kLongest);
    words.push_back(keys.size() + last);
  }
  keys.insert(keys.end(), sentence.keys.begin(), sentence.keys.begin() + last);
  sentences.push_back(words.size());
}

void FeaturePairs::Keys::remove_last() {
  sentences.pop_back();
  words.resize(sentences.empty() ? 0 : sentences.back());
  keys.resize(words.empty() ? 0 : words.back());
}

FeatureRows FeaturePairs::Keys::in_rows(const Vocabulary& vocabulary) const {
  FeatureRows rows;
  std::size_t k = 0;
  std::size_t w = 0;
  for (const std::uint64_t end : sentences) {
    for (; w < end; ++w) {
      const std::size_t before = rows.ids.size();
      for (; k < words[w]; ++k) {
        if (const auto row = vocabulary.row(keys[k])) rows.ids.push_back(*row);
      }
      if (rows.ids.size() > before) rows.end_word();
    }
    rows.end_sentence();
  }
  return rows;
}

void FeaturePairs::add(std::string_view source, std::string_view target) {
  extract_features(source, features_);
  if (features_.keys.empty()) return;
  source_.append(features_);
  extract_features(target, features_);
  if (features_.keys.empty()) {
    source_.remove_last();
    return;
  }
  target_.append(features_);
}

PairSet FeaturePairs::in_rows(const Vocabulary& vocabulary) const {
  PairSet set;
  set.name = name_;
  set.group = group_;
  set.weight = weight_;
  set.source = source_.in_rows(vocabulary);
  set.target = target_.in_rows(vocabulary);
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
