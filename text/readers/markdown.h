// Markdown: CommonMark with GitHub's tables, in the reading of md4c.
//
//   # Die Brücke                     a heading
//   Sie ist *alt* und [breit](x).    a paragraph, "Sie ist alt und breit."
//   - Mehl                           a list item
//
// Left out: code blocks, pictures with their texts, addresses of links, struck-out text, comments,
// and a YAML header. HTML in it is read as HTML.
#pragma once

#include <string_view>

#include "text/readers/extract.h"

namespace qiao::text {

// `name` starts the messages of errors. Throws InputError as read_html does. O(n).
Extract read_markdown(std::string_view utf8, std::string_view name);

}  // namespace qiao::text
