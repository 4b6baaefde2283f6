#include "cli/pair/pairing.h"

#include "cli/pair/assignment.h"
#include "cli/pair/hearing.h"
#include "cli/pair/sides.h"

namespace qiao::cli {

Pairing pair_folders(const std::string& source, const std::string& target,
                     const PairingOptions& options, const embed::Model& model, embed::Pool& pool,
                     const OnWork& on_work) {
  const PairSides sides =
      read_sides(source, target, options.pair, model, pool,
                 [&](std::size_t done, std::size_t of) { on_work("reading", done, of); });
  on_work("comparing", 0, 1);
  const std::vector<Candidate> candidates =
      find_candidates(sides.source, sides.target, options.candidates, pool);
  std::vector<Case> cases =
      hear_cases(sides, candidates, options.pair.read, options.trials, model, pool,
                 [&](std::size_t done, std::size_t of) { on_work("trying", done, of); });
  return {.source_language = sides.source_language,
          .target_language = sides.target_language,
          .verdicts = assign_partners(sides, std::move(cases), options.min_score),
          .source_documents = sides.source.documents.size(),
          .target_documents = sides.target.documents.size(),
          .passed_over = sides.passed_over};
}

}  // namespace qiao::cli
