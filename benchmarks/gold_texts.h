// Texts that have gold, for programs that measure the aligner itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "align/ladder.h"
#include "align/side.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao {

struct GoldText {
  std::string name;
  align::Side source, target;
  align::Ladder gold;
};

// The texts of a folder as benchmarks/accuracy.sh knows them, in the order of their names: NAME.zh
// (or .zhHant), NAME.de (or .en) and NAME.gold, or NAME.tsv with a 1-1 bead a row, or folders with
// zh.lines, de.lines and gold. Throws InputError for what cannot be read.
std::vector<GoldText> read_gold_texts(const std::filesystem::path& folder,
                                      const embed::Model& model, embed::Pool& pool);

}  // namespace qiao
