// Two versions of a text that nobody wrote: words are random vectors, their translations the same
// with noise. What belongs together is known, so alignments can be judged without a model.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "align/bead.h"
#include "align/side.h"

namespace qiao::align {

// A sentence as word numbers; the same number on both sides is a word and its translation.
using MadeSentence = std::vector<std::uint32_t>;
using MadeText = std::vector<MadeSentence>;

// The vectors of all words of one language, one a row: important words are long, the commonest
// `common` words short and alike, as training makes them.
struct MadeLexicon {
  embed::Embeddings source;
  embed::Embeddings target;
};
struct LexiconOptions {
  int words = 600;
  int common = 20;
  int dimensions = 48;
  double noise = 0.6;  // length of what separates a word from its translation, against 1
  std::uint64_t seed = 1;
};
MadeLexicon make_lexicon(const LexiconOptions& options = {});

// The side of a text: vectors looked up, sums taken, five characters a word.
Side make_side(const MadeText& text, const embed::Embeddings& lexicon);

struct MadePair {
  MadeText source, target;
  std::vector<Bead> gold;  // null beads included
};
struct PairOptions {
  int sentences = 60;
  double dropped = 0.08;  // share of sentences that only the source has
  double added = 0.08;    // …  that only the target has
  double split = 0.08;    // share of sentences that are two on the other side (each direction)
  double freely = 0.15;   // share of words that the translation leaves out or says otherwise
  std::uint64_t seed = 1;
};
MadePair make_pair_of_texts(const PairOptions& options, const LexiconOptions& lexicon = {});

// A sentence of `words` words, a fifth of them common ones.
MadeSentence make_sentence(std::mt19937_64& random, const LexiconOptions& lexicon, int words);

// Source becomes target.
Alignment mirrored(Alignment alignment);

// Strict F1 of what was found, against the gold (align/evaluation.h).
double strict_f1(const std::vector<Bead>& gold, const std::vector<Bead>& found);

}  // namespace qiao::align
