// What the punctuation at the two ends of a segment says of the text around it: whether it is a
// whole sentence, and where direct speech begins and ends. Segments that others have cut (lines of
// subtitles, segments of a memory, the lines of --pre-split) often end inside a sentence.
//
//   他說，                    goes on
//   Er kam, sah               goes on when the next segment begins with a small letter
//   「好啊，」他說。           opens a quotation
//   …: „Nein.“                closes one
#pragma once

#include <string_view>

namespace qiao::text {

struct SegmentEnds {
  bool opens_quotation = false;   // the first character is an opening quotation mark
  bool closes_quotation = false;  // the last one is a closing mark
  bool goes_on = false;           // the sentence is not at its end
  friend bool operator==(const SegmentEnds&, const SegmentEnds&) = default;
};

// `next` is the segment that follows, empty when none does. Total; O(1) but for white space.
SegmentEnds segment_ends(std::string_view segment, std::string_view next);

}  // namespace qiao::text
