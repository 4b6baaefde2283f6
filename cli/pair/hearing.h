// Candidates before the aligner: who is tried, and what comes of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/memory_budget.h"
#include "cli/pair/candidates.h"
#include "cli/pair/sides.h"
#include "cli/pair/trial.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/document.h"

namespace qiao::cli {

struct Case {
  const Candidate* candidate = nullptr;
  Trial trial;
  double score = 0;     // pair_score, four decimals
  std::string problem;  // why there was no trial; empty: there was
};

// Tries first the documents that are each other's nearest, then, for each document, the `trials`
// most promising others, but for a document that has found a sure partner only those that promise
// a good part of what that one did: second versions of its story. Returns all cases; they lend
// `candidates`. Reads the documents again, each as often as it is tried: memory for two of them a
// thread, or for as many as a limit allows; two that would not fit alone are not tried. The same
// for any number of threads.
std::vector<Case> hear_cases(const PairSides& sides, const std::vector<Candidate>& candidates,
                             const text::ReadOptions& read, int trials, const embed::Model& model,
                             embed::Pool& pool, MemoryBudget& memory,
                             const std::function<void(std::size_t done, std::size_t of)>& on_heard);

}  // namespace qiao::cli
