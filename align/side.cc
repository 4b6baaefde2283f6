#include "align/side.h"

#include <cstddef>
#include <unordered_map>

namespace qiao::align {
namespace {

template <class Value>
std::vector<Value> chosen(const std::vector<Value>& values, std::span<const int> places) {
  std::vector<Value> result;
  if (values.empty()) return result;
  for (const int place : places) result.push_back(values[static_cast<std::size_t>(place)]);
  return result;
}

embed::SentenceSet chosen(const embed::SentenceSet& all, std::span<const int> sentences) {
  const std::vector<int> rows(sentences.begin(), sentences.end());
  embed::SentenceSet some{.sums = all.sums(rows, Eigen::all)};
  if (all.offsets.empty()) return some;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;
  std::vector<Eigen::Index> words;
  some.offsets.push_back(0);
  for (const int i : sentences) {
    for (const std::uint32_t word : all.sentence_words(static_cast<std::size_t>(i))) {
      const auto [number, fresh] =
          numbers.try_emplace(word, static_cast<std::uint32_t>(words.size()));
      if (fresh) {
        words.push_back(word);
        some.identities.push_back(all.identities[word]);
      }
      some.word_ids.push_back(number->second);
    }
    some.offsets.push_back(some.word_ids.size());
  }
  some.words = all.words(words, Eigen::all);
  return some;
}

}  // namespace

Side chosen(const Side& side, std::span<const int> sentences) {
  return {.sentences = chosen(side.sentences, sentences),
          .lengths = chosen(side.lengths, sentences),
          .paragraphs = chosen(side.paragraphs, sentences),
          .ends = chosen(side.ends, sentences)};
}

}  // namespace qiao::align
