#include "cli/pair/pairing.h"

#include "cli/pair/assignment.h"
#include "cli/pair/hearing.h"
#include "cli/pair/sides.h"

namespace qiao::cli {
namespace {

// Bytes of the sketches and of what is held while they are compared.
std::uint64_t comparing_need(const PairSides& sides, const CandidateOptions& options) {
  constexpr double kSketch = 250;    // and its path
  constexpr double kCandidate = 70;  // as neighbour, as found, as candidate and as case
  constexpr double kGraphRow = 300;  // of embed/graph_index.h, beside its vector
  double bytes = 0;
  for (const Collection* side : {&sides.source, &sides.target}) {
    const auto documents = static_cast<double>(side->documents.size());
    const auto rows = static_cast<double>(side->first_row.back());
    const double vector = 4.0 * side->dimensions;
    bytes += rows * vector + documents * (kSketch + vector + options.neighbours * kCandidate);
    for (const Sketch& sketch : side->documents) {
      bytes += static_cast<double>(sketch.anchors.size() * sizeof(sketch.anchors[0]));
    }
    if (rows > static_cast<double>(options.exact_rows)) bytes += rows * (vector + kGraphRow);
  }
  return with_memory_margin(bytes);
}

}  // namespace

Pairing pair_folders(const std::string& source, const std::string& target,
                     const PairingOptions& options, const embed::Model& model, embed::Pool& pool,
                     const MemoryLimit& limit, const OnWork& on_work) {
  MemoryBudget memory(limit);
  const std::uint64_t program = program_need(model);
  memory.hold(program, "the program and its model take about");
  const PairSides sides =
      read_sides(source, target, options.pair, model, pool, memory,
                 [&](std::size_t done, std::size_t of) { on_work("reading documents", done, of); });
  memory.hold(program + comparing_need(sides, options.candidates),
              source + " and " + target + ": comparing their documents takes about");
  on_work("comparing documents", sides.source.documents.size() + sides.target.documents.size(), 0);
  const std::vector<Candidate> candidates =
      find_candidates(sides.source, sides.target, options.candidates, pool);
  std::vector<Case> cases =
      hear_cases(sides, candidates, options.pair.read, options.trials, model, pool, memory,
                 [&](std::size_t done, std::size_t of) { on_work("trying pairs", done, of); });
  return {.source_language = sides.source_language,
          .target_language = sides.target_language,
          .verdicts = assign_partners(sides, std::move(cases), options.min_score),
          .source_documents = sides.source.documents.size(),
          .target_documents = sides.target.documents.size(),
          .passed_over = sides.passed_over};
}

}  // namespace qiao::cli
