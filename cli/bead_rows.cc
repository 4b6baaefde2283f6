#include "cli/bead_rows.h"

#include <string_view>

#include "text/join_sentences.h"

namespace qiao::cli {
namespace {

std::string joined(const Side& side, align::SentenceSpan span) {
  std::vector<std::string_view> sentences;
  for (int i = span.begin; i < span.end; ++i) {
    sentences.push_back(side.document.sentence(static_cast<std::size_t>(i)));
  }
  return text::join_sentences(sentences, side.language.language);
}

std::vector<tmx::SentencePlace> places(const Side& side, align::SentenceSpan span) {
  std::vector<tmx::SentencePlace> places;
  for (int i = span.begin; i < span.end; ++i) {
    const auto id = static_cast<std::size_t>(i);
    places.push_back({id, side.document.sentences()[id].source});
  }
  return places;
}

}  // namespace

std::vector<tmx::BeadRow> bead_rows(const align::Alignment& alignment, const Side& source,
                                    const Side& target) {
  std::vector<tmx::BeadRow> rows;
  rows.reserve(alignment.beads.size());
  std::string previous_source;
  for (const align::Bead& bead : alignment.beads) {
    tmx::BeadRow row{
        .source = joined(source, bead.source),
        .target = joined(target, bead.target),
        .score = bead.score,
        .bead = std::to_string(bead.source.size()) + "-" + std::to_string(bead.target.size()),
        .status = std::string(align::status_name(bead.status)),
        .source_sentences = places(source, bead.source),
        .target_sentences = places(target, bead.target),
        .previous_source = previous_source,
    };
    if (!row.source.empty()) previous_source = row.source;
    rows.push_back(std::move(row));
  }
  return rows;
}

align::Ladder ladder_of(const std::vector<tmx::BeadRow>& rows) {
  const auto numbers = [](const std::vector<tmx::SentencePlace>& places) {
    std::vector<int> ids;
    for (const tmx::SentencePlace& place : places) ids.push_back(static_cast<int>(place.id));
    return ids;
  };
  align::Ladder ladder;
  ladder.reserve(rows.size());
  for (const tmx::BeadRow& row : rows) {
    ladder.push_back({numbers(row.source_sentences), numbers(row.target_sentences), 1 - row.score});
  }
  return ladder;
}

tmx::Header memory_header(const tmx::UnitMaking& making) {
  tmx::Header header;
  header.creation_tool_version = QIAO_VERSION;
  header.source_language = making.source_language;
  header.attributes = {{"creationdate", making.date}};
  return header;
}

}  // namespace qiao::cli
