// Word vectors of two languages that a map between them exists for, without a corpus.
#pragma once

#include <string>

#include "tests/cli/scratch.h"

namespace qiao::cli {

// Puts zh.vec and de.vec, 60 words of 8 numbers each, and zh-de.tsv, which pairs them.
inline void put_word_vectors(const Scratch& scratch) {
  std::string zh = "60 8\n";
  std::string de = "60 8\n";
  std::string dictionary;
  for (int i = 0; i < 60; ++i) {
    std::string numbers;
    for (int k = 0; k < 8; ++k) numbers += ' ' + std::to_string((i * 37 + k * 101) % 97 - 48);
    // 一, 丁 … and wortaa, wortab …
    const std::string han = {'\xE4', '\xB8', static_cast<char>(0x80 + i)};
    const std::string wort = {
        'w', 'o', 'r', 't', static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26)};
    zh += han + numbers + '\n';
    de += wort + numbers + '\n';
    dictionary += han + '\t' + wort + '\n';
  }
  scratch.put("zh.vec", zh);
  scratch.put("de.vec", de);
  scratch.put("zh-de.tsv", dictionary);
}

}  // namespace qiao::cli
