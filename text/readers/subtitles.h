// Subtitles in SubRip (.srt) and WebVTT (.vtt).
//
//   1                                "Er ging über die alte Brücke." from 1,000 to 5,500 ms
//   00:00:01,000 --> 00:00:03,000
//   Er ging über
//   <i>die alte</i>
//
//   2
//   00:00:03,200 --> 00:00:05,500
//   Brücke.
//
// A cue is a paragraph, and its lines are one; each line that begins with a dash is a speaker and a
// paragraph of his own. Cues that go on with the sentence of the one before are one paragraph with
// it: where the cue before ends without the end of a sentence and at most 1.5 seconds pass. In
// files that hardly ever write a full stop, as Chinese ones, every cue stands for itself. Tags,
// positions ({\an8}), notes and styles are left out.
#pragma once

#include <string_view>

#include "text/readers/extract.h"

namespace qiao::text {

// `name` starts the messages of errors. Throws InputError: a time that cannot be read, no cue at
// all. O(n).
Extract read_subtitles(std::string_view utf8, std::string_view name);

}  // namespace qiao::text
