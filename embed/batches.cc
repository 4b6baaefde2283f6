#include "embed/batches.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace qiao::embed {
namespace {

constexpr std::size_t kGrain = 32;  // sentences a chunk

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

}  // namespace

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

}  // namespace qiao::embed
