#include "bridge/side.h"

#include <cassert>
#include <utility>
#include <vector>

#include "embed/encoder.h"
#include "text/segment_ends.h"
#include "text/utf8.h"

namespace qiao::bridge {
namespace {

// All that the characters of the sentences say.
align::Side measured(std::span<const std::string_view> sentences) {
  align::Side side;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const bool last = i + 1 == sentences.size();
    side.lengths.push_back(static_cast<float>(text::character_count(sentences[i])));
    side.ends.push_back(
        text::segment_ends(sentences[i], last ? std::string_view() : sentences[i + 1]));
  }
  return side;
}

}  // namespace

align::Side side_of(const text::Document& document, const embed::Model& model, embed::Pool& pool) {
  align::Side side = side_of(document.sentence_views(), model, pool);
  for (const text::Sentence& sentence : document.sentences()) {
    side.paragraphs.push_back(sentence.paragraph);
  }
  return side;
}

align::Side side_of(std::span<const std::string_view> sentences, const embed::Model& model,
                    embed::Pool& pool) {
  align::Side side = measured(sentences);
  side.sentences = embed::encode(model, sentences, pool);
  return side;
}

align::Side side_of(std::span<const std::string_view> sentences, embed::Embeddings vectors) {
  assert(static_cast<std::size_t>(vectors.rows()) == sentences.size());
  align::Side side = measured(sentences);
  // Only the direction of a vector tells something, and sums of long and short ones would mix it.
  vectors.rowwise().normalize();
  side.sentences.sums = std::move(vectors);
  return side;
}

}  // namespace qiao::bridge
