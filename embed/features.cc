#include "embed/features.h"

#include <unicode/utf8.h>

#include <string>

#include "text/fold.h"
#include "text/utf8.h"

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

FeatureKey latin_key(std::string_view token) { return key_of(hash('w', token), true); }

// Of a character, a bigram, or a longer word.
FeatureKey han_key(std::string_view token) { return key_of(hash('z', token), false); }

FeatureKey number_key(std::string_view digits) { return key_of(hash('#', digits), true); }

void digits_of(std::string_view token, std::string& digits) {
  digits.clear();
  for (const char c : token) {
    if (c != '.' && c != ',' && c != '\'') digits.push_back(c);
  }
}

std::string fold(std::string_view text) { return text::fold_case(text::fold_chinese(text)); }

}  // namespace

void WordReader::read(std::string_view sentence) {
  folded_ = fold(sentence);
  words_.clear();
  text::append_words(folded_, words_);
}

std::uint64_t WordReader::identity(std::size_t w) {
  if (words_[w].kind != text::WordKind::kNumber) return hash('i', token(w));
  digits_of(token(w), scratch_);
  return hash('i', scratch_);
}

void WordReader::append_own_features(std::size_t w, std::vector<FeatureKey>& keys) {
  switch (words_[w].kind) {
    case text::WordKind::kLatin: {
      keys.push_back(latin_key(token(w)));
      scratch_.assign("<").append(token(w)).append(">");
      character_offsets(scratch_, offsets_);
      add_grams('g', scratch_, offsets_, 3, 5, keys);
      break;
    }
    case text::WordKind::kNumber: {
      digits_of(token(w), scratch_);
      keys.push_back(number_key(scratch_));
      break;
    }
    case text::WordKind::kHan: {
      character_offsets(token(w), offsets_);
      add_grams('z', token(w), offsets_, 1, 2, keys);
      if (offsets_.size() > 3) keys.push_back(han_key(token(w)));
      break;
    }
  }
}

std::optional<FeatureKey> WordReader::crossing_feature(std::size_t w) const {
  if (w + 1 == words_.size() || words_[w].kind != text::WordKind::kHan ||
      words_[w + 1].kind != text::WordKind::kHan ||
      words_[w + 1].range.begin != words_[w].range.end) {
    return std::nullopt;
  }
  const std::size_t begin = text::start_before(folded_, words_[w].range.end);
  std::size_t end = words_[w].range.end;
  text::next_character(folded_, end);
  return han_key(std::string_view(folded_).substr(begin, end - begin));
}

void extract_features(std::string_view sentence, SentenceFeatures& out) {
  thread_local WordReader reader;
  reader.read(sentence);
  out.clear();
  for (std::size_t w = 0; w < reader.size(); ++w) {
    const auto first = static_cast<std::uint32_t>(out.keys.size());
    reader.append_own_features(w, out.keys);
    if (const auto crossing = reader.crossing_feature(w)) out.keys.push_back(*crossing);
    out.words.push_back(
        {reader.kind(w), first, static_cast<std::uint32_t>(out.keys.size()), reader.identity(w)});
  }
}

std::vector<text::ByteRange> word_ranges(std::string_view sentence) {
  // Both foldings go character by character, so each folded byte has one character it came from.
  std::string folded;
  std::vector<std::size_t> begins, ends;  // of that character, for each folded byte
  const auto size = static_cast<std::int32_t>(sentence.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t begin = i;
    U8_FWD_1(sentence.data(), i, size);
    folded +=
        fold(sentence.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)));
    begins.resize(folded.size(), static_cast<std::size_t>(begin));
    ends.resize(folded.size(), static_cast<std::size_t>(i));
  }
  std::vector<text::Word> words;
  text::append_words(folded, words);
  std::vector<text::ByteRange> ranges;
  for (const text::Word& word : words) {
    ranges.push_back({begins[word.range.begin], ends[word.range.end - 1]});
  }
  return ranges;
}

std::optional<FeatureKey> word_key(std::string_view word) {
  thread_local std::vector<text::Word> words;
  const std::string folded = fold(word);
  words.clear();
  text::append_words(folded, words);
  if (words.empty() || words.front().range.begin != 0 || words.back().range.end != folded.size()) {
    return std::nullopt;
  }
  if (words.size() == 2 && words[0].range.end == words[1].range.begin &&
      words[0].kind == text::WordKind::kHan && words[1].kind == text::WordKind::kHan) {
    // Cut in two, a word of two characters is the bigram that crosses the cut.
    std::int32_t length = 0;
    const auto size = static_cast<std::int32_t>(folded.size());
    U8_FWD_N(folded.data(), length, size, 2);
    if (length == size) return han_key(folded);
  }
  if (words.size() != 1) return std::nullopt;
  switch (words[0].kind) {
    case text::WordKind::kLatin:
      return latin_key(folded);
    case text::WordKind::kHan:
      return han_key(folded);
    case text::WordKind::kNumber: {
      std::string digits;
      digits_of(folded, digits);
      return number_key(digits);
    }
  }
  return std::nullopt;
}

}  // namespace qiao::embed
