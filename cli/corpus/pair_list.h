// Which pairs of documents a corpus is made of, as a file that `qiao pair` or another program
// wrote.
#pragma once

#include <string>
#include <vector>

#include "cli/corpus/shard.h"

namespace qiao::cli {

// TSV whose first line names the columns: source and target, and kind, if there is one: of it only
// "pair" and "partial" count. No pair comes twice. Throws InputError with name:line.
std::vector<DocumentPair> read_pair_list(const std::string& path);

}  // namespace qiao::cli
