// What the splitter knows about a language, as data: the lists of text/rules/*.rules, which the
// build embeds so that the program needs no files. Private to the room; the meaning of each list
// stands beside it in the data files.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/language.h"

namespace qiao::text {

namespace embedded {
extern const std::string_view kGermanRules;
extern const std::string_view kEnglishRules;
extern const std::string_view kChineseRules;
}  // namespace embedded

// Words that match as a whole, or by their end: "*jahr".
class WordSet {
 public:
  void insert(std::string_view word);
  bool contains(std::string_view word) const;
  // Whether some word of the set is a prefix, a suffix or a part of `text`.
  bool begins(std::string_view text) const;
  bool ends(std::string_view text) const;
  bool occurs_in(std::string_view text) const;

 private:
  std::unordered_set<std::string_view> words_;
  std::vector<std::string_view> suffixes_;
  std::size_t longest_ = 0;  // bytes
};

// What an abbreviation lets follow inside its sentence.
enum class Ending {
  kOrdinary,       // no abbreviation: its full stop ends the sentence
  kNever,          // Dr., z. B.
  kBeforeCapital,  // usw., etc.
  kBeforeOpener,   // Mio., Jh.: ends only before a word of `openers`
};

struct SplitRules {
  std::unordered_map<std::string_view, Ending> abbreviations;
  WordSet abbreviation_ends;  // "*str." and the like: kBeforeOpener
  WordSet before_numbers;     // S. 12, Nr. 5
  WordSet openers;
  WordSet ordinal_heads;
  WordSet ordinal_guides;
  WordSet numbered_parts;
  WordSet name_endings;  // in lower case
  WordSet speech_verbs;
  WordSet report_verbs;
  WordSet goes_on_after_quote;

  Ending ending_of(std::string_view abbreviation) const;

  // The rules for Latin script (German: de.rules; any other language: en.rules) and those for
  // Chinese. Read once; the references stay valid. Thread-safe.
  static const SplitRules& latin(Language language);
  static const SplitRules& chinese();
};

}  // namespace qiao::text
