#include "cli/corpus/statistics.h"

#include <algorithm>

#include "tmx/text_measure.h"

namespace qiao::cli {

namespace {

void tell_error(const std::string& error, CorpusStatistics& statistics) {
  if (statistics.errors.size() < kToldErrors) statistics.errors.push_back(error);
}

}  // namespace

void count_document(const DocumentYield& document, CorpusStatistics& statistics) {
  ++statistics.documents;
  statistics.memories += document.pair.is_memory();
  statistics.skipped_units += document.skipped_units;
  statistics.source_sentences += document.source_sentences;
  statistics.target_sentences += document.target_sentences;
  if (!document.error.empty()) {
    ++statistics.broken;
    tell_error(document.error, statistics);
    return;
  }
  if (document.beads == 0) return;
  const std::size_t bins = statistics.yields.size();
  ++statistics.yields[std::min(bins - 1, document.kept * bins / document.beads)];
}

void count_unread(const std::string& error, CorpusStatistics& statistics) {
  ++statistics.unread;
  tell_error(error, statistics);
}

void count_bead(const tmx::BeadRow& row, std::optional<Rejection> rejection,
                CorpusStatistics& statistics) {
  ++statistics.types[row.bead];
  if (rejection) ++statistics.rejected[static_cast<std::size_t>(*rejection)];
  if (row.source.empty() || row.target.empty()) return;
  const auto bin =
      std::min(kScoreBins - 1, static_cast<std::size_t>(std::max(0.0, row.score) * kScoreBins));
  ++statistics.beads;
  ++statistics.scores[bin];
  if (rejection) return;
  ++statistics.kept;
  ++statistics.kept_scores[bin];
  statistics.kept_source_characters += tmx::measure(row.source).characters;
  statistics.kept_target_characters += tmx::measure(row.target).characters;
}

}  // namespace qiao::cli
