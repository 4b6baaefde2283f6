// Whether Chinese characters sound like a Latin name: 納德拉 (na de la) like Nadella, 萊德 like
// Ryder. For names that no dictionary and no model knows.
//
// Both are reduced to the classes of their consonants, since vowels change most and r, l, b, p …
// are one sound to the ear of a transcription, and the best part of the Chinese is compared by edit
// distance:
//
//   Nadella   n d l l   ->  N T L        納德拉  n d l   ->  N T L
//   Ryder     r d r     ->  L T L        萊德    l d     ->  L T
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace qiao::cli {

class Sounds {
 public:
  Sounds();
  ~Sounds();
  Sounds(Sounds&&) noexcept;
  Sounds& operator=(Sounds&&) noexcept;

  // Within [0, 1]: 1 - edit distance / classes of the name, at best over all parts of `han`. Names
  // with a single consonant sound like nothing: 0. O(size of both, multiplied).
  double likeness(std::string_view name, std::string_view han) const;

 private:
  struct Readings;  // ICU's transliterator
  std::unique_ptr<Readings> readings_;
};

// The classes of the consonants of a word in Latin letters, doubles once: "NTL". Of Chinese by its
// pinyin when `pinyin` is set, where q and x are sibilants.
std::string consonant_classes(std::string_view latin, bool pinyin);

}  // namespace qiao::cli
