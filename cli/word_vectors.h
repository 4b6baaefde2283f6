// What `model import` and `model map` have in common: the words of fastText files, and those that a
// text adds to the dictionary of a .bin.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/progress.h"
#include "embed/word_file.h"

namespace qiao::cli {

struct TextWord {
  std::string word;
  bool han = false;
};

// The distinct words and numbers of some texts, in the order of the texts. Throws InputError.
std::vector<TextWord> words_of_texts(std::span<const std::string> paths);

struct WordCounts {
  std::size_t read = 0;           // words of the file's own
  std::size_t from_subwords = 0;  // words of the texts that have a vector by their subwords alone
};

using TakeWord =
    std::function<bool(std::string_view word, std::span<const float> vector, double frequency)>;

// Hands on the first `max_words` words of a file and then, when it is a .bin, those of `text_words`
// that are in its script, with frequency 0. `take` returns whether it had a use for the word; used
// words of the texts are counted. Shows its progress as "reading <name>".
WordCounts read_words(embed::WordFile& file, const std::string& name, std::size_t max_words,
                      std::span<const TextWord> text_words, Progress& progress,
                      const TakeWord& take);

}  // namespace qiao::cli
