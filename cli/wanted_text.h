// A text as JSON names it: in jobs, and wherever documents come through a pipe.
//
//   "story.epub"    {"path": "story.epub", "language": "de"}    {"text": "Er kam.", "name": "a.md"}
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/input.h"
#include "text/language.h"

namespace qiao::cli {

struct WantedText {
  RawText text;
  text::LanguageGuess language;  // kUnknown when not said
};

// Reads the file when it is a path. `place` starts the messages of errors, `name` is what a text
// without one is called. Members other than path, text, name and language are errors. Throws
// InputError.
WantedText wanted_text(const nlohmann::json& value, const std::string& place,
                       const std::string& name);

}  // namespace qiao::cli
