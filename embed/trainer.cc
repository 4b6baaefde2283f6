// A step, in phases that all threads share (each row of each matrix is written by one chunk only,
// and sums run in the order of the batch, so the number of threads changes nothing):
//
//   1. sums of the features that dropout leaves, norms, unit rows S, T         (B x d each)
//   2. E = exp((S T' - margin I - 1) / temperature), its row and column sums   (B x B)
//   3. gradients G of the loss by cosine, dS = G T, dT = G' S, back through the norms
//   4. an update of the features
//   5. the words of blocks of the same pairs (word_objective.h), and an update of theirs
//
// The bound exp(0) = 1 on E comes from cosines being at most 1, so no maximum need be found.
#include "embed/trainer.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "embed/adagrad.h"
#include "embed/batches.h"
#include "embed/word_objective.h"

namespace qiao::embed {
namespace {

constexpr std::size_t kGrain = 32;  // sentences a chunk
// What Adagrad takes a trained row to have behind it: docs/model.md, fitting.
constexpr float kKnownSquares = 1e-4F;
constexpr std::size_t kWordBlock = 64;  // pairs whose words are told apart

// Lists of features, back to back.
struct FeatureLists {
  std::vector<std::uint32_t> ids;
  std::vector<std::uint32_t> begins{0};  // list i: ids[begins[i], begins[i + 1])

  void clear() {
    ids.clear();
    begins.assign(1, 0);
  }
  std::size_t size() const { return begins.size() - 1; }
  std::span<const std::uint32_t> operator[](std::size_t i) const {
    return std::span(ids).subspan(begins[i], begins[i + 1] - begins[i]);
  }
};

// What dropout leaves of a sentence's or a word's features: one at least, if it has any.
class Dropout {
 public:
  explicit Dropout(double share)
      : threshold_(static_cast<std::uint64_t>(share * 18446744073709551615.0)) {}

  // Appends a list; `random` goes on.
  void thin(std::span<const std::uint32_t> features, std::uint64_t& random,
            FeatureLists& lists) const {
    const std::size_t before = lists.ids.size();
    for (const std::uint32_t feature : features) {
      random = mix(random);
      if (random >= threshold_) lists.ids.push_back(feature);
    }
    if (lists.ids.size() == before && !features.empty()) lists.ids.push_back(features[0]);
    lists.begins.push_back(static_cast<std::uint32_t>(lists.ids.size()));
  }

 private:
  std::uint64_t threshold_;
};

class Stepper {
 public:
  Stepper(TrainerState& state, std::span<const PairSet> sets, const TrainerOptions& options,
          Pool& pool)
      : state_(state),
        sets_(sets),
        options_(options),
        pool_(pool),
        dropout_(options.dropout),
        adagrad_(static_cast<std::size_t>(state.table.rows())) {}

  // Returns the mean loss of the batch's sentences.
  double step(const Batch& batch, double learning_rate) {
    const auto rate = static_cast<float>(learning_rate);
    const double loss = step_sentences(batch, rate);
    if (options_.word_share > 0) step_words(batch, rate);
    ++state_.step;
    return loss;
  }

 private:
  double step_sentences(const Batch& batch, float learning_rate) {
    const auto b = static_cast<Eigen::Index>(batch.size());
    const Eigen::Index d = state_.table.cols();
    read_sentences(batch);
    units_.resize(2 * b, d);
    norms_.resize(2 * b);
    pool_.for_chunks(2 * batch.size(), kGrain,
                     [&](std::size_t begin, std::size_t end) { sum_features(begin, end); });
    auto s = units_.topRows(b);
    auto t = units_.bottomRows(b);
    exponentials_.resize(b, b);
    const auto scale = static_cast<float>(1 / options_.temperature);
    const auto margin = static_cast<float>(options_.margin);
    pool_.for_chunks(batch.size(), 128, [&](std::size_t begin, std::size_t end) {
      const auto i = static_cast<Eigen::Index>(begin);
      const auto n = static_cast<Eigen::Index>(end - begin);
      auto block = exponentials_.middleRows(i, n);
      block.noalias() = s.middleRows(i, n) * t.transpose();
      for (Eigen::Index r = 0; r < n; ++r) block(r, i + r) -= margin;
      block = ((block.array() - 1) * scale).exp();
    });
    const Eigen::VectorXf row_sums = exponentials_.rowwise().sum();
    const Eigen::RowVectorXf column_sums = exponentials_.colwise().sum();
    double loss = 0;
    for (Eigen::Index i = 0; i < b; ++i) {
      const double own = exponentials_(i, i);
      loss -= std::log(own / row_sums[i] + 1e-30) + std::log(own / column_sums[i] + 1e-30);
    }
    // Both directions at once: d loss / d cos(i, j), over 2 B.
    const float weight = scale / (2 * static_cast<float>(b));
    const Eigen::ArrayXf row_inverse = row_sums.array().inverse();
    const Eigen::Array<float, 1, Eigen::Dynamic> column_inverse = column_sums.array().inverse();
    pool_.for_chunks(batch.size(), 128, [&](std::size_t begin, std::size_t end) {
      for (auto i = static_cast<Eigen::Index>(begin); i < static_cast<Eigen::Index>(end); ++i) {
        exponentials_.row(i).array() *= (column_inverse + row_inverse[i]) * weight;
        exponentials_(i, i) -= 2 * weight;
      }
    });
    gradients_.resize(2 * b, d);
    pool_.for_chunks(batch.size(), 64, [&](std::size_t begin, std::size_t end) {
      const auto i = static_cast<Eigen::Index>(begin);
      const auto n = static_cast<Eigen::Index>(end - begin);
      gradients_.middleRows(i, n).noalias() = exponentials_.middleRows(i, n) * t;
      gradients_.middleRows(b + i, n).noalias() = exponentials_.middleCols(i, n).transpose() * s;
      for (Eigen::Index row = i; row < i + n; ++row) {
        turn_gradient(row);
        turn_gradient(b + row);
      }
    });
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      adagrad_.add(sentences_[i], gradients_.row(static_cast<Eigen::Index>(i)).data());
    }
    adagrad_.step(state_.table, state_.squares, learning_rate, 1, pool_);
    return loss / (2 * static_cast<double>(b));
  }

  // The features that dropout leaves of each sentence: source rows first, then target.
  void read_sentences(const Batch& batch) {
    sentences_.clear();
    for (std::uint64_t side = 0; side < 2; ++side) {
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const PairSet& set = sets_[batch[i].set];
        std::uint64_t random = mix(mix(options_.seed ^ (state_.step << 20)) + 2 * i + side);
        dropout_.thin((side ? set.target : set.source)[batch[i].sentence], random, sentences_);
      }
    }
  }

  void sum_features(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      auto row = units_.row(static_cast<Eigen::Index>(i));
      row.setZero();
      for (const std::uint32_t feature : sentences_[i]) row += state_.table.row(feature);
      const float norm = std::max(row.norm(), 1e-6F);
      row /= norm;
      norms_[static_cast<Eigen::Index>(i)] = norm;
    }
  }

  // From the gradient by the unit row to the one by the sum of the features.
  void turn_gradient(Eigen::Index row) {
    const float along = gradients_.row(row).dot(units_.row(row));
    gradients_.row(row) = (gradients_.row(row) - along * units_.row(row)) / norms_[row];
  }

  // Some pairs of a batch, with the features that dropout leaves of their distinct words.
  struct Block {
    WordBlock words;
    WordLoss loss;
    FeatureLists features;  // source words first, then target
  };

  void read_words(std::span<const PairId> pairs, bool target, std::uint64_t random, Block& block) {
    auto& sentences = target ? block.words.target : block.words.source;
    Embeddings& sums = target ? block.words.target_words : block.words.source_words;
    const std::size_t first = block.features.size();
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;  // words with the same features
    sentences.assign(pairs.size(), {});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const PairSet& set = sets_[pairs[i].set];
      const FeatureRows& rows = target ? set.target : set.source;
      const std::size_t sentence = pairs[i].sentence;
      for (std::size_t w = rows.sentences[sentence]; w < rows.sentences[sentence + 1]; ++w) {
        const auto features = rows.word(w);
        std::uint64_t content = 0;
        for (const std::uint32_t feature : features) content = mix(content ^ feature);
        const auto [at, fresh] =
            numbers.try_emplace(content, static_cast<std::uint32_t>(numbers.size()));
        if (fresh) dropout_.thin(features, random, block.features);
        sentences[i].push_back(at->second);
      }
    }
    sums.setZero(static_cast<Eigen::Index>(numbers.size()), state_.table.cols());
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      for (const std::uint32_t feature : block.features[first + k]) {
        sums.row(static_cast<Eigen::Index>(k)) += state_.table.row(feature);
      }
    }
  }

  void step_words(const Batch& batch, float learning_rate) {
    const std::size_t count = (batch.size() + kWordBlock - 1) / kWordBlock;
    blocks_.resize(count);
    pool_.for_chunks(count, 1, [&](std::size_t b, std::size_t) {
      Block& block = blocks_[b];
      block.features.clear();
      // Every count-th pair: neighbours in a batch of like pairs are too much alike.
      Batch pairs;
      for (std::size_t i = b; i < batch.size(); i += count) pairs.push_back(batch[i]);
      const std::uint64_t seed = mix(mix(options_.seed ^ (state_.step << 20)) + 0x10000 + 2 * b);
      read_words(pairs, false, mix(seed), block);
      read_words(pairs, true, mix(seed + 1), block);
      block.loss = word_objective(block.words, {});
    });
    for (const Block& block : blocks_) {
      std::size_t word = 0;
      for (const Embeddings* gradients : {&block.loss.source, &block.loss.target}) {
        for (Eigen::Index k = 0; k < gradients->rows(); ++k) {
          adagrad_.add(block.features[word++], gradients->row(k).data());
        }
      }
    }
    const auto scale = static_cast<float>(options_.word_share / static_cast<double>(count));
    adagrad_.step(state_.table, state_.squares, learning_rate, scale, pool_);
  }

  TrainerState& state_;
  std::span<const PairSet> sets_;
  const TrainerOptions& options_;
  Pool& pool_;
  Dropout dropout_;
  Adagrad adagrad_;

  FeatureLists sentences_;
  Embeddings units_, gradients_, exponentials_;
  Eigen::VectorXf norms_;
  std::vector<Block> blocks_;
};

}  // namespace

TrainerState initial_state(std::size_t rows, const TrainerOptions& options) {
  TrainerState state;
  const auto n = static_cast<Eigen::Index>(rows);
  state.table.resize(n, options.dimensions);
  state.squares.setZero(n, options.dimensions);
  // Irwin-Hall: twelve uniforms make a normal variable near enough, and the same one everywhere
  // (std::normal_distribution differs between libraries). Two 64-bit draws hold twelve of 10 bits.
  std::uint64_t random = mix(options.seed);
  const auto scale = static_cast<float>(options.initial_scale);
  for (Eigen::Index i = 0; i < state.table.size(); ++i) {
    float sum = -6;
    for (int draw = 0; draw < 2; ++draw) {
      random = mix(random);
      for (int k = 0; k < 6; ++k) {
        sum += static_cast<float>((random >> (10 * k)) & 1023U) / 1023.0F;
      }
    }
    state.table.data()[i] = scale * sum;
  }
  return state;
}

TrainerState fitting_state(Embeddings table) {
  TrainerState state;
  state.squares.setConstant(table.rows(), table.cols(), kKnownSquares);
  state.table = std::move(table);
  return state;
}

void train(TrainerState& state, std::span<const PairSet> sets, const TrainerOptions& options,
           Pool& pool, const std::function<bool(const TrainerProgress&)>& progress) {
  Stepper stepper(state, sets, options, pool);
  const auto whole = static_cast<std::uint64_t>(std::ceil(options.epochs));
  std::vector<Batch> batches = epoch_batches(sets, options, 0);
  const auto steps =
      static_cast<std::uint64_t>(options.epochs * static_cast<double>(batches.size()));
  std::uint64_t first = 0;  // the first step of the epoch
  for (std::uint64_t epoch = 0; epoch < whole && state.step < steps; ++epoch) {
    if (epoch > 0) batches = epoch_batches(sets, options, epoch);
    for (std::uint64_t begin = 0; begin < batches.size() && state.step < steps; begin += kWindow) {
      const std::uint64_t end = std::min<std::uint64_t>(
          {begin + kWindow, static_cast<std::uint64_t>(batches.size()), steps - first});
      if (first + end <= state.step) continue;  // done before the checkpoint
      const std::uint64_t random = mix(mix(options.seed + epoch) + begin);
      if (epoch > 0 && static_cast<double>(random >> 11) * 0x1p-53 < options.hard_share) {
        put_like_together(std::span(batches).subspan(begin, end - begin), sets, state.table, random,
                          pool);
      }
      double loss = 0;
      for (std::uint64_t b = begin; b < end; ++b) {
        const double left = 1 - static_cast<double>(state.step) / static_cast<double>(steps);
        loss += stepper.step(batches[b], options.learning_rate * (0.1 + 0.9 * left));
      }
      if (!progress({state.step, steps, loss / static_cast<double>(end - begin)})) return;
    }
    first += batches.size();
  }
}

}  // namespace qiao::embed
