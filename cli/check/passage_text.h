// The texts of passages and the values of figures, as reports quote them.
#pragma once

#include <string>
#include <string_view>

#include "cli/check/findings.h"
#include "cli/input.h"
#include "text/byte_range.h"

namespace qiao::cli {

// A part of a document on one line: runs of white space are one space, other control characters
// are left out.
std::string one_line(const text::Document& document, text::ByteRange range);

// The sentences of a passage, whole.
std::string sentences_text(const Side& side, align::SentenceSpan sentences);

// The sentence before the passage and the one behind it; empty where the text begins or ends.
std::string sentence_before(const Side& side, const Passage& passage);
std::string sentence_after(const Side& side, const Passage& passage);

// The value of a figure for people: 4,000,000,000,000 USD for "4000000000000 USD". Up to four
// digits stay as they are, years and dates are no more.
std::string readable_value(std::string_view value);

}  // namespace qiao::cli
