// A document: the bytes of a file, cleaned, cut into paragraphs and sentences, with the
// way back to the original bytes kept.
//
//   original bytes --decode--> UTF-8 --clean--> text --split--> sentences
//
// The document owns its text and lends views of it; it outlives none of them. For each
// sentence `source_range` says which bytes of the *original file* it came from, so any
// result can be traced back, whatever the encoding was and whatever cleaning removed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/byte_range.h"
#include "text/encoding.h"
#include "text/language.h"
#include "text/sentence_splitter.h"

namespace qiao::text {

enum class BlockKind { kParagraph, kHeading, kListItem };

struct Sentence {
  ByteRange text;        // bytes of Document::text()
  ByteRange source;      // bytes of the original file
  int paragraph = 0;     // zero-based, counts blocks of any kind
  BlockKind kind = BlockKind::kParagraph;
};

struct ReadOptions {
  Language language = Language::kUnknown;  // kUnknown: guess
  bool lossy = false;       // replace invalid bytes by U+FFFD instead of throwing
  bool pre_split = false;   // one sentence a line as it stands: nothing is cleaned or split,
                            // empty lines are (empty) sentences and keep their numbers
  SplitOptions split;
};

class Document {
 public:
  // Decodes, cleans and splits. `name` starts the messages of errors. Throws InputError:
  // empty, binary or undecodable input.
  static Document read(std::string bytes, std::string name, const ReadOptions& options = {});

  const std::string& name() const& { return name_; }
  Encoding encoding() const { return encoding_; }
  LanguageGuess language() const { return language_; }

  // The cleaned text that sentences are lent from.
  std::string_view text() const& { return text_; }
  const std::vector<Sentence>& sentences() const& { return sentences_; }
  std::size_t sentence_count() const { return sentences_.size(); }
  std::string_view sentence(std::size_t i) const& { return sentences_[i].text.in(text_); }

  // A temporary cannot lend what dies with it.
  const std::string& name() && = delete;
  std::string_view text() && = delete;
  const std::vector<Sentence>& sentences() && = delete;
  std::string_view sentence(std::size_t i) && = delete;

  // One-based line and column (in characters) of a byte of the original file.
  struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
  };
  Place place(std::size_t source_byte) const;

 private:
  Document() = default;
  std::string name_;
  std::string original_;
  std::string text_;
  std::vector<Sentence> sentences_;
  Encoding encoding_ = Encoding::kUtf8;
  LanguageGuess language_;
};

}  // namespace qiao::text
