// What came of aligning one pair of documents, in a file of its own.
//
//   {"shard":1,"made_of":"5c…","source":"a.txt","target":"b.txt","source_sentences":20,…}
//   {"source":"你好。","target":"Hallo.","score":0.97,…}       rows as write_jsonl has them
//
// A pair that cannot be aligned, because a file is damaged, has the reason and no rows. Its name
// is made of the paths of the two documents, so that runs on many machines, each with some of the
// pairs, make the files that one run would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tmx/bead_row.h"

namespace qiao::cli {

struct DocumentPair {
  std::string source;  // paths below the two folders
  std::string target;
  // A memory (PO, XLIFF, TMX) holds both sides; then the other path is empty.
  bool is_memory() const { return source.empty() || target.empty(); }
  friend bool operator==(const DocumentPair&, const DocumentPair&) = default;
};

struct Shard {
  std::string made_of;  // of files and settings: another value means that it has to be made again
  DocumentPair pair;
  std::string error;             // why there are no rows; empty: there are
  std::uint64_t max_memory = 0;  // the --max-memory that it did not fit into; 0: it did
  std::size_t source_sentences = 0;
  std::size_t target_sentences = 0;
  std::size_t skipped_units = 0;  // of a memory: broken or without a translation
  tmx::UnitMaking making;         // languages and document, no date
  std::vector<tmx::BeadRow> rows;
};

// Below the folder of shards: "ab/ab01….jsonl".
std::string shard_name(const DocumentPair& pair);

// Whole or not at all. Throws OutputError.
void write_shard(const Shard& shard, const std::string& folder);

// Nothing when there is none that was made of this, or when the file is damaged.
std::optional<Shard> read_shard(const DocumentPair& pair, const std::string& made_of,
                                const std::string& folder);

// The same without its rows. Reads the first line alone.
std::optional<Shard> read_shard_head(const DocumentPair& pair, const std::string& made_of,
                                     const std::string& folder);

}  // namespace qiao::cli
