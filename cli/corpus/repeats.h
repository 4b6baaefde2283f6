// What recurs in a corpus: beads that say the same as an earlier one, and beads that stand in so
// many documents that they belong to none (a notice of rights, a call to subscribe).
//
//   Repeats repeats(10);
//   for (…) repeats.add(row, making, bead, document);
//   repeats.finish();
//   for (…) if (const auto reason = repeats.next(bead)) …;      // the same beads, in the same
//   order
//
// Memory: twice 32 MB (tmx/external_sort.h) and 40 bytes for each time that the commonest bead is
// said; disk: 56 bytes a bead.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/corpus/row_tests.h"
#include "tmx/bead_row.h"
#include "tmx/external_sort.h"

namespace qiao::cli {

class Repeats {
 public:
  // What is in so many documents or more is boilerplate: all of it goes. 0: never.
  explicit Repeats(std::size_t boilerplate_documents)
      : boilerplate_documents_(boilerplate_documents) {}

  // `bead` and `document` are numbers that rise.
  void add(const tmx::BeadRow& row, const tmx::UnitMaking& making, std::uint64_t bead,
           std::uint64_t document);

  // Call once, between adding and asking. O(n log n).
  void finish();

  // The reason against the bead. Requires beads in ascending order.
  std::optional<Rejection> next(std::uint64_t bead);

 private:
  struct Seen {
    std::uint64_t high, low;  // of the texts without figures, punctuation and case
    std::uint64_t bead;
    std::uint64_t document;
    std::uint64_t exact;  // of the texts as duplicates are told (tmx/unit_key.h)
    bool operator<(const Seen& other) const {
      if (high != other.high) return high < other.high;
      if (low != other.low) return low < other.low;
      return bead < other.bead;
    }
  };
  struct Verdict {
    std::uint64_t bead;
    std::uint64_t rejection;
    bool operator<(const Verdict& other) const { return bead < other.bead; }
  };
  void judge(const std::vector<Seen>& group);  // beads with the same letters, in order

  std::size_t boilerplate_documents_;
  tmx::ExternalSorter<Seen> seen_;
  tmx::ExternalSorter<Verdict> verdicts_;
  std::optional<Verdict> coming_;
};

}  // namespace qiao::cli
