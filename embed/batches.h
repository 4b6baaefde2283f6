// Which pairs meet in a step of the training.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embed/embeddings.h"
#include "embed/parallel.h"
#include "embed/trainer.h"

namespace qiao::embed {

struct PairId {
  std::uint32_t set;
  std::uint32_t sentence;
};
using Batch = std::vector<PairId>;  // pairs of one group

// A number that looks random, of another one (Steele et al., SplitMix64).
inline std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// The batches of one epoch. Pairs of a group are shuffled, cut into stretches of 64 batches, sorted
// by length within a stretch (so that negatives cannot be told by length) and cut into batches,
// which are shuffled again over all groups.
std::vector<Batch> epoch_batches(std::span<const PairSet> sets, const TrainerOptions& options,
                                 std::uint64_t epoch);

// Puts the pairs of a window's batches together anew, group by group, so that like pairs meet.
void put_like_together(std::span<Batch> window, std::span<const PairSet> sets,
                       const Embeddings& table, std::uint64_t seed, Pool& pool);

}  // namespace qiao::embed
