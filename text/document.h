// A document: the bytes of a file, cleaned, cut into paragraphs and sentences, with the
// way back to the original bytes kept. Files that are no plain text: text/readers/read_file.h.
//
//   original bytes --decode--> UTF-8 --clean--> text --split--> sentences
//
// The document owns its text and lends views of it; it outlives none of them. For each
// sentence `source` says which bytes of the *original file* it came from, so any result can
// be traced back, whatever the encoding was and whatever cleaning removed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/byte_range.h"
#include "text/encoding.h"
#include "text/language.h"
#include "text/offset_map.h"
#include "text/sentence_splitter.h"
#include "text/time_span.h"

namespace qiao::text {

// A heading is a line that Markdown marks so, or one short sentence without punctuation at
// its end that stands over a paragraph. A list item begins with a sign, or with a number that
// the item before or after it goes on with: "3. März war es kalt" alone is a paragraph.
enum class BlockKind { kParagraph, kHeading, kListItem };

struct Sentence {
  ByteRange text;     // bytes of Document::text()
  ByteRange source;   // bytes of the original file
  int paragraph = 0;  // zero-based, counts blocks of any kind
  BlockKind kind = BlockKind::kParagraph;
  // Of subtitles: from the start of the first cue that a part of it stands in to the end of the
  // last. Several sentences of one cue have its time all together.
  std::optional<TimeSpan> time = {};
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

struct ReadOptions {
  Language language = Language::kUnknown;  // kUnknown: guess
  std::optional<Encoding> encoding = {};   // what the file says of itself, see decode()
  bool lossy = false;                      // replace invalid bytes by U+FFFD instead of throwing
  bool pre_split = false;  // one sentence a line as it stands: nothing is cleaned or split,
                           // empty lines are (empty) sentences and keep their numbers; all in
                           // one paragraph, for nothing says where paragraphs end
  SplitOptions split;
};

struct Extract;  // text/readers/extract.h

// Takes the text out of a file in a text format, which is given as UTF-8. Throws InputError.
using TextReader = std::function<Extract(std::string_view utf8)>;

class Document {
 public:
  // Decodes, cleans and splits. `name` starts the messages of errors. Throws InputError:
  // empty, binary or undecodable input, and text of white space only. O(n).
  //
  // Sentences come in order, without overlap. Between them lie white space, the signs of
  // bullets and headings (- • ##), and lines that only divide (***): so sentences and what lies
  // between them give text() back. The number of a list item belongs to its sentence.
  static Document read(std::string bytes, std::string name, const ReadOptions& options = {});

  // The same with a reader between decoding and cleaning: what it says of the blocks goes before
  // what they look like. pre_split is not looked at.
  static Document read(std::string bytes, std::string name, const ReadOptions& options,
                       const TextReader& reader);

  // The same of a file that is no text: the text that was taken out stands for the original, a
  // paragraph a line. Throws InputError for text of white space only.
  static Document of(Extract extract, std::string name, const ReadOptions& options = {});

  const std::string& name() const& { return name_; }
  Encoding encoding() const { return encoding_; }
  bool encoding_guessed() const { return encoding_guessed_; }
  // Invalid sequences that became U+FFFD (ReadOptions::lossy only).
  std::size_t replaced() const { return replaced_; }
  // As said in the options (then with confidence 1), or as guessed.
  LanguageGuess language() const { return language_; }

  // The cleaned text that sentences are lent from.
  std::string_view text() const& { return text_; }
  const std::vector<Sentence>& sentences() const& { return sentences_; }
  std::size_t sentence_count() const { return sentences_.size(); }
  std::string_view sentence(std::size_t i) const& { return sentences_[i].text.in(text_); }
  std::vector<std::string_view> sentence_views() const&;  // of all

  // A temporary cannot lend what dies with it.
  const std::string& name() && = delete;
  std::string_view text() && = delete;
  const std::vector<Sentence>& sentences() && = delete;
  std::string_view sentence(std::size_t i) && = delete;
  std::vector<std::string_view> sentence_views() && = delete;

  // The bytes of the original file that a part of text() came from: a figure, a word. O(log n).
  ByteRange source_of(ByteRange text) const { return to_source_(text); }

  // One-based line and column (in characters) of a byte of the original file. O(log lines) and
  // the length of the line. Of a book `part` is the file in it, and lines count from its start.
  struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
    std::string part = {};
    friend bool operator==(const Place&, const Place&) = default;
  };
  Place place(std::size_t source_byte) const;

 private:
  struct Part {
    std::size_t begin = 0;  // byte of original_
    std::string name;
  };

  explicit Document(std::string name) : name_(std::move(name)) {}
  Decoded decode_original(std::string bytes, const ReadOptions& options);
  void clean_and_split(const Extract& extract, const OffsetMap& to_original,
                       const ReadOptions& options);
  void settle_language(Language said);
  void split_blocks(const SplitOptions& options, const Extract* extract,
                    const OffsetMap& to_extract);
  void split_lines();
  void add_sentence(ByteRange text, int paragraph, BlockKind kind);

  std::string name_;
  std::string original_;
  std::string text_;
  OffsetMap to_source_;                   // byte of text_ -> byte of original_
  std::vector<std::size_t> line_starts_;  // bytes of original_
  std::vector<Part> parts_;
  std::vector<Sentence> sentences_;
  Encoding encoding_ = Encoding::kUtf8;
  bool encoding_guessed_ = false;
  std::size_t replaced_ = 0;
  LanguageGuess language_;
};

}  // namespace qiao::text
