// Which documents of two folders are versions of the same story.
//
//   sides.h       a sketch of each document
//   candidates.h  those that are near each other
//   hearing.h     trial alignments
//   assignment.h  one partner each
//
// A trial decides, together with how close the two are among all documents of these folders: short
// strangers align by chance now and then, and pages about one subject are close without being
// versions of each other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input.h"
#include "cli/memory_need.h"
#include "cli/pair/candidates.h"
#include "cli/pair/verdict.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/language.h"

namespace qiao::cli {

struct PairingOptions {
  PairOptions pair;
  double min_score = 0.5;
  int trials = 3;  // of each document, beside the nearest
  CandidateOptions candidates;
};

struct Pairing {
  text::LanguageGuess source_language;
  text::LanguageGuess target_language;
  std::vector<Verdict> verdicts;  // as assign_partners orders them
  std::size_t source_documents = 0;
  std::size_t target_documents = 0;
  std::size_t passed_over = 0;
};

// What is being done, how much of it is, of how much; called from one thread at a time.
using OnWork = std::function<void(std::string_view task, std::size_t done, std::size_t of)>;

// The two folders may be the same. Throws InputError as read_sides does, and MemoryError where the
// sketches alone are above the limit. Memory: the sketches, some 2 KB a document and 1 KB for each
// part of a long one, and two documents a thread. The same for any number of threads.
Pairing pair_folders(const std::string& source, const std::string& target,
                     const PairingOptions& options, const embed::Model& model, embed::Pool& pool,
                     const MemoryLimit& limit, const OnWork& on_work);

}  // namespace qiao::cli
