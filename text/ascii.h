// What needs no Unicode: the white space that mark-up and line-based files are made of.
#pragma once

namespace qiao::text {

// Space, tab and the line ends, as in XML.
inline bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace qiao::text
