// Learns one vector a feature from sentences that translate each other.
//
// A sentence is the sum of its features' vectors, scaled to unit length. In a batch of B pairs,
// sentence i should be closer to its translation than to the B - 1 others:
//
//   loss = mean_i -log softmax_j( (cos(s_i, t_j) - m [i = j]) / temperature )_i   and the same
//                                                                        from target to source
//
// (in-batch negatives with an additive margin: Yang et al., "Improving multilingual sentence
// embedding using bi-directional dual encoder with additive margin softmax", IJCAI 2019.)
// The length of a feature's vector is learned too: it is the feature's importance.
//
// Words have a share in the loss too, in the form in which the aligner will ask them: which
// sentence of a block of pairs was this word translated from (word_objective.h). From the sentences
// alone, words that come together look alike ("Vereinte" and 國); the aligner has to know which of
// them is missing.
//
// Negatives that are easily told apart teach little, so in part of the training the pairs are put
// into batches by likeness under the table as it stands: hard negatives for the price of a sort.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "embed/embeddings.h"
#include "embed/parallel.h"

namespace qiao::embed {

// Rows of features, word after word and sentence after sentence, back to back.
struct FeatureRows {
  std::vector<std::uint64_t> sentences{0};  // sentence i holds the words [sentences[i], …[i + 1])
  std::vector<std::uint64_t> words{0};      // word w holds ids[words[w], words[w + 1])
  std::vector<std::uint32_t> ids;

  void end_word() { words.push_back(ids.size()); }
  void end_sentence() { sentences.push_back(words.size() - 1); }

  std::size_t size() const { return sentences.size() - 1; }
  // Of a whole sentence.
  std::span<const std::uint32_t> operator[](std::size_t i) const {
    return features(sentences[i], sentences[i + 1]);
  }
  std::span<const std::uint32_t> word(std::size_t w) const { return features(w, w + 1); }

 private:
  std::span<const std::uint32_t> features(std::size_t first, std::size_t last) const {
    return std::span(ids).subspan(words[first], words[last] - words[first]);
  }
};

// Pairs of one source: sentence i of `source` translates sentence i of `target`.
struct PairSet {
  std::string name;
  FeatureRows source;
  FeatureRows target;
  double weight = 1;  // how often each pair is seen in an epoch, on average
  int group = 0;      // batches hold pairs of one group (language pair) only
};

struct TrainerOptions {
  int dimensions = 256;
  int batch = 1024;  // pairs; more are better and slower: O(batch^2 d) a step; fewer pairs are one
  double epochs = 4;
  double temperature = 0.07;
  double margin = 0.15;
  double dropout = 0.1;         // share of a sentence's features left out at each sight
  double learning_rate = 0.1;   // of Adagrad; falls linearly to a tenth
  double initial_scale = 0.05;  // standard deviation of the first vectors' components
  double word_share = 1;    // weight of the words' loss beside the sentences' (word_objective.h)
  double hard_share = 0.5;  // of the batches after the first epoch that hold like pairs
  std::uint64_t seed = 1;
};

struct TrainerProgress {
  std::uint64_t step = 0;
  std::uint64_t steps = 0;
  double loss = 0;  // mean over the last steps, nats
};

// The table under training: one row a feature, with the optimiser's memory. Copyable: a checkpoint
// is this value and the step.
struct TrainerState {
  Embeddings table;    // rows x dimensions
  Embeddings squares;  // Adagrad's sums of squared gradients, same shape
  std::uint64_t step = 0;
};

// Batches that are put together at a time; the table stands still meanwhile.
inline constexpr std::uint64_t kWindow = 128;

// A fresh state: normal components, from the seed alone.
TrainerState initial_state(std::size_t rows, const TrainerOptions& options);

// To fit a trained table to a field: its first steps are as small as the last of a training, where
// a fresh state's would throw what it knows away.
TrainerState fitting_state(Embeddings table);

// Goes on from `state.step` to the end, or until `progress` (called every kWindow steps and at the
// end of an epoch) returns false; a state that it was called with is one to go on from. The same
// options, pairs and state give the same result for any number of threads.
void train(TrainerState& state, std::span<const PairSet> sets, const TrainerOptions& options,
           Pool& pool, const std::function<bool(const TrainerProgress&)>& progress);

}  // namespace qiao::embed
