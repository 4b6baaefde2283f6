// Sentences to vectors: the sum of a sentence's features, and the vectors of its words, which the
// aligner's word witness asks for.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "embed/embeddings.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao::embed {

// The n sentences of a text. Words are kept once each: sentence i is made of the words
// word_ids[offsets[i]] … word_ids[offsets[i + 1] - 1], rows of `words`.
struct SentenceSet {
  Embeddings sums;                        // n x d, not scaled: sums add up over joined sentences
  Embeddings words;                       // w x d, one a distinct word, not scaled
  std::vector<std::uint64_t> identities;  // w, equal for equal words of either text
  std::vector<std::uint32_t> word_ids;
  std::vector<std::uint64_t> offsets;  // n + 1

  std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::span<const std::uint32_t> sentence_words(std::size_t i) const {
    return std::span(word_ids).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
};

// O(features) time. A sentence without a known feature is a row of zeros.
SentenceSet encode(const Model& model, std::span<const std::string_view> sentences, Pool& pool);

// The same without the words: unit rows, n x d (zero rows stay zero).
Embeddings encode_units(const Model& model, std::span<const std::string_view> sentences,
                        Pool& pool);

}  // namespace qiao::embed
