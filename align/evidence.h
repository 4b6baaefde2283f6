// What speaks for a bead: both witnesses and the lengths, in one number.
//
//   evidence(S, T) = word_weight * words(S, T) + sentence_weight * (a + b) / 2 * c(S, T)
//                    - length_weight * (log (|T| / (ratio |S|)))^2
//                    - break_weight * (paragraph breaks inside S and inside T)
//
// a and b are the sentences of the bead, ratio the target's characters a source character. The same
// with the sides swapped. Texts without words are left to the sentence witness and the lengths. A
// log likelihood ratio against "these spans have nothing to do with each other", up to a factor
// that the weights hold. Null beads are 0 by definition.
#pragma once

#include <optional>
#include <vector>

#include "align/bead_table.h"
#include "align/sentence_witness.h"
#include "align/side.h"
#include "align/word_witness.h"
#include "embed/parallel.h"

namespace qiao::align {

// Found by a random search on the development sets; docs/accuracy.md says which and how.
struct EvidenceOptions {
  WordWitnessOptions words;
  float word_weight = 0.35F;
  float sentence_weight = 1.3F;
  float sentence_weight_alone = 3;  // when the texts come without words
  float length_weight = 0.15F;
  float break_weight = 1;  // nats; a hint, not a wall: versions differ in their paragraphs
};

class Evidence {
 public:
  // Lends all three; they must outlive the evidence. `sentences` is made of the same sides.
  Evidence(const Side& source, const Side& target, const SentenceWitness& sentences,
           const EvidenceOptions& options, embed::Pool& pool);

  // Fills the table for every bead that stays inside its band.
  // O(cells * shapes * words of a bead) time.
  void gather(BeadTable& table, embed::Pool& pool) const;

  // For source sentence i and target sentence j alone, wherever they stand. Thread-safe.
  float operator()(int i, int j) const;

 private:
  // The spans [i, i + a) and [j, j + b); `rows` as WordWitness asks, unused without words.
  float weigh(const std::vector<const WordWitness::Row*>& rows, int i, int j, int a, int b) const;

  const Side& source_;
  const Side& target_;
  const SentenceWitness& sentences_;
  EvidenceOptions options_;
  std::optional<WordWitness> words_;                     // none when a side has no words
  std::vector<double> source_lengths_, target_lengths_;  // of the first i sentences together
  double length_ratio_ = 1;
};

}  // namespace qiao::align
