// Texts as the aligner wants them: the one place in the libraries where the rooms text, embed and
// align meet.
//
//   const auto model = embed::Model::open(embed::find_model(""));
//   embed::Pool pool;
//   const auto alignment = align::align(bridge::side_of(source, model, pool),
//                                       bridge::side_of(target, model, pool), {}, pool);
//
// Of texts too long for one search: sections.h.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "align/bead.h"
#include "align/side.h"
#include "embed/embeddings.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/document.h"

namespace qiao::bridge {

// The sentences of a text, lent, and the paragraph of each; no paragraphs when they are not known.
struct Sentences {
  std::vector<std::string_view> views;
  std::vector<int> paragraphs = {};

  int size() const { return static_cast<int>(views.size()); }
};
// Lends the document.
Sentences sentences_of(const text::Document& document);

// Results are the same for any number of threads.
align::Side side_of(const Sentences& sentences, const embed::Model& model, embed::Pool& pool);
// The sentences of `span` alone, as a text of their own.
align::Side side_of(const Sentences& sentences, align::SentenceSpan span, const embed::Model& model,
                    embed::Pool& pool);
align::Side side_of(const text::Document& document, const embed::Model& model, embed::Pool& pool);

// Sentences that others have cut; where paragraphs end is not known.
align::Side side_of(std::span<const std::string_view> sentences, const embed::Model& model,
                    embed::Pool& pool);

// Sentences with vectors that others have made (LaBSE, LASER …), n x d, one a row; joined sentences
// are taken to have the sum of their unit vectors. The aligner does without words then.
// Requires as many rows as sentences, and finite numbers.
align::Side side_of(std::span<const std::string_view> sentences, embed::Embeddings vectors);

}  // namespace qiao::bridge
