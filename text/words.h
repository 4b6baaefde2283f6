// Words of a sentence, as matching sees them: ICU's word boundaries, with a dictionary for Chinese.
//
//   "Die 3 Äpfel, 2025"    -> "Die" Latin, "3" number, "Äpfel" Latin, "2025" number
//   "微軟和Nvidia在2025年"   -> "微軟" Han, "和" Han, "Nvidia" Latin, "在" Han, "2025" number,
//                               "年" Han
//
// White space and punctuation are no words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/byte_range.h"

namespace qiao::text {

enum class WordKind { kHan, kLatin, kNumber };

struct Word {
  ByteRange range;  // bytes of the text
  WordKind kind = WordKind::kLatin;
  friend bool operator==(const Word&, const Word&) = default;
};

// Appends the words of `utf8` to `words`, in order. Letters of any alphabet but Han count as Latin.
// Silent and total: invalid bytes belong to no word. Thread-safe. O(n).
void append_words(std::string_view utf8, std::vector<Word>& words);

// Case-folded text: "Straße" -> "strasse". For matching only.
std::string fold_case(std::string_view utf8);

}  // namespace qiao::text
