// One of the two texts, as the aligner sees it: vectors and lengths, no words and no files.
#pragma once

#include <span>
#include <vector>

#include "embed/encoder.h"
#include "text/segment_ends.h"

namespace qiao::align {

struct Side {
  embed::SentenceSet sentences;  // without words: the sentence witness decides alone
  std::vector<float> lengths;    // characters of each sentence
  std::vector<int> paragraphs;   // the paragraph of each sentence, never falling; empty: not known
  std::vector<text::SegmentEnds> ends;  // of each sentence; empty: not known

  int size() const { return static_cast<int>(lengths.size()); }
};

// Some of its sentences, in any order, as a text of their own.
Side chosen(const Side& side, std::span<const int> sentences);

}  // namespace qiao::align
