// The second witness: which words of two spans explain each other, and which are left over.
//
// For a target word v and a source span S the evidence is the log of a likelihood ratio in the form
// of IBM model 1 (Brown et al., "The mathematics of statistical machine translation", CL 1993,
// section 4.2): v is translated from one of the words of S, or comes from nowhere (share p0):
//
//   e(v | S) = log( p0 + (1 - p0) * sum_w omega_w r(v, w) / sum_w omega_w )        w in S
//   r(v, w)  = exp(beta cos(v, w)) / mean over words u of the source text of exp(beta cos(v, u))
//
// where u runs over the sentences around the counterpart of v's: in a book, what one chapter has in
// common says nothing of which of its sentences belong together (docs/accuracy.md, the books). r is
// how much more w has to do with v than these have, so words that go with everything (die, 的) have
// r near 1 and say nothing. An unsupported sentence in S adds to the
// denominator and not to the sum: evidence falls. A sentence that belongs adds to the sum: evidence
// rises. omega is the norm of the word's vector, which training made its importance, to the power
// alpha, scaled to mean 1 over each text. The witness is the sum of omega_v e(v | S) over the words
// of T and of omega_w e(w | T) over the words of S: in nats, 0 when the spans tell nothing of each
// other. Partners that the texts taught (own_words.h) have at least the r that was learned.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "align/bead.h"
#include "align/dynamic_program.h"
#include "align/own_words.h"
#include "align/side.h"
#include "align/word_order.h"
#include "embed/parallel.h"

namespace qiao::align {

struct WordWitnessOptions {
  float beta = 11.5F;    // sharpness of the likelihood ratio
  float alpha = 0.5F;    // importance of a word by the norm of its vector: 0 all alike
  float nowhere = 0.1F;  // p0: share of words that come from no word of the other side
  float tension = 8;     // how far from its place a word's partner may stand (word_order.h)
  int around = 24;       // sentences before and after the counterpart that make the background
};

// What the span on the other side says to one word.
struct WordSupport {
  float importance = 0;  // omega
  float evidence = 0;    // e(w | T) in nats; log p0 when no word of T has to do with w
  // What the words of T hand back when each asks where in S it comes from, as a share of omega:
  //   sum_v omega_v p(w | v) / omega_w     p(w | v) = omega_w r(v, w) / (sum_u omega_u r(v, u) + …)
  // with p0 (1 - p0)^-1 times the weight of S for nowhere. About 1 for a word that is translated;
  // near 0 for one that is not, even where T has words that are close to it but belong to others.
  float taken = 0;
  int partner = -1;  // the word of T, counted from its first, that hands back most; -1: none
};
struct Explanation {
  std::vector<WordSupport> source, target;  // the words of the spans, in order
};

class WordWitness {
 public:
  // Lends both sides. `path`, a first alignment, says where the counterpart of each sentence is;
  // empty: the words of the whole text are its background. O(w v d) time for w running words and v
  // words around the counterpart of one.
  WordWitness(const Side& source, const Side& target, const std::vector<Bead>& path,
              const WordWitnessOptions& options, embed::Pool& pool);

  const WordWitnessOptions& options() const { return options_; }

  // From now on with the words that the texts taught.
  void learn(OwnWords own) { own_ = std::move(own); }

  // What source sentence i and the target sentences [begin, end) have to say of each other, word by
  // word. Reusable memory.
  struct Row {
    int begin = 0;
    int end = 0;
    // Of sentence j: from_target[target_first[j - begin]…].
    std::vector<std::uint32_t> target_first;
    // For each target word v: sum over w in i of omega_w r(v, w).
    std::vector<float> from_target;
    // For each j, each source word w: sum over v of omega_v r(w, v).
    std::vector<float> from_source;
  };
  void fill(int i, int begin, int end, Row& row) const {
    Row* one = &row;
    fill(i, begin, end, {&one, 1});
  }
  // The same of the source sentences from i on, one a row: cheaper than one after the other.
  void fill(int i, int begin, int end, std::span<Row* const> rows) const;

  // What the words of two spans say of each other, one by one: the sum of importance * evidence
  // over both is the witness. For those who want to know which part of a span nothing covers.
  // O(words of both) memory times the words of the other.
  Explanation explain(SentenceSpan source, SentenceSpan target) const;

  // What the order of the words adds to the witness for two spans, in nats (word_order.h).
  float order(SentenceSpan source, SentenceSpan target) const;
  // What each word of two spans has to do with each of the other's.
  WordRatios ratios(SentenceSpan source, SentenceSpan target) const;

  // The witness for the spans [i, i + a) and [j, j + b), from the rows of i … i + a - 1.
  // Requires that every row holds [j, j + b).
  float operator()(const std::vector<const Row*>& rows, int i, int j, int a, int b) const;
  // The same of what the model knows, without what the texts taught.
  float untaught(SentenceSpan source, SentenceSpan target) const;

 private:
  // Running words, counted through the whole text.
  struct WordRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
  };
  struct Words {
    const embed::SentenceSet* sentences;
    embed::Embeddings units;        // one a distinct word
    std::vector<float> importance;  // omega, one a running word
    std::vector<float>
        background;             // mean of exp(beta cos) over the words around, one a running word
    std::vector<float> totals;  // sum of omega, one a sentence

    // The words of the sentences [begin, end).
    WordRun run(int begin, int end) const {
      return {sentences->offsets[static_cast<std::size_t>(begin)],
              sentences->offsets[static_cast<std::size_t>(end)]};
    }
    std::span<const std::uint32_t> ids(WordRun run) const {
      return std::span(sentences->word_ids).subspan(run.begin, run.size());
    }
    Eigen::Map<const Eigen::ArrayXf> importance_of(WordRun run) const {
      return {importance.data() + run.begin, static_cast<Eigen::Index>(run.size())};
    }
  };
  // Running words of two spans that are partners by what the texts taught.
  struct Partners {
    std::size_t mine = 0;
    std::size_t theirs = 0;
    float ratio = 0;
  };
  void fill_untaught(int i, int begin, int end, std::span<Row* const> rows) const;
  template <class Visit>  // visit(running source word, running target word, target sentence, ratio)
  void each_own(SentenceSpan source, SentenceSpan target, const Visit& visit) const;

  std::vector<WordSupport> support(const Words& mine, WordRun my_words, const Words& theirs,
                                   WordRun their_words, const std::vector<Partners>& own) const;
  static Words prepare(const embed::SentenceSet& sentences, float alpha);
  // counterparts: of each sentence, and of the end, where in the other text it is.
  void measure_background(Words& words, const Words& others, const std::vector<int>& counterparts,
                          int around, embed::Pool& pool) const;

  WordWitnessOptions options_;
  Words source_, target_;
  OwnWords own_;
};

}  // namespace qiao::align
