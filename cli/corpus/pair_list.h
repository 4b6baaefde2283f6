// Which pairs of documents a corpus is made of, as a file that `qiao pair` or another program
// wrote.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/corpus/shard.h"

namespace qiao::cli {

// A document that came into no pair because it cannot be read, and why.
struct BrokenDocument {
  std::string source;  // its path; the other one is empty
  std::string target;
  std::string error;
  friend bool operator==(const BrokenDocument&, const BrokenDocument&) = default;
};

struct PairList {
  std::vector<DocumentPair> pairs;     // kinds pair, partial and memory
  std::vector<BrokenDocument> broken;  // kind broken
  std::size_t versions = 0;            // kind version: one of the two has a better partner
  std::size_t alone = 0;               // kind alone
};

// TSV whose first line names the columns: source and target and, if there are such, kind and
// reason. Without kinds every line is a pair; a memory, which holds both sides, stands in one
// column, and the other is empty. No pair comes twice. Throws InputError with name:line.
PairList read_pair_list(const std::string& path);

}  // namespace qiao::cli
