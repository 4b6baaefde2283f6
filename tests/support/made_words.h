// A made-up language pair for tests of training: Chinese words of two random characters, German
// ones of random letters, one the translation of the other by number.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace qiao::embed {

struct MadeWords {
  std::vector<std::string> chinese;
  std::vector<std::string> german;
};

inline MadeWords make_words(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  MadeWords words;
  for (std::size_t w = 0; w < count; ++w) {
    std::string chinese;
    for (int k = 0; k < 2; ++k) {
      const auto character = static_cast<std::uint32_t>(0x4e00 + random() % 0x5000);
      chinese += static_cast<char>(0xe0 | (character >> 12));
      chinese += static_cast<char>(0x80 | ((character >> 6) & 0x3f));
      chinese += static_cast<char>(0x80 | (character & 0x3f));
    }
    std::string german;
    for (std::size_t k = 4 + random() % 6; k > 0; --k) {
      german += static_cast<char>('a' + random() % 26);
    }
    words.chinese.push_back(chinese);
    words.german.push_back(german);
  }
  return words;
}

// A sentence of 4 to 9 words, in Chinese and in German.
inline std::pair<std::string, std::string> make_sentence_pair(const MadeWords& words,
                                                              std::mt19937_64& random) {
  std::pair<std::string, std::string> pair;
  for (std::size_t k = 4 + random() % 6; k > 0; --k) {
    const std::size_t word = random() % words.chinese.size();
    pair.first += words.chinese[word];
    pair.second += words.german[word] + (k > 1 ? " " : ".");
  }
  pair.first += "。";
  return pair;
}

}  // namespace qiao::embed
