// Word vectors of one language, read one by one from either form that fastText writes: .vec (text)
// or .bin. The most frequent word comes first.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "embed/fasttext_model.h"
#include "embed/vec_file.h"

namespace qiao::embed {

class WordFile {
 public:
  // Looks into the file to see which form it has. Throws InputError.
  explicit WordFile(const std::string& path);

  int dimensions() const;
  std::size_t size() const;  // words that the file says it has

  // Goes to the next word; false behind the last. Words of a .bin that are not UTF-8 (fastText's
  // own models have a few) are passed over. Throws InputError.
  bool next();

  // Of the current word; lent until next().
  std::string_view word() const&;
  std::span<const float> vector() const&;

  // The share of running text that is the current word. A .bin counted it. A .vec only has the
  // order, so Zipf's law must do: p(r) = 1 / (r H_n) for the r-th of n words, H_n = 1 + … + 1 / n.
  double frequency() const;

  // The vector of any word at all, from its subwords; empty for a .vec, or when it has none.
  // Lent until the next call.
  std::span<const float> vector_of(const std::string& word) &;

 private:
  std::variant<VecReader, FastTextModel> file_;
  std::size_t read_ = 0;
  double harmonic_ = 1;  // H_n
  std::string word_;     // the rest serves a .bin only
  std::vector<float> vector_;
  std::vector<float> unknown_;
};

}  // namespace qiao::embed
