// Pairs of documents, and memories, into shards: those that are there already are passed over.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "align/aligner.h"
#include "cli/corpus/shard.h"
#include "cli/input.h"
#include "cli/language_tag.h"
#include "cli/memory_budget.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao::cli {

struct AlignPairsOptions {
  std::string source_folder;
  std::string target_folder;
  PairOptions pair;
  align::AlignOptions align;
  std::vector<LanguageTag> language_tags;  // to write, as for unit_making
  std::string settings;                    // all of the above and the model, as a hash
};

// What a shard of this pair is made of: the settings, and the sizes and times of both files.
std::string made_of(const DocumentPair& pair, const AlignPairsOptions& options);

// Where each pair's shard is: the index of the folder that has it, or `folders.size()`. One that
// says only that the pair did not fit into another limit of memory is none.
std::vector<std::size_t> find_shards(std::span<const DocumentPair> pairs,
                                     std::span<const std::string> folders,
                                     const AlignPairsOptions& options, const MemoryLimit& memory);

// Aligns every pair and scores every memory, one a thread, and writes the shards to `folder`.
// Memory: one pair of documents a thread, whatever the number; with a limit as many as fit, and
// one that would not fit alone has an error. Throws OutputError when a shard cannot be written;
// those that were stay. The same bytes for any number of threads.
void align_pairs(std::span<const DocumentPair> pairs, const std::string& folder,
                 const AlignPairsOptions& options, const embed::Model& model, embed::Pool& pool,
                 MemoryBudget& memory,
                 const std::function<void(std::size_t done, std::size_t of)>& on_done);

}  // namespace qiao::cli
