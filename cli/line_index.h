// Sentences by the lines of their files, as users name them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "align/bead.h"
#include "text/document.h"

namespace qiao::cli {

// "12": what begins in line 12; "12.3": the third sentence that begins there. Both count from 1.
struct LineName {
  std::size_t line = 1;
  std::optional<std::size_t> sentence;
  friend bool operator==(const LineName&, const LineName&) = default;
};
std::optional<LineName> parse_line_name(std::string_view word);

// Lends the document.
class LineIndex {
 public:
  // Throws InputError for a book, whose lines begin anew in each of its files.
  explicit LineIndex(const text::Document& document);

  // The sentences that are meant, one at least. Throws InputError, which starts with `place`, when
  // none begins there. O(log n) looks at the document.
  align::SentenceSpan sentences(const LineName& name, const std::string& place) const;

 private:
  std::size_t line_of(std::size_t sentence) const;
  std::size_t first_from(std::size_t line) const;
  std::size_t nearest(std::size_t behind, std::size_t line) const;

  const text::Document& document_;
};

}  // namespace qiao::cli
