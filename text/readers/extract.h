// What a reader takes out of a file: its text, a block a line, and what the file says of the
// blocks. Document makes sentences of it (Document::of).
//
//   <h1>Die Brücke</h1>           "Die Brücke\nSie ist alt.\n"
//   <p>Sie ist <b>alt</b>.</p>    heading from byte 0, paragraph from byte 12
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/document.h"
#include "text/offset_map.h"
#include "text/time_span.h"

namespace qiao::text {

struct Extract {
  struct Block {
    std::size_t begin = 0;  // byte of `text`; it ends where the next one begins
    BlockKind kind = BlockKind::kParagraph;
    friend bool operator==(const Block&, const Block&) = default;
  };
  struct Cue {
    std::size_t begin = 0;
    TimeSpan time;
    friend bool operator==(const Cue&, const Cue&) = default;
  };
  struct Part {
    std::size_t begin = 0;
    std::string name;  // "OEBPS/chapter3.xhtml"
    friend bool operator==(const Part&, const Part&) = default;
  };

  std::string text;             // UTF-8; a line break inside a block is U+2028
  OffsetMap to_source;          // byte of `text` -> byte of what the reader was given
  std::vector<Block> blocks;    // all of `text`, in order
  std::vector<Cue> cues;        // subtitles only
  std::vector<Part> parts;      // books only
  bool knows_headings = false;  // the file marks its headings, so what looks like one is none
};

}  // namespace qiao::text
