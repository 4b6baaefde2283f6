// What a sentence is to the model: a bag of hashed features, as in fastText (Bojanowski et al.,
// "Enriching word vectors with subword information", TACL 2017, section 3.2).
//
//   Latin word  "Brücke"   the word; character 3- to 5-grams of "<brücke>"
//   number      "1.500"    its digits, "1500"
//   Han word    "人工智慧"  the word; its characters; its character bigrams
//   and the Han bigrams that cross from one word into the next, since no two segmenters agree
//
// Features carry no language: Nvidia, GB300 and 2025 are the same feature on both sides.
// Text is case-folded and Chinese is folded to one Traditional form first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/byte_range.h"
#include "text/words.h"

namespace qiao::embed {

// A hash of a feature's kind and text. The lowest bit says that the feature stands for a whole
// Latin word or a number: when the vocabulary lacks it, it shares a bucket with others that have
// the same hash there, so that a rare name still meets itself on the other side.
using FeatureKey = std::uint32_t;
inline bool has_bucket(FeatureKey key) { return (key & 1U) != 0; }

struct FeatureWord {
  text::WordKind kind;
  std::uint32_t first;  // features [first, last) of the sentence belong to this word
  std::uint32_t last;
  std::uint64_t identity;  // hash of the folded text: equal words are equal in any language
};

struct SentenceFeatures {
  std::vector<FeatureKey> keys;
  std::vector<FeatureWord> words;
  void clear() {
    keys.clear();
    words.clear();
  }
};

// A sentence word by word, for those who keep what they made of a word: reading is cheap beside
// hashing a word's n-grams. Reuse one for many sentences.
class WordReader {
 public:
  // Folds the sentence and cuts it. Silent and total.
  void read(std::string_view sentence);

  std::size_t size() const { return words_.size(); }
  text::WordKind kind(std::size_t w) const { return words_[w].kind; }

  // Hash of the folded text: equal words are equal in any language, and have equal own features.
  std::uint64_t identity(std::size_t w);

  // Appends the features that word w has wherever it stands.
  void append_own_features(std::size_t w, std::vector<FeatureKey>& keys);

  // The bigram that crosses from word w into the next: Han only.
  std::optional<FeatureKey> crossing_feature(std::size_t w) const;

 private:
  std::string_view token(std::size_t w) const { return words_[w].range.in(folded_); }
  std::string folded_;
  std::vector<text::Word> words_;
  std::vector<std::uint32_t> offsets_;  // scratch
  std::string scratch_;
};

// Replaces the contents of `out` by the features of a sentence. Silent and total. Thread-safe.
void extract_features(std::string_view sentence, SentenceFeatures& out);

// Where in the sentence the words of extract_features stand: as many, in the same order. Folding
// changes the lengths of characters (ß, 里), so they are not those of the words of the sentence as
// it is. Silent and total. Thread-safe.
std::vector<text::ByteRange> word_ranges(std::string_view sentence);

// The feature that stands for a whole word wherever a sentence has it: the way in for vectors of
// words that were learned elsewhere. Case and Chinese script are folded: Brücke and brücke, 电脑
// and 電腦 share a key. Nothing when no sentence would look for it: several words ("z. B.",
// 中華人民共和國憲法 where the dictionary of ICU cuts it), punctuation, the empty string.
// Thread-safe.
std::optional<FeatureKey> word_key(std::string_view word);

}  // namespace qiao::embed
