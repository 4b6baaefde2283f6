// fastText's text format for word vectors, ".vec": a header, then a word and its components a line,
// the most frequent word first.
//
//   332647 300
//   的 0.0231 -0.0077 … 0.0514
//
// The reader is strict, since half a vector is worse than none: what does not follow the header is
// an error with its line. Fields are separated by one space; a space at the end of a line (fastText
// writes one) and CRLF are accepted.
#pragma once

#include <cstddef>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/files.h"

namespace qiao::embed {

// Streams a file: memory holds one line, at most a mebibyte.
//
//   VecReader reader("wiki.de.vec");
//   while (reader.next()) use(reader.word(), reader.vector());
class VecReader {
 public:
  // Reads the header. Throws InputError: no file, compressed, a missing or impossible header.
  explicit VecReader(const std::string& path);

  std::size_t rows() const { return rows_; }  // as the header says
  int dimensions() const { return dimensions_; }

  // Goes to the next row; false behind the last. Throws InputError that names file and line: a row
  // of another width, a component that is no finite number, a word that is not UTF-8, fewer or more
  // rows than the header says.
  bool next();

  // Of the current row; lent until next().
  std::string_view word() const& { return word_; }
  std::span<const float> vector() const& { return vector_; }

 private:
  bool read_line();
  [[noreturn]] void refuse(const std::string& why, const std::string& remedy) const;
  void parse_header();

  std::string path_;
  std::ifstream in_;
  std::string line_;
  std::size_t line_number_ = 0;
  std::size_t rows_ = 0;
  std::size_t read_ = 0;
  int dimensions_ = 0;
  std::string_view word_;  // of line_
  std::vector<float> vector_;
};

// Writes a file that appears whole or not at all. What was written is read back bit for bit.
class VecWriter {
 public:
  VecWriter(const std::string& path, std::size_t rows, int dimensions);

  // Requires is_vec_word(word), and as many components as said, all finite.
  void add(std::string_view word, std::span<const float> vector);

  // Requires as many rows as said.
  void commit();

 private:
  text::OutputFile out_;
  std::size_t rows_;
  int dimensions_;
  std::string line_;
};

// Whether a word can stand in the file: UTF-8, not empty, without white space or control characters
// of ASCII.
bool is_vec_word(std::string_view word);

}  // namespace qiao::embed
