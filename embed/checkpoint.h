// A training's memory on disk, so that an interrupted one goes on where it stood.
#pragma once

#include <cstdint>
#include <string>

#include "embed/trainer.h"

namespace qiao::embed {

// A number that two trainings share only when they would do the same: options, pairs, seed.
std::uint64_t training_fingerprint(const TrainerOptions& options, std::span<const PairSet> sets,
                                   std::size_t rows);

// Replaces the file atomically. Throws OutputError when it cannot be written.
void save_checkpoint(const std::string& path, std::uint64_t fingerprint, const TrainerState& state);

// Reads it back. Nothing when there is no such file. Throws InputError when the file is damaged or
// of another training.
bool load_checkpoint(const std::string& path, std::uint64_t fingerprint, TrainerState& state);

}  // namespace qiao::embed
