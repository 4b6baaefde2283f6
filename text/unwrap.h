// Paragraphs whose lines were cut at a margin, put together again. Such a file is known by
// lines that fill the width, each so far that the next word had no room, and that end in the
// midst of sentences. A file with a paragraph a line has neither, nor has a poem or a list.
#pragma once

#include <optional>
#include <string_view>

#include "text/edits.h"

namespace qiao::text {

// The text with its hard-wrapped paragraphs joined; nothing when it is not hard-wrapped.
// Where two lines are joined, Chinese gets nothing in between and other scripts a space; a
// word hyphenated at the line end is whole again (Brük-ken stays as it was spelt: Brükken).
// Blank lines, headings, list items and indented first lines begin paragraphs. Requires
// clean UTF-8 with \n line ends and plain spaces. O(n).
std::optional<Edited> unwrap(std::string_view utf8);

}  // namespace qiao::text
