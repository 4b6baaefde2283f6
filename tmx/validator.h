// What is wrong with a memory, with line numbers.
//
//   812: error [pairing] <ept i="2"> closes nothing
//   813: warning [identical] both sides say "GB300"
//
// Errors are breaches of TMX 1.4b and of XML; warnings are valid but trouble in some tool or a sign
// of a bad translation. A broken unit is an error and the rest is looked at all the same.
//
//   xml          error    not well-formed
//   structure    error    an element where it may not stand, or one that is missing
//   attribute    error    unknown, missing or with a value that is not allowed
//   pairing      error    <bpt> and <ept> that do not match within their segment
//   language     error    a code that is no language tag (BCP 47)
//   date         error    not YYYYMMDDThhmmssZ
//   version      error    of TMX: not 1.1 to 1.4
//   tags         warning  inline tags that one variant of a unit has and another has not
//   source       warning  no variant in the source language, or two in one language
//   empty        warning  a segment without text
//   identical    warning  two languages, one text
//   control      warning  characters that nobody sees: controls, zero-width, U+FFFD
//   long         warning  over 2,000 characters, Trados' limit
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

#include "text/byte_source.h"

namespace qiao::tmx {

enum class Severity { kError, kWarning };

struct Finding {
  std::size_t line = 0;  // one-based
  Severity severity = Severity::kError;
  std::string rule;     // "pairing"
  std::string message;  // one line
  friend bool operator==(const Finding&, const Finding&) = default;
};
std::ostream& operator<<(std::ostream& out, const Finding& finding);

struct ValidationSummary {
  std::size_t units = 0;  // that are whole
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::map<std::string, std::size_t> by_rule;
  friend bool operator==(const ValidationSummary&, const ValidationSummary&) = default;
};

// Findings come in the order of the document, but what only a whole unit shows comes at its end,
// with the line of its start. Throws InputError for what is no memory at all, is cut off or
// hostile. Memory: one unit.
ValidationSummary validate(text::NamedSource source,
                           const std::function<void(const Finding&)>& report);

// Whether the tag is well-formed by BCP 47: "zh-TW", "de", "zh-Hant-TW", "x-klingon". Whether such
// a language exists is not asked.
bool is_language_tag(std::string_view tag);

}  // namespace qiao::tmx
