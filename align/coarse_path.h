// Where the path runs, roughly: enough to lay a band around it.
//
// Short texts are searched whole. Longer ones are halved by adding neighbouring sentences' vectors
// until they are short; each halving's path, doubled, is the band for the next finer search. Time
// and memory are linear in the sentences (Thompson & Koehn, "Vecalign", EMNLP 2019, section 3.3,
// after Salvador & Chan's FastDTW).
#pragma once

#include <vector>

#include "align/bead.h"
#include "align/dynamic_program.h"
#include "align/sentence_witness.h"
#include "embed/embeddings.h"

namespace qiao::align {

// Texts of up to so many cells, some 1,200 sentences a side, are searched whole.
inline constexpr double kExactCells = 1.5e6;

// A path of 1-1, 1-2, 2-1 and null beads over the sentences' sums (n x d, m x d), `witness` made
// from the same. Texts with n m up to `exact_cells` are searched whole, halves from a tenth of
// that. A gap on both sides is crossed along its diagonal. The path keeps to `corridor`, within a
// sentence or two, unless that is empty.
std::vector<Bead> coarse_path(const embed::Embeddings& source, const embed::Embeddings& target,
                              const SentenceWitness& witness, embed::Pool& pool,
                              const Band& corridor = {}, double exact_cells = kExactCells);

// The cells worth a closer look: at most `radius` from the coarse path, or anywhere when there are
// at most `whole_below` of them, and on a path whose coarse score is at most `slack` below the
// best. Within `corridor`, unless that is empty. Of texts that the coarse path searched whole the
// slack is greater: there it costs little, and lines that have nothing to do with each other need
// it (docs/accuracy.md, why a book is as good as its documents).
struct CoarseBandOptions {
  int radius = 10;         // sentences
  int whole_below = 4000;  // cells
  double slack = 3;        // in cosines of one sentence
  double slack_exact = 9;  // up to kExactCells
};
Band coarse_band(const std::vector<Bead>& coarse_path, int n, int m, const SentenceWitness& witness,
                 const CoarseBandOptions& options, embed::Pool& pool, const Band& corridor = {});

}  // namespace qiao::align
