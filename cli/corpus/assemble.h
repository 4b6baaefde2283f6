// From shards to a corpus, in two passes over them: the first tells what recurs, the second writes.
//
//   corpus.tmx           the beads that were kept
//   corpus.tsv           the same, with documents and sentence numbers
//   corpus.SRC .TGT      the same for Moses, a bead a line; SRC and TGT are language tags (zh-TW)
//   rejected.tsv         the others with their reason, null beads included
//   documents.tsv        each pair of documents and each memory: sentences, beads, beads kept, or
//                        what was wrong; each document that could not be read
//   report.json .html    all of it in numbers and plots
//
// A corpus is in one pair of languages and one direction: those of most sentences. Shards the other
// way round are turned; of those in other languages every bead is rejected.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "cli/corpus/pair_list.h"
#include "cli/corpus/repeats.h"
#include "cli/corpus/row_tests.h"
#include "cli/corpus/run_folder.h"
#include "cli/corpus/shard.h"
#include "cli/corpus/statistics.h"
#include "cli/pair/pairing.h"

namespace qiao::cli {

struct AssembleOptions {
  RowTestOptions tests;
  std::size_t boilerplate_documents = 10;
  std::string date;  // creationdate of the memory
};

// The shard of a pair, by its number in the list, with or without its rows. Throws InputError for
// one that is gone.
struct ShardSource {
  std::function<Shard(std::size_t)> head;
  std::function<Shard(std::size_t)> read;
};

// Memory: one shard and what Repeats says. The files appear one after the other, each whole.
CorpusStatistics assemble(const PairList& list, const ShardSource& shards,
                          const AssembleOptions& options, const RunFolder& folder,
                          const OnWork& on_work);

}  // namespace qiao::cli
