// What speaks for a bead: both witnesses and the lengths, in one number.
//
//   evidence(S, T) = word_weight * words(S, T) + sentence_weight * (a + b) / 2 * c(S, T)
//                    - length_weight * (log (|T| / (ratio |S|)))^2
//
// a and b are the sentences of the bead, ratio the target's characters a source character. The same
// with the sides swapped. Texts without words are left to the sentence witness and the lengths. A log
// likelihood ratio against "these spans have nothing to do with each other", up to a factor that the
// weights hold. Null beads are 0 by definition.
#pragma once

#include "align/bead_table.h"
#include "align/sentence_witness.h"
#include "align/side.h"
#include "align/word_witness.h"
#include "embed/parallel.h"

namespace qiao::align {

// The weights come from scripts and sets named in docs/accuracy.md.
struct EvidenceOptions {
  WordWitnessOptions words;
  float word_weight = 0.3F;
  float sentence_weight = 3;
  float length_weight = 0.1F;
};

// Fills the table for every bead that stays inside its band. O(cells * shapes * words of a bead) time.
void gather_evidence(BeadTable& table, const Side& source, const Side& target,
                     const SentenceWitness& sentences, const EvidenceOptions& options,
                     embed::Pool& pool);

}  // namespace qiao::align
