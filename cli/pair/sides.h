// Two folders as the two sides of a language pair.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "cli/pair/collection.h"
#include "cli/pair/verdict.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/language.h"

namespace qiao::cli {

struct PairSides {
  Collection source;  // the documents that can be paired
  Collection target;
  text::LanguageGuess source_language;  // as said, or as most documents are
  text::LanguageGuess target_language;
  std::vector<Verdict> settled;  // memories; documents in another language or that cannot be read
  std::size_t passed_over = 0;   // files of no known format
};

// A document that looks to be in another language is set aside, unless the user says what language
// the folder is in and it is not that of the other side: half of it may be not translated yet. The
// two folders may be one: then the languages tell the sides apart, Chinese first. Throws
// InputError for a folder that cannot be read, or that holds neither a memory nor a document of a
// language that can be told.
PairSides read_sides(const std::string& source, const std::string& target,
                     const PairOptions& options, const embed::Model& model, embed::Pool& pool,
                     MemoryBudget& memory, const OnSketched& on_sketched);

}  // namespace qiao::cli
