#include "cli/word_vectors.h"

#include <algorithm>
#include <unordered_set>

#include "text/encoding.h"
#include "text/files.h"
#include "text/language.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

constexpr std::size_t kSample = 20000;  // bytes of a dictionary that tell its language

}  // namespace

std::vector<TextWord> words_of_texts(std::span<const std::string> paths) {
  std::vector<TextWord> words;
  std::unordered_set<std::string> seen;
  for (const std::string& path : paths) {
    const text::Decoded decoded = text::decode(text::read_file(path), path);
    const std::string_view utf8 = decoded.utf8;
    std::vector<text::Word> found;
    text::append_words(utf8, found);
    for (const text::Word& word : found) {
      std::string token(word.range.in(utf8));
      if (!seen.insert(token).second) continue;
      words.push_back({std::move(token), word.kind == text::WordKind::kHan});
    }
  }
  return words;
}

WordCounts read_words(embed::WordFile& file, const std::string& name, std::size_t max_words,
                      std::span<const TextWord> text_words, Progress& progress,
                      const TakeWord& take) {
  WordCounts counts;
  std::string sample;
  const auto total =
      static_cast<double>(std::max<std::size_t>(1, std::min(max_words, file.size())));
  while (counts.read < max_words && file.next()) {
    ++counts.read;
    progress.show("reading " + name, static_cast<double>(counts.read) / total);
    take(file.word(), file.vector(), file.frequency());
    if (sample.size() < kSample) sample.append(file.word()).append("\n");
  }
  const bool han = text::guess_language(sample).language == text::Language::kChinese;
  for (const TextWord& listed : text_words) {
    if (listed.han != han) continue;
    const std::span<const float> vector = file.vector_of(listed.word);
    if (!vector.empty() && take(listed.word, vector, 0)) ++counts.from_subwords;
  }
  return counts;
}

}  // namespace qiao::cli
