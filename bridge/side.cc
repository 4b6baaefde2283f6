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

Sentences sentences_of(const text::Document& document) {
  Sentences sentences{.views = document.sentence_views()};
  sentences.paragraphs.reserve(sentences.views.size());
  for (const text::Sentence& sentence : document.sentences()) {
    sentences.paragraphs.push_back(sentence.paragraph);
  }
  return sentences;
}

align::Side side_of(const Sentences& sentences, align::SentenceSpan span, const embed::Model& model,
                    embed::Pool& pool) {
  const auto begin = static_cast<std::size_t>(span.begin);
  const auto count = static_cast<std::size_t>(span.size());
  align::Side side = side_of(std::span(sentences.views).subspan(begin, count), model, pool);
  if (!sentences.paragraphs.empty()) {
    const auto first = sentences.paragraphs.begin() + span.begin;
    side.paragraphs.assign(first, first + span.size());
  }
  return side;
}

align::Side side_of(const Sentences& sentences, const embed::Model& model, embed::Pool& pool) {
  return side_of(sentences, {0, sentences.size()}, model, pool);
}

align::Side side_of(const text::Document& document, const embed::Model& model, embed::Pool& pool) {
  return side_of(sentences_of(document), model, pool);
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
