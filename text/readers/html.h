// The text of a web page.
//
//   <nav>…</nav><h1>Die Brücke</h1><p>Sie ist <b>alt</b>.     a heading, a paragraph
//
// Tags are HTML's, however badly written; h1 to h6 are headings, what stands in li, dt and dd are
// list items, <br> ends a line. What nobody reads as text is left out: scripts, styles, forms'
// fields, media, program listings (<pre><code>), deleted and hidden text, the readings of ruby
// (<rt>), the marks of footnotes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/encoding.h"
#include "text/readers/extract.h"
#include "text/readers/extract_builder.h"

namespace qiao::text {

// The main text of a page: also without its chrome, that is navigation, page headers and footers,
// sidebars (by element, role, or usual class), and menus (three and more short blocks in a row
// that are links and nothing else). Where a page says which is its main part (<main>, or one
// <article> alone) and that is a quarter of the text or more, it is all that is taken. When nothing
// is left so, chrome is text. `name` starts the messages of errors. Throws InputError for elements
// nested over 512 deep. O(n).
Extract read_html(std::string_view utf8, std::string_view name);

// All text of a page, or of a part of one, chrome included: for the chapters of books and for HTML
// in Markdown. Sources are bytes of the page plus `offset`.
void add_html(std::string_view utf8, std::string_view name, std::size_t offset,
              ExtractBuilder& builder);

// The encoding that a page says it is in (<meta charset="big5">), where it is one that is known.
std::optional<Encoding> declared_encoding(std::string_view page);

// The character that "&auml;" or "&#228;" stands for, as UTF-8; empty when it is none.
std::string decode_entity(std::string_view reference);

}  // namespace qiao::text
