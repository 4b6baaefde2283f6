// What the tests of the readers share: a document read from bytes under a name, and told in a few
// words.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace qiao::text {

// "h" heading, "p" paragraph, "l" list item; the sentences of a block are joined with " | ".
struct Told {
  std::string kind;
  std::string text;
  friend bool operator==(const Told&, const Told&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Told& told) {
    return out << told.kind << ' ' << told.text;
  }
};

inline std::vector<Told> told(const Document& document) {
  std::vector<Told> blocks;
  int paragraph = -1;
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    const Sentence& sentence = document.sentences()[i];
    const std::string text(document.sentence(i));
    if (sentence.paragraph == paragraph) {
      blocks.back().text += " | " + text;
    } else {
      blocks.push_back({sentence.kind == BlockKind::kHeading    ? "h"
                        : sentence.kind == BlockKind::kListItem ? "l"
                                                                : "p",
                        text});
    }
    paragraph = sentence.paragraph;
  }
  return blocks;
}

inline std::vector<Told> told(const std::string& name, const std::string& bytes) {
  return told(document_of(bytes, name));
}

// The message of the InputError that reading throws; empty when it throws none.
inline std::string error_of(const std::string& name, const std::string& bytes) {
  try {
    document_of(bytes, name);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

// For text formats: every sentence is found, white space and marks aside, where it says it is.
inline std::string source_of(const Document& document, const std::string& bytes, std::size_t i) {
  return std::string(document.sentences()[i].source.in(bytes));
}

}  // namespace qiao::text
