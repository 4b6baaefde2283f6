#include "embed/vec_file.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "text/encoding.h"
#include "text/input_error.h"

namespace qiao::embed {
namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 20;
constexpr int kMaxDimensions = 4096;  // as in a model

bool is_utf8(std::string_view text) { return text::valid_utf8_prefix(text) == text.size(); }

// The next field of `rest`, which moves behind the space that ends it.
std::string_view take_field(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return field;
}

template <class Number>
bool parse(std::string_view field, Number& number) {
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  return error == std::errc() && end == field.data() + field.size() && !field.empty();
}

// Through double: fastText writes components as small as 1e-40, which float calls out of range.
bool parse_component(std::string_view field, float& component) {
  double number = 0;
  if (!parse(field, number)) return false;
  component = static_cast<float>(number);
  return std::isfinite(component);
}

// Part of a file for a message: short, and nothing that a terminal would obey.
std::string shown(std::string_view field) {
  std::string text = "'";
  for (const char c : field.substr(0, 20)) text += c > ' ' && c < '\x7F' ? c : '?';
  return text + (field.size() > 20 ? "…'" : "'");
}

}  // namespace

VecReader::VecReader(const std::string& path) : path_(path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) {
    throw InputError(path + ": a directory; name a file in it");
  }
  in_.open(path, std::ios::binary);
  if (!in_) throw InputError(path + ": cannot be opened; check the path");
  if (!read_line()) throw InputError(path + ": empty; a .vec file starts with 'rows dimensions'");
  parse_header();
}

void VecReader::parse_header() {
  if (line_.starts_with("\x1F\x8B")) refuse("compressed", "gunzip it first");
  std::string_view rest = line_;
  std::size_t dimensions = 0;
  if (!parse(take_field(rest), rows_) || !parse(take_field(rest), dimensions) || !rest.empty()) {
    refuse("no header 'rows dimensions'", "write it as the first line");
  }
  if (dimensions < 1 || dimensions > kMaxDimensions) {
    refuse(std::to_string(dimensions) + " dimensions",
           "1 to " + std::to_string(kMaxDimensions) + " are possible");
  }
  dimensions_ = static_cast<int>(dimensions);
  vector_.resize(dimensions);
}

bool VecReader::next() {
  if (!read_line()) {
    if (read_ < rows_) {
      throw InputError(path_ + ":" + std::to_string(line_number_) + ": ends after " +
                       std::to_string(read_) + " of " + std::to_string(rows_) +
                       " rows; fetch it again or correct its header");
    }
    return false;
  }
  if (read_ == rows_) {
    refuse("more rows than the " + std::to_string(rows_) + " of the header", "correct the header");
  }
  std::string_view rest = line_;
  word_ = take_field(rest);
  if (!is_utf8(word_)) refuse("the word is not UTF-8", "convert or remove the line");
  if (word_.empty()) refuse("no word", "remove the line");
  for (std::size_t k = 0; k < vector_.size(); ++k) {
    if (rest.empty()) {
      refuse(std::to_string(k) + " components instead of " + std::to_string(dimensions_),
             "fetch the file again or remove the line");
    }
    const std::string_view field = take_field(rest);
    if (!parse_component(field, vector_[k])) {
      refuse(shown(field) + " is not a finite number", "correct or remove the line");
    }
  }
  if (!rest.empty()) {
    refuse("more than " + std::to_string(dimensions_) + " components",
           "fetch the file again or remove the line");
  }
  ++read_;
  return true;
}

// std::getline would take a file without line breaks into memory whole.
bool VecReader::read_line() {
  line_.clear();
  std::streambuf& bytes = *in_.rdbuf();
  int c = bytes.sbumpc();
  if (c == std::char_traits<char>::eof()) return false;
  ++line_number_;
  for (; c != '\n' && c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
    if (line_.size() == kLongestLine) refuse("a line of more than 1 MiB", "is it a .vec file?");
    line_ += static_cast<char>(c);
  }
  if (line_.ends_with('\r')) line_.pop_back();
  if (line_.ends_with(' ')) line_.pop_back();
  return true;
}

void VecReader::refuse(const std::string& why, const std::string& remedy) const {
  throw InputError(path_ + ":" + std::to_string(line_number_) + ": " + why + "; " + remedy);
}

VecWriter::VecWriter(const std::string& path, std::size_t rows, int dimensions)
    : out_(path), rows_(rows), dimensions_(dimensions) {
  out_.write(std::to_string(rows) + " " + std::to_string(dimensions) + "\n");
}

void VecWriter::add(std::string_view word, std::span<const float> vector) {
  assert(is_vec_word(word));
  assert(vector.size() == static_cast<std::size_t>(dimensions_));
  assert(rows_ > 0);
  --rows_;
  line_ = word;
  char number[32];
  for (const float component : vector) {
    assert(std::isfinite(component));
    // The shortest digits that are read back as the same number.
    const auto end = std::to_chars(number, number + sizeof number, component).ptr;
    line_ += ' ';
    line_.append(number, end);
  }
  line_ += '\n';
  out_.write(line_);
}

void VecWriter::commit() {
  assert(rows_ == 0);
  out_.commit();
}

bool is_vec_word(std::string_view word) {
  return !word.empty() && is_utf8(word) && std::all_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '\x7F';
  });
}

}  // namespace qiao::embed
