// A file that holds pairs already (PO, XLIFF, TMX) as beads: nothing is aligned, each unit is
// scored as it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "align/aligner.h"
#include "cli/input.h"
#include "embed/model.h"
#include "tmx/bead_row.h"

namespace qiao::cli {

struct MemoryRows {
  text::LanguageGuess source;  // the languages of the two sides
  text::LanguageGuess target;
  std::vector<tmx::BeadRow> rows;  // 1-1, numbered as the units that have both sides
  std::size_t skipped_units = 0;   // broken, or without a translation
};

// The languages are those that the tags name, and where they name none (the sources of a PO), what
// the texts look like. The source is the side that the user says, else the Chinese one. Of a unit
// in more languages the two that are wanted are taken, German before others. Every unit gets the
// probability that both sides say the same (align/paired.h), found among the kMemoryChunk units
// around it; what the file says of scores is not looked at. Throws InputError. Memory: the texts,
// and the vectors of a chunk.
MemoryRows read_memory_rows(const std::string& path, const PairOptions& options,
                            const align::AlignOptions& align, const embed::Model& model);

inline constexpr std::size_t kMemoryChunk = 1000;

// An estimate of the memory that it takes, in bytes; 0 for a file that cannot be read.
std::uint64_t memory_rows_need(const std::string& path, const embed::Model& model);

}  // namespace qiao::cli
