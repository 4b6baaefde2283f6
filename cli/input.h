// Texts as the commands take them: read, decoded, split, and put in the order that the user meant.
#pragma once

#include <functional>
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
  bool exchanged = false;  // what was given first is the target
};

struct PairOptions {
  text::LanguageGuess source_language;  // as the user says; kUnknown: guess
  text::LanguageGuess target_language;
  text::ReadOptions read;  // its language is not looked at
};

// Whether two languages found are those that are wanted, but on the wrong sides. When nothing is
// wanted Chinese goes first: Chinese into German is what Qiao is for. An unknown language fits
// whatever is wanted, and is never a reason to exchange.
bool are_exchanged(text::Language first, text::Language second, const PairOptions& options);

// A file as it was read; the ending of the name may say its format.
struct RawText {
  std::string bytes;
  std::string name;  // for messages
};

// Reads a file, or standard input for "-". Throws InputError.
RawText read_raw(const std::string& path);

// Told, a line at a time, what was guessed and the user should know.
using OnNote = std::function<void(const std::string&)>;

// Makes documents of both sides. Files in the wrong order are exchanged, with a message: those
// that are_exchanged tells of. Throws InputError when a language cannot be told or both are the
// same, UsageError when both are said to be the same. Thread-safe where on_note is.
Pair pair_of(const RawText& source, const RawText& target, const PairOptions& options,
             const OnNote& on_note);

// The same of files, with the notes on standard error. Requires that one path at most is "-", as
// parse_options sees to.
Pair read_pair(const std::string& source, const std::string& target, const PairOptions& options);

}  // namespace qiao::cli
