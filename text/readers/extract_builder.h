// How readers write an Extract: block after block, white space collapsed as a browser does it.
//
//   ExtractBuilder builder;
//   builder.begin_block(BlockKind::kHeading);
//   builder.add("Die\n  Brücke", {4, 17});
//   builder.begin_block(BlockKind::kParagraph);
//   ...
//   Extract extract = builder.finish();        "Die Brücke\n…"
//
// A run of spaces and line ends is one space, none at the ends of a line, and none where it holds
// a line end between two Chinese characters (CSS Text 3, section 4.1.2: such a line end is there
// for the author's editor, not for the reader). Private to the readers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/byte_range.h"
#include "text/readers/extract.h"

namespace qiao::text {

// Whether the bytes of the file are places that mean something to anybody. Those of a zip archive
// do not: its text is its own source.
enum class Sources { kBytes, kNone };

class ExtractBuilder {
 public:
  explicit ExtractBuilder(Sources sources = Sources::kBytes) : sources_(sources) {}

  // What is added from now on is a block of this kind. A block without text leaves nothing.
  void begin_block(BlockKind kind);

  // `source` is where the text came from, in order (not looked at for kNone); when of equal size,
  // byte by byte.
  void add(std::string_view utf8, ByteRange source);
  // A line break that a reader sees, within the block.
  void break_line(ByteRange source);

  // What is added from now on is shown then, or belongs to that part.
  void begin_cue(TimeSpan time);
  void begin_part(std::string name);

  // Bytes and blocks written so far.
  std::size_t size() const { return extract_.text.size(); }
  std::size_t block_count() const { return extract_.blocks.size(); }

  Extract finish();

 private:
  void append(std::string_view utf8, ByteRange source);

  Sources sources_;
  Extract extract_;
  BlockKind kind_ = BlockKind::kParagraph;
  bool at_block_start_ = true;  // nothing of the block is written yet
  bool at_line_start_ = true;
  bool space_ = false;  // waits for the text behind it
  bool space_holds_line_end_ = false;
  ByteRange space_source_;
};

}  // namespace qiao::text
