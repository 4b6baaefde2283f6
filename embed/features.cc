#include "embed/features.h"

#include <unicode/utf8.h>

#include <string>

#include "text/fold.h"

namespace qiao::embed {
namespace {

// FNV-1a over bytes, finished by a 64-bit mix (Steele et al., SplitMix64): short strings that
// differ in one byte must differ in every bit of the key.
std::uint64_t hash(char kind, std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ static_cast<unsigned char>(kind);
  h *= 0x100000001b3ULL;
  for (const char c : text) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ULL;
  }
  h ^= h >> 30;
  h *= 0xbf58476d1ce4e5b9ULL;
  h ^= h >> 27;
  h *= 0x94d049bb133111ebULL;
  return h ^ (h >> 31);
}

FeatureKey key_of(std::uint64_t h, bool bucket) {
  return (static_cast<FeatureKey>(h >> 32) & ~1U) | (bucket ? 1U : 0U);
}

// Byte offsets of the characters of `text`, and its size at the end.
void character_offsets(std::string_view text, std::vector<std::uint32_t>& offsets) {
  offsets.clear();
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    offsets.push_back(static_cast<std::uint32_t>(i));
    U8_FWD_1(text.data(), i, size);
  }
  offsets.push_back(static_cast<std::uint32_t>(size));
}

void add_grams(char kind, std::string_view text, const std::vector<std::uint32_t>& offsets,
               std::size_t shortest, std::size_t longest, std::vector<FeatureKey>& keys) {
  const std::size_t count = offsets.size() - 1;
  for (std::size_t n = shortest; n <= longest && n <= count; ++n) {
    for (std::size_t i = 0; i + n <= count; ++i) {
      keys.push_back(
          key_of(hash(kind, text.substr(offsets[i], offsets[i + n] - offsets[i])), false));
    }
  }
}

}  // namespace

void extract_features(std::string_view sentence, SentenceFeatures& out) {
  thread_local std::vector<text::Word> words;
  thread_local std::vector<std::uint32_t> offsets;
  thread_local std::string padded;
  out.clear();
  const std::string folded = text::fold_case(text::fold_chinese(sentence));
  const std::string_view whole = folded;
  words.clear();
  text::append_words(folded, words);
  for (std::size_t w = 0; w < words.size(); ++w) {
    const text::Word& word = words[w];
    std::string_view token = word.range.in(whole);
    const auto first = static_cast<std::uint32_t>(out.keys.size());
    std::uint64_t identity = hash('i', token);
    switch (word.kind) {
      case text::WordKind::kLatin: {
        out.keys.push_back(key_of(hash('w', token), true));
        padded.assign("<").append(token).append(">");
        character_offsets(padded, offsets);
        add_grams('g', padded, offsets, 3, 5, out.keys);
        break;
      }
      case text::WordKind::kNumber: {
        padded.clear();
        for (const char c : token) {
          if (c != '.' && c != ',' && c != '\'') padded.push_back(c);
        }
        identity = hash('i', padded);
        out.keys.push_back(key_of(hash('#', padded), true));
        break;
      }
      case text::WordKind::kHan: {
        character_offsets(token, offsets);
        const std::size_t count = offsets.size() - 1;
        add_grams('z', token, offsets, 1, 2, out.keys);
        if (count > 2) out.keys.push_back(key_of(hash('z', token), false));
        if (w + 1 < words.size() && words[w + 1].kind == text::WordKind::kHan &&
            words[w + 1].range.begin == word.range.end) {
          const std::string_view next = words[w + 1].range.in(whole);
          std::int32_t length = 0;
          U8_FWD_1(next.data(), length, static_cast<std::int32_t>(next.size()));
          const std::size_t tail = offsets[count - 1];
          out.keys.push_back(key_of(
              hash('z', whole.substr(word.range.begin + tail,
                                     token.size() - tail + static_cast<std::size_t>(length))),
              false));
        }
        break;
      }
    }
    out.words.push_back({word.kind, first, static_cast<std::uint32_t>(out.keys.size()), identity});
  }
}

}  // namespace qiao::embed
