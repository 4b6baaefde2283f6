// Texts as the commands take them: read, decoded, split, and put in the order that the user meant.
#pragma once

#include <string>

#include "text/document.h"
#include "text/language.h"

namespace qiao::cli {

// Reads a file, or standard input for "-". Says so when the encoding had to be guessed.
// Throws InputError.
text::Document read_document(const std::string& path, const text::ReadOptions& options);

// A document with its language settled: as said, or else as guessed, never kUnknown.
struct Side {
  text::Document document;
  text::LanguageGuess language;
};

struct Pair {
  Side source;
  Side target;
};

struct PairOptions {
  text::LanguageGuess source_language;  // as the user says; kUnknown: guess
  text::LanguageGuess target_language;
  text::ReadOptions read;  // its language is not looked at
};

// Reads both sides. Files in the wrong order are exchanged, with a message: those whose languages
// are the other way round than said, or, when nothing is said, a Chinese text that comes second
// (Chinese into German is what Qiao is for).
// Throws InputError when a language cannot be told or both are the same, UsageError when both are
// said to be the same. Requires that one path at most is "-", as parse_options sees to.
Pair read_pair(const std::string& source, const std::string& target, const PairOptions& options);

}  // namespace qiao::cli
