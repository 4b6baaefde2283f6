// Parallel lines on their way to the trainer: collected as features first, since which features are
// worth a row is known only when all have been counted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "embed/features.h"
#include "embed/trainer.h"
#include "embed/vocabulary.h"

namespace qiao::embed {

// Pairs of one source, as features. Sentences of more than 600 features end before the word that
// has the 601st; a first word of so many is cut itself.
class FeaturePairs {
 public:
  FeaturePairs(std::string name, int group, double weight);

  // A pair with a side that has no feature is passed over.
  void add(std::string_view source, std::string_view target);

  std::size_t size() const { return source_.sentences.size(); }
  const std::string& name() const { return name_; }

  // Calls visit(FeatureKey) for every feature of either side.
  template <class Visit>
  void each_key(const Visit& visit) const {
    for (const FeatureKey key : source_.keys) visit(key);
    for (const FeatureKey key : target_.keys) visit(key);
  }

  // What the trainer takes: features that the vocabulary knows.
  PairSet in_rows(const Vocabulary& vocabulary) const;

 private:
  std::string name_;
  int group_;
  double weight_;
  SentenceFeatures features_;
  struct Keys {
    std::vector<FeatureKey> keys;
    std::vector<std::uint64_t> words;      // ends in keys
    std::vector<std::uint64_t> sentences;  // ends in words
    void append(const SentenceFeatures& sentence);
    void remove_last();
    FeatureRows in_rows(const Vocabulary& vocabulary) const;
  };
  Keys source_, target_;
};

// The `rows` most frequent features of all pairs that occur at least `min_count` times, ascending.
std::vector<FeatureKey> frequent_keys(const std::vector<FeaturePairs>& pairs, std::size_t rows,
                                      std::uint32_t min_count);

}  // namespace qiao::embed
