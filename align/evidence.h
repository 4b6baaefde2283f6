// What speaks for a bead: both witnesses and the lengths, in one number.
//
//   evidence(S, T) = word_weight * words(S, T)
//                    + order_weight * (what the order of the words adds, word_order.h)
//                    - length_weight * |log (|T| / (ratio |S|))|
//                    - cut_weight * (ends of S and of T that lie inside a sentence)
//                    - quotation_weight * (ends where only one side opens or closes a quotation)
//                    - break_weight * (paragraph breaks inside S and inside T)
//
// ratio is the target's characters a source character. The same with the sides swapped. Texts
// without words have sentence_weight_alone * (a + b) / 2 * (c(S, T) / level - least_share_alone) in
// the place of the words, a and b the sentences of the bead and level what c is for good pairs of
// these texts, since encoders differ in how near translations come. With words, the sentence
// witness adds nothing (docs/accuracy.md). A
// log likelihood ratio against "these spans have nothing to do with each other", up to a factor
// that the weights hold. A null bead is 0, less null_cut_weight where it tears a sentence apart.
#pragma once

#include <optional>
#include <vector>

#include "align/bead.h"
#include "align/bead_table.h"
#include "align/sentence_witness.h"
#include "align/side.h"
#include "align/word_witness.h"
#include "embed/parallel.h"

namespace qiao::align {

// Learned, not set by hand: docs/accuracy.md says how and on what. break_weight alone is a guess,
// as the development sets know no paragraphs.
struct EvidenceOptions {
  WordWitnessOptions words;
  float word_weight = 0.228F;
  float order_weight = 0.11F;
  float sentence_weight_alone = 6;  // when the texts come without words
  float least_share_alone = 0.35F;  // of the level: a pair that is less alike is none
  float length_weight = 3.08F;
  float cut_weight = 1.05F;
  float null_cut_weight = 1.22F;
  float quotation_weight = 0.79F;
  float break_weight = 2;  // nats; a hint, not a wall: versions differ in their paragraphs
};

// Target characters a source character over the beads of a path that have both sides: what is left
// out on one side says nothing of it. Of the whole texts when no bead has both.
double length_ratio(const Side& source, const Side& target, const std::vector<Bead>& path);

// What c is for good pairs: the upper quartile over the beads of a path that have both sides, since
// of shortened texts half of a rough path may be wrong. 1 when none has both, or none is alike.
float sentence_level(const SentenceWitness& sentences, const std::vector<Bead>& path);

// The terms of the evidence, as they are added.
struct EvidenceTerms {
  float length = 0;
  float cuts = 0;
  float quotations = 0;
  float breaks = 0;
  float words = 0;  // or the sentences, of texts that have no words
  float order = 0;

  float sum() const { return length + cuts + quotations + breaks + words + order; }
};

class Evidence {
 public:
  // Lends the first three; they must outlive the evidence. `sentences` is made of the same sides.
  Evidence(const Side& source, const Side& target, const SentenceWitness& sentences,
           const std::vector<Bead>& path, const EvidenceOptions& options, embed::Pool& pool);

  // From now on with the words that these beads teach; of no effect on texts without words.
  void learn(const std::vector<Bead>& beads);

  // Fills the table for every bead that stays inside its band, null beads included, with all but
  // what the order of words says, which takes too long for beads that nothing else speaks for. The
  // table may be of a part of the texts: its first cell stands before the sentences `source_begin`
  // and `target_begin`. O(cells * shapes * words of a bead) time.
  void gather(BeadTable& table, embed::Pool& pool, int source_begin = 0,
              int target_begin = 0) const;

  // For a bead with both sides that begins at i and j, wherever they stand. Thread-safe.
  float operator()(int i, int j, BeadShape shape) const;
  EvidenceTerms terms(int i, int j, BeadShape shape) const;

  // The term that gather() leaves out: what the order of words says for a bead with both sides.
  float order(int i, int j, BeadShape shape) const;

  // The word witness and what a nat of it weighs; none when a side has no words.
  const WordWitness* words() const { return words_ ? &*words_ : nullptr; }
  float word_weight() const { return options_.word_weight; }

 private:
  // The spans [i, i + a) and [j, j + b); `rows` as WordWitness asks, unused without words.
  EvidenceTerms weigh(const std::vector<const WordWitness::Row*>& rows, int i, int j, int a,
                      int b) const;

  float quotation_ends_alone(int i, int j, int a, int b) const;  // 0, 1 or 2
  float weigh_null(int i, int j, BeadShape shape) const;

  const Side& source_;
  const Side& target_;
  const SentenceWitness& sentences_;
  EvidenceOptions options_;
  std::optional<WordWitness> words_;                     // none when a side has no words
  std::vector<double> source_lengths_, target_lengths_;  // of the first i sentences together
  double length_ratio_;  // square root of the ratio: the unit lies between the two scripts
  float sentence_level_;
};

}  // namespace qiao::align
