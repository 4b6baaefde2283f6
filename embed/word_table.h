// Vectors of words, learned elsewhere and already in one space, on their way into a model: the same
// features, weighted so that their plain sum is a good vector of the sentence.
//
// A word's row is
//
//   a / (a + p(w)) * (v / |v| - c)
//
// where p(w) is its share of running text, so that frequent words count little (SIF: Arora et al.,
// "A simple but tough-to-beat baseline for sentence embeddings", ICLR 2017, section 3), and c is
// what the words of its language have in common, the mean with weights p(w) a / (a + p(w)). With c
// taken away the expected sum of running text is zero; this stands in for the paper's first
// principal component, and takes away what two languages differ in as a whole.
//
// Rows that share a key: within a language the first added, which is the most frequent, is kept
// (Die and die, 电脑 and 電腦). Between languages the mean weighted by p(w) is taken: "die" is
// German nearly always, "Berlin" a bit of both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "embed/embeddings.h"
#include "embed/features.h"
#include "embed/model.h"

namespace qiao::embed {

struct SifOptions {
  double a = 1e-3;  // the paper's; smaller: frequent words count less
};

// Memory: 4 bytes a component of each word added.
class WordTable {
 public:
  explicit WordTable(int dimensions, const SifOptions& options = {});

  // Words added from here on are of another language.
  void next_language();

  // Adds a word of the current language. Returns false, and does nothing, when no sentence looks
  // for it (word_key), the language has its key already or the vector is zero. `frequency` is p(w);
  // 0 stands for a vector made from subwords: it serves where no language knows the word.
  bool add(std::string_view word, std::span<const float> vector, double frequency);

  std::size_t size() const { return entries_.size(); }

  // A model without metadata. The dimensions are padded with zeros to a multiple of 8. The table is
  // empty afterwards.
  ModelContents finish();

 private:
  struct Entry {
    FeatureKey key;
    std::uint32_t language;
    double frequency;
  };
  float weight(double frequency) const;
  void weigh_language();
  void sort_by_key();

  SifOptions options_;
  int dimensions_;
  std::uint32_t language_ = 0;
  std::size_t language_begin_ = 0;  // entries of the current language start there
  std::unordered_set<FeatureKey> language_keys_;
  std::vector<Entry> entries_;
  Embeddings rows_;  // entry i is row i; grows by halves
};

}  // namespace qiao::embed
