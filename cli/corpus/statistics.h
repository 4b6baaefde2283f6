// What became of a corpus, in numbers: what the report is made of.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/corpus/row_tests.h"
#include "cli/corpus/shard.h"

namespace qiao::cli {

inline constexpr std::size_t kScoreBins = 20;  // of .05 each

struct DocumentYield {
  DocumentPair pair;  // as it stands in the list of pairs
  std::string error;
  std::size_t source_sentences = 0;
  std::size_t target_sentences = 0;
  std::size_t beads = 0;  // with both sides
  std::size_t kept = 0;
  std::size_t skipped_units = 0;
};

struct CorpusStatistics {
  std::size_t documents = 0;      // pairs of them, and memories
  std::size_t memories = 0;       // of these, memories
  std::size_t broken = 0;         // of these, those with an error
  std::size_t unread = 0;         // single documents that could not be read
  std::size_t alone = 0;          // single documents without a partner
  std::size_t versions = 0;       // pairs of which one document has a better partner
  std::size_t skipped_units = 0;  // of memories: broken or without a translation
  std::size_t source_sentences = 0;
  std::size_t target_sentences = 0;
  std::size_t beads = 0;  // with both sides
  std::size_t kept = 0;
  std::size_t kept_source_characters = 0;
  std::size_t kept_target_characters = 0;
  std::array<std::size_t, kRejectionCount> rejected{};
  std::array<std::size_t, kScoreBins> scores{};       // of beads with both sides
  std::array<std::size_t, kScoreBins> kept_scores{};  // of those kept
  std::map<std::string, std::size_t> types;           // "2-1", null beads included
  std::array<std::size_t, 10> yields{};               // documents by the share of beads kept
  std::vector<std::string> errors;                    // the first of them
};
inline constexpr std::size_t kToldErrors = 1000;

void count_document(const DocumentYield& document, CorpusStatistics& statistics);
// A document that came into no pair, and why.
void count_unread(const std::string& error, CorpusStatistics& statistics);
// `rejection`: nothing when the bead is kept.
void count_bead(const tmx::BeadRow& row, std::optional<Rejection> rejection,
                CorpusStatistics& statistics);

}  // namespace qiao::cli
