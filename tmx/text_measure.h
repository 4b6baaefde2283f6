// What a segment is made of, counted in one pass: enough to judge a translation by its looks.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace qiao::tmx {

struct TextMeasure {
  std::size_t characters = 0;  // code points
  std::size_t han = 0;         // Han characters
  std::size_t latin = 0;       // Latin letters
  std::size_t words = 0;       // runs of letters and digits between anything else, Han left out
  friend bool operator==(const TextMeasure&, const TextMeasure&) = default;

  // How much is said, roughly in Latin letters: a Han character says about as much as three, so
  // that the lengths of the two sides can be compared.
  std::size_t weight() const { return characters + 2 * han; }
};

// Silent and total. O(n).
TextMeasure measure(std::string_view utf8);

// The same, and `word` is told every word and every Han character, as views of the text.
TextMeasure measure(std::string_view utf8, const std::function<void(std::string_view)>& word);

}  // namespace qiao::tmx
