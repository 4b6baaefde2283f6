// A step, in phases that all threads share (each row of each matrix is written by one chunk only,
// and sums run in the order of the batch, so the number of threads changes nothing):
//
//   1. sums of the features that dropout leaves, norms, unit rows S, T         (B x d each)
//   2. E = exp((S T' - margin I - 1) / temperature), its row and column sums   (B x B)
//   3. gradients G of the loss by cosine, dS = G T, dT = G' S, back through the norms
//   4. for each feature touched, the sum of its sentences' gradients and one Adagrad update
//      (Duchi, Hazan & Singer, JMLR 2011)
//
// The bound exp(0) = 1 on E comes from cosines being at most 1, so no maximum need be found.
#include "embed/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace qiao::embed {
namespace {

constexpr std::size_t kGrain = 32;  // sentences a chunk
// What Adagrad takes a trained row to have behind it: docs/model.md, fitting.
constexpr float kKnownSquares = 1e-4F;
constexpr std::uint32_t kNoSlot = ~0U;

std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// A batch: pairs of one group, by (set, sentence).
struct PairId {
  std::uint32_t set;
  std::uint32_t sentence;
};
using Batch = std::vector<PairId>;

// The batches of one epoch. Pairs of a group are shuffled, cut into stretches of 64 batches, sorted
// by length within a stretch (so that negatives cannot be told by length) and cut into batches,
// which are shuffled again over all groups.
std::vector<Batch> epoch_batches(std::span<const PairSet> sets, const TrainerOptions& options,
                                 std::uint64_t epoch) {
  std::mt19937_64 random(mix(options.seed * 1000003 + epoch));
  int groups = 0;
  for (const PairSet& set : sets) groups = std::max(groups, set.group + 1);
  std::vector<Batch> batches;
  for (int group = 0; group < groups; ++group) {
    Batch pairs;
    for (std::uint32_t s = 0; s < sets.size(); ++s) {
      if (sets[s].group != group) continue;
      for (std::uint32_t i = 0; i < sets[s].source.size(); ++i) {
        const double u = static_cast<double>(random() >> 11) * 0x1p-53;
        const int copies = static_cast<int>(std::floor(sets[s].weight + u));
        for (int c = 0; c < copies; ++c) pairs.push_back({s, i});
      }
    }
    std::shuffle(pairs.begin(), pairs.end(), random);
    if (pairs.size() < 2) continue;  // nothing to be told from
    // Fewer pairs than a batch are one.
    const std::size_t size = std::min(pairs.size(), static_cast<std::size_t>(options.batch));
    const std::size_t stretch = size * 64;
    for (std::size_t begin = 0; begin < pairs.size(); begin += stretch) {
      // What fills no batch is left out before the sort: by chance, not always the longest.
      const std::size_t left = std::min(stretch, pairs.size() - begin);
      const std::size_t end = begin + left / size * size;
      std::stable_sort(
          pairs.begin() + static_cast<std::ptrdiff_t>(begin),
          pairs.begin() + static_cast<std::ptrdiff_t>(end), [&](const PairId& a, const PairId& b) {
            return sets[a.set].source[a.sentence].size() < sets[b.set].source[b.sentence].size();
          });
      for (std::size_t b = begin; b < end; b += size) {
        batches.emplace_back(pairs.begin() + static_cast<std::ptrdiff_t>(b),
                             pairs.begin() + static_cast<std::ptrdiff_t>(b + size));
      }
    }
  }
  std::shuffle(batches.begin(), batches.end(), random);
  return batches;
}

// Cuts pairs[begin, end) in two by the side of a random plane between two of them, and so on down
// to batches: near pairs mostly stay together. `units` are their vectors, `order` their numbers.
void bisect(std::vector<std::uint32_t>& order, std::size_t begin, std::size_t end, std::size_t size,
            const Embeddings& units, std::uint64_t random) {
  if (end - begin <= size) return;
  const auto pick = [&] {
    random = mix(random);
    return static_cast<Eigen::Index>(order[begin + random % (end - begin)]);
  };
  const Eigen::Index one = pick();
  const Eigen::RowVectorXf normal = units.row(one) - units.row(pick());
  std::vector<std::pair<float, std::uint32_t>> keyed;
  for (std::size_t k = begin; k < end; ++k) {
    keyed.emplace_back(units.row(order[k]).dot(normal), order[k]);
  }
  const std::size_t half = (end - begin) / size / 2 * size;
  std::nth_element(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(half), keyed.end());
  for (std::size_t k = begin; k < end; ++k) order[k] = keyed[k - begin].second;
  bisect(order, begin, begin + half, size, units, mix(random));
  bisect(order, begin + half, end, size, units, mix(random + 1));
}

// Puts the pairs of a window's batches together anew, group by group, so that like pairs meet.
void put_like_together(std::span<Batch> window, std::span<const PairSet> sets,
                       const Embeddings& table, std::uint64_t seed, Pool& pool) {
  std::vector<std::vector<Batch*>> groups;
  for (Batch& batch : window) {
    const auto group = static_cast<std::size_t>(sets[batch[0].set].group);
    if (group >= groups.size()) groups.resize(group + 1);
    groups[group].push_back(&batch);
  }
  for (const std::vector<Batch*>& batches : groups) {
    if (batches.size() < 2) continue;
    const std::size_t size = batches[0]->size();
    Batch pairs;
    for (const Batch* batch : batches) pairs.insert(pairs.end(), batch->begin(), batch->end());
    Embeddings units(static_cast<Eigen::Index>(pairs.size()), table.cols());
    pool.for_chunks(pairs.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      Eigen::RowVectorXf sum;
      const auto add_unit = [&](std::size_t i, const FeatureRows& rows) {
        sum.setZero(table.cols());
        for (const std::uint32_t feature : rows[pairs[i].sentence]) sum += table.row(feature);
        units.row(static_cast<Eigen::Index>(i)) += sum / std::max(sum.norm(), 1e-6F);
      };
      for (std::size_t i = begin; i < end; ++i) {
        units.row(static_cast<Eigen::Index>(i)).setZero();
        add_unit(i, sets[pairs[i].set].source);
        add_unit(i, sets[pairs[i].set].target);
      }
    });
    std::vector<std::uint32_t> order(pairs.size());
    std::iota(order.begin(), order.end(), 0U);
    bisect(order, 0, order.size(), size, units, seed);
    for (std::size_t k = 0; k < order.size(); ++k) (*batches[k / size])[k % size] = pairs[order[k]];
  }
}

class Stepper {
 public:
  Stepper(TrainerState& state, std::span<const PairSet> sets, const TrainerOptions& options,
          Pool& pool)
      : state_(state), sets_(sets), options_(options), pool_(pool) {
    slot_.assign(static_cast<std::size_t>(state.table.rows()), kNoSlot);
  }

  // Returns the batch's mean loss.
  double step(const Batch& batch, double learning_rate) {
    const auto b = static_cast<Eigen::Index>(batch.size());
    const Eigen::Index d = state_.table.cols();
    gather(batch);
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
    pool_.for_chunks(touched_.size(), 256, [&](std::size_t begin, std::size_t end) {
      update(begin, end, static_cast<float>(learning_rate));
    });
    for (const std::uint32_t feature : touched_) slot_[feature] = kNoSlot;
    ++state_.step;
    return loss / (2 * static_cast<double>(b));
  }

 private:
  // Lists the features that dropout leaves of each sentence (source rows first, then target) and,
  // for each feature, its sentences: a counting sort.
  void gather(const Batch& batch) {
    sentence_begin_.assign(1, 0);
    ids_.clear();
    touched_.clear();
    const std::uint64_t threshold =
        static_cast<std::uint64_t>(options_.dropout * 18446744073709551615.0);
    for (int side = 0; side < 2; ++side) {
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const PairSet& set = sets_[batch[i].set];
        const auto features = (side ? set.target : set.source)[batch[i].sentence];
        std::uint64_t random = mix(mix(options_.seed ^ (state_.step << 20)) + 2 * i + side);
        const std::size_t before = ids_.size();
        for (const std::uint32_t feature : features) {
          random = mix(random);
          if (random >= threshold) ids_.push_back(feature);
        }
        if (ids_.size() == before && !features.empty()) ids_.push_back(features[0]);
        sentence_begin_.push_back(static_cast<std::uint32_t>(ids_.size()));
      }
    }
    counts_.clear();
    for (const std::uint32_t feature : ids_) {
      if (slot_[feature] == kNoSlot) {
        slot_[feature] = static_cast<std::uint32_t>(touched_.size());
        touched_.push_back(feature);
        counts_.push_back(0);
      }
      ++counts_[slot_[feature]];
    }
    feature_begin_.assign(touched_.size() + 1, 0);
    for (std::size_t f = 0; f < touched_.size(); ++f) {
      feature_begin_[f + 1] = feature_begin_[f] + counts_[f];
    }
    sentences_.resize(ids_.size());
    std::copy(feature_begin_.begin(), feature_begin_.end() - 1, counts_.begin());
    for (std::uint32_t sentence = 0; sentence + 1 < sentence_begin_.size(); ++sentence) {
      for (std::uint32_t k = sentence_begin_[sentence]; k < sentence_begin_[sentence + 1]; ++k) {
        sentences_[counts_[slot_[ids_[k]]]++] = sentence;
      }
    }
  }

  void sum_features(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      auto row = units_.row(static_cast<Eigen::Index>(i));
      row.setZero();
      for (std::uint32_t k = sentence_begin_[i]; k < sentence_begin_[i + 1]; ++k) {
        row += state_.table.row(ids_[k]);
      }
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

  void update(std::size_t begin, std::size_t end, float learning_rate) {
    thread_local Eigen::RowVectorXf gradient;
    for (std::size_t f = begin; f < end; ++f) {
      gradient.setZero(state_.table.cols());
      for (std::uint32_t k = feature_begin_[f]; k < feature_begin_[f + 1]; ++k) {
        gradient += gradients_.row(sentences_[k]);
      }
      auto squares = state_.squares.row(touched_[f]);
      squares.array() += gradient.array().square();
      state_.table.row(touched_[f]).array() -=
          learning_rate * gradient.array() * (squares.array() + 1e-12F).rsqrt();
    }
  }

  TrainerState& state_;
  std::span<const PairSet> sets_;
  const TrainerOptions& options_;
  Pool& pool_;

  std::vector<std::uint32_t> sentence_begin_, ids_;                          // sentence -> features
  std::vector<std::uint32_t> touched_, counts_, feature_begin_, sentences_;  // feature -> sentences
  std::vector<std::uint32_t> slot_;  // row of the table -> touched_
  Embeddings units_, gradients_, exponentials_;
  Eigen::VectorXf norms_;
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
