#include "cli/line_index.h"

#include <charconv>

#include "text/input_error.h"

namespace qiao::cli {

std::optional<LineName> parse_line_name(std::string_view word) {
  LineName name;
  const char* const end = word.data() + word.size();
  const auto [at, error] = std::from_chars(word.data(), end, name.line);
  if (error != std::errc() || name.line == 0) return std::nullopt;
  if (at == end) return name;
  if (*at != '.') return std::nullopt;
  std::size_t sentence = 0;
  const auto [rest, wrong] = std::from_chars(at + 1, end, sentence);
  if (wrong != std::errc() || rest != end || sentence == 0) return std::nullopt;
  name.sentence = sentence;
  return name;
}

LineIndex::LineIndex(const text::Document& document) : document_(document) {
  const auto& sentences = document.sentences();
  if (sentences.empty() || document.place(sentences.front().source.begin).part.empty()) return;
  throw InputError(document.name() +
                   ": the lines of a book begin anew in each of its files; write it with qiao "
                   "split, a sentence a line, and say --pre-split");
}

align::SentenceSpan LineIndex::sentences(const LineName& name, const std::string& place) const {
  const std::size_t first = first_from(name.line);
  const std::size_t count = first_from(name.line + 1) - first;
  const std::string line = "line " + std::to_string(name.line) + " of " + document_.name();
  if (count == 0) {
    throw InputError(place + ": no sentence begins in " + line +
                     "; the nearest one begins in line " +
                     std::to_string(nearest(first, name.line)));
  }
  const auto begin = static_cast<int>(first);
  if (!name.sentence) return {begin, begin + static_cast<int>(count)};
  if (*name.sentence > count) {
    throw InputError(place + ": " + std::to_string(count) +
                     (count == 1 ? " sentence begins in " : " sentences begin in ") + line +
                     ", not " + std::to_string(*name.sentence) +
                     "; say a smaller number behind the point");
  }
  const auto number = static_cast<int>(*name.sentence);
  return {begin + number - 1, begin + number};
}

std::size_t LineIndex::line_of(std::size_t sentence) const {
  return document_.place(document_.sentences()[sentence].source.begin).line;
}

// The first sentence that begins in this line or behind it.
std::size_t LineIndex::first_from(std::size_t line) const {
  std::size_t begin = 0;
  std::size_t end = document_.sentence_count();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (line_of(middle) < line) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

// Requires that `behind` is the first sentence behind the line, and that there is any sentence.
std::size_t LineIndex::nearest(std::size_t behind, std::size_t line) const {
  if (behind == 0) return line_of(0);
  const std::size_t before = line_of(behind - 1);
  if (behind == document_.sentence_count()) return before;
  const std::size_t after = line_of(behind);
  return after - line < line - before ? after : before;
}

}  // namespace qiao::cli
