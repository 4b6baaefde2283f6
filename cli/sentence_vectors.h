// Vectors of sentences that others have made, in the place of a model: the aligner and the formats
// of Qiao for LaBSE, LASER and the like.
//
//   SentenceVectors vectors;
//   add_vector_options(options, vectors);
//   ...
//   if (vectors.are_said()) alignment = vectors.align(pair, options, pool);
#pragma once

#include <cstdint>
#include <string>

#include "align/aligner.h"
#include "align/bead.h"
#include "cli/input.h"
#include "cli/options.h"
#include "embed/parallel.h"

namespace qiao::cli {

struct SentenceVectors {
  std::string source;  // files as embed/matrix_file.h reads them
  std::string target;
  std::string source_overlaps;  // files as overlaps.h reads them; empty: a row is a line
  std::string target_overlaps;
  int dimensions = 0;  // 0: not said

  bool are_said() const {
    return !source.empty() || !target.empty() || !source_overlaps.empty() ||
           !target_overlaps.empty();
  }
  // What cannot be meant. Throws UsageError.
  void check(bool pre_split) const;

  // Of all files together; 0 for what is no file.
  std::uint64_t file_bytes() const;

  // Requires are_said() and check(). Reads the files. Throws InputError, naming the row.
  align::Alignment align(const Pair& pair, const align::AlignOptions& options,
                         embed::Pool& pool) const;
};

// --source-vectors, --target-vectors, --source-overlaps, --target-overlaps and --dim.
void add_vector_options(po::options_description& options, SentenceVectors& vectors);

}  // namespace qiao::cli
