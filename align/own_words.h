// The words that a pair of texts teaches of itself: names and terms that the model does not know,
// or knows otherwise, learned from the beads of a first alignment and used in a second one, as
// hunalign's -realign does (Varga et al., "Parallel corpora for medium density languages", RANLP
// 2005).
//
// A source and a target word are partners when they share beads far more often than chance would
// have it, by Dunning's log likelihood ratio ("Accurate methods for the statistics of surprise and
// coincidence", CL 1993, section 6), and neither has a better partner (competitive linking;
// Melamed, "Models of translational equivalence among words", CL 2000, section 4.2). With n beads,
// of which n(w), n(v) and n(w, v) have the one, the other and both,
//
//   ratio(w, v) = n n(w, v) / ((n(w) + 1) (n(v) + 1))
//
// is how much likelier v is beside w than anywhere, as r(v, w) of the word witness is. The beads of
// the two sentences that are looked at do not count: a wrong bead must not prove itself.
#pragma once

#include <cstdint>
#include <vector>

#include "align/bead.h"
#include "embed/encoder.h"

namespace qiao::align {

class OwnWords {
 public:
  static constexpr int kNone = -1;

  OwnWords() = default;  // no word has a partner
  // Of the beads with both sides. O(words of a bead squared) time for each.
  OwnWords(const embed::SentenceSet& source, const embed::SentenceSet& target,
           const std::vector<Bead>& beads);

  bool empty() const { return pairs_.empty(); }
  // The pair that a distinct word belongs to, or kNone.
  int pair_of_source(std::uint32_t word) const { return of_source_[word]; }
  int pair_of_target(std::uint32_t word) const { return of_target_[word]; }

  // ratio(w, v) of a pair for the source sentence i and the target sentence j.
  float ratio(int pair, int i, int j) const;

 private:
  struct Pair {
    std::vector<int> beads;  // that have both, rising
    int source_beads = 0;
    int target_beads = 0;
  };
  std::vector<Pair> pairs_;
  std::vector<int> of_source_, of_target_;            // of each distinct word: its pair or kNone
  std::vector<int> bead_of_source_, bead_of_target_;  // of each sentence: its bead or kNone
  int beads_ = 0;
};

}  // namespace qiao::align
