// Whether a bead is good enough for the corpus, by itself.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "tmx/bead_row.h"
#include "tmx/filter.h"

namespace qiao::cli {

// Why a bead is not in the corpus, in the order in which it is asked. The last three need the other
// documents (repeats.h).
enum class Rejection {
  kDropped,        // source only
  kAdded,          // target only
  kScore,          // the aligner is not sure of it
  kIdentical,      // both sides say the same
  kScript,         // not in the script of its language
  kLanguage,       // in another language than its document
  kRatio,          // one side says much more than the other
  kFigures,        // a figure of one side is not on the other
  kBoilerplate,    // recurs across documents
  kDuplicate,      // an earlier bead says the same
  kNearDuplicate,  // an earlier bead says the same but for figures and punctuation
};
inline constexpr std::size_t kRejectionCount = 11;
std::string_view rejection_name(Rejection rejection);  // "dropped", …, "near duplicate"

struct RowTestOptions {
  double min_score = 0.5;  // of the bead
  double max_ratio = 4;    // tmx/filter.h; 0: any
  bool figures = true;     // by value, as text/figures.h finds them
};

class RowTests {
 public:
  explicit RowTests(const RowTestOptions& options);

  // The first reason against the bead, of those before kBoilerplate. Not thread-safe.
  std::optional<Rejection> reject(const tmx::BeadRow& row, const tmx::UnitMaking& making) const;

 private:
  RowTestOptions options_;
  tmx::Filter filter_;
};

}  // namespace qiao::cli
