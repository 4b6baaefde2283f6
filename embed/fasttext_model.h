// A fastText model file (.bin) with its subwords, which give words that it never saw a vector too.
//
// libfasttext trusts its files: sizes from the file go into memory unchecked. So the whole layout
// is checked first, and its exceptions come out as InputError. Its headers are seen by one .cc
// only.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace qiao::embed {

class FastTextModel {
 public:
  // Whether a file starts as a .bin does.
  static bool recognises(const std::string& path);

  // Loads the file: memory as large as the file (cc.de.300.bin: 7 GB). Throws InputError for what
  // is no word-vector model, cut short, damaged or quantised (.ftz).
  static FastTextModel open(const std::string& path);

  FastTextModel(FastTextModel&&) noexcept;
  FastTextModel& operator=(FastTextModel&&) noexcept;
  ~FastTextModel();

  int dimensions() const;

  // The words of the dictionary, the most frequent first.
  std::size_t word_count() const;
  std::string word(std::size_t i) const;  // bytes as the file has them: may not be UTF-8
  double frequency(std::size_t i) const;  // share of the running words that it was trained on

  // Writes d components: the mean of the word's row, if it has one, and those of its character
  // n-grams. Zero for an unknown word of a model without n-grams.
  // Throws InputError when the file's numbers are not finite.
  void vector(const std::string& word, float* components) const;

 private:
  struct Loaded;
  explicit FastTextModel(std::unique_ptr<Loaded> loaded);
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace qiao::embed
