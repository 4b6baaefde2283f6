// What a memory holds, in figures.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tmx/translation_unit.h"

namespace qiao::tmx {

// Segments by characters: 0, 1, 2-3, 4-7, 8-15, … 1024-2047, 2048 and more.
inline constexpr std::size_t kLengthBins = 13;
// Units by x-score: [0, 0.1), [0.1, 0.2), … [0.9, 1].
inline constexpr std::size_t kScoreBins = 10;

inline constexpr std::size_t kMostLanguages = 64;
inline constexpr std::size_t kLongestTag = 64;

// Of the words running through the texts (Han characters, where there are no words), how many are
// covered by the commonest ones.
struct Coverage {
  std::size_t types = 0;  // the commonest so many
  double share = 0;       // of all running words, within [0, 1]
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

struct LanguageStats {
  std::size_t segments = 0;
  std::size_t empty_segments = 0;
  std::size_t characters = 0;
  std::size_t han = 0;
  std::size_t words = 0;           // without Han characters
  std::size_t tags = 0;            // inline elements
  std::size_t distinct_words = 0;  // Han characters count as words here, case does not
  std::size_t single_words = 0;    // of these, met once
  // Rare words were forgotten to bound memory: the two above are at least so many.
  bool vocabulary_bounded = false;
  std::vector<Coverage> coverage;  // by the 100, 1,000 and 10,000 commonest, as far as there are
  std::array<std::size_t, kLengthBins> lengths{};
};

struct MemoryStats {
  std::size_t units = 0;
  std::size_t scored_units = 0;
  std::array<std::size_t, kScoreBins> scores{};
  std::size_t exact_duplicates = 0;       // units that say what an earlier one says, to the byte
  std::size_t normalised_duplicates = 0;  // … as a reader sees it; see unit_key.h
  std::string oldest;                     // creationdate; empty: none
  std::string newest;
  // By tag, as spelt. Tags of over kLongestTag bytes and those after the first kMostLanguages are
  // no languages that anyone has: they are counted together as "(other)".
  std::map<std::string, LanguageStats> languages;
};

// Counts unit by unit.
//
//   StatsCounter counter;
//   while (reader.next(unit)) counter.add(unit, reader.header().source_language);
//   print(counter.finish());
//
// Memory: some 60 MB, the vocabularies of a million words in all included, whatever is counted.
class StatsCounter {
 public:
  StatsCounter();
  ~StatsCounter();
  void add(const TranslationUnit& unit, std::string_view header_source_language);
  // Call once, last.
  MemoryStats finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The bin of LanguageStats::lengths for a segment.
std::size_t length_bin(std::size_t characters);

// "2-3", "2048+", for showing.
std::string length_bin_name(std::size_t bin);

}  // namespace qiao::tmx
