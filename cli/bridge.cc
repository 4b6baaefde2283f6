#include "cli/bridge.h"

#include <cmath>
#include <string_view>
#include <vector>

#include "embed/encoder.h"
#include "text/segment_ends.h"
#include "text/utf8.h"

namespace qiao::cli {

align::Side embed_side(const text::Document& document, const embed::Model& model,
                       embed::Pool& pool) {
  std::vector<std::string_view> sentences;
  align::Side side;
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    sentences.push_back(document.sentence(i));
    side.lengths.push_back(static_cast<float>(text::character_count(sentences.back())));
    side.paragraphs.push_back(document.sentences()[i].paragraph);
    const bool last = i + 1 == document.sentence_count();
    side.ends.push_back(
        text::segment_ends(sentences.back(), last ? std::string_view() : document.sentence(i + 1)));
  }
  side.sentences = embed::encode(model, sentences, pool);
  return side;
}

Bridge build_bridge(const Pair& pair, const embed::Model& model, embed::Pool& pool,
                    const align::AlignOptions& options, const OnProgress& on_progress) {
  on_progress("embedding", 0);
  Bridge bridge;
  bridge.source = embed_side(pair.source.document, model, pool);
  on_progress("embedding", 0.5);
  bridge.target = embed_side(pair.target.document, model, pool);
  on_progress("aligning", 0);
  bridge.alignment = align::align(bridge.source, bridge.target, options, pool);
  // As many decimals as a ladder has, so that every format tells the same number and an alignment
  // that was written and read back gives the same bytes.
  for (align::Bead& bead : bridge.alignment.beads) bead.score = std::round(bead.score * 1e6) / 1e6;
  return bridge;
}

}  // namespace qiao::cli
