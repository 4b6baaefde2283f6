// One of the two texts, as the aligner sees it: vectors and lengths, no words and no files.
#pragma once

#include <vector>

#include "embed/encoder.h"

namespace qiao::align {

// What is known of a sentence by its punctuation.
struct SentenceEnds {
  bool opens_quotation = false;
  bool closes_quotation = false;
  bool goes_on = false;  // the next sentence belongs to it: a clause that was cut off
};

struct Side {
  embed::SentenceSet sentences;  // without words: the sentence witness decides alone
  std::vector<float> lengths;    // characters of each sentence
  std::vector<int> paragraphs;   // the paragraph of each sentence, never falling; empty: not known
  std::vector<SentenceEnds> ends;  // of each sentence; empty: not known

  int size() const { return static_cast<int>(lengths.size()); }
};

}  // namespace qiao::align
