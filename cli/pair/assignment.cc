// Greedy by score. What an exact assignment would add is a pair that takes a document away from a
// likelier partner; of two stories with two versions each, that joins the wrong ones.
#include "cli/pair/assignment.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "cli/numbers.h"

namespace qiao::cli {
namespace {

constexpr double kHalf = 0.5;

// One side while partners are found.
struct Seats {
  explicit Seats(const Collection& collection)
      : documents(collection.documents),
        partners(collection.documents.size()),
        best(collection.documents.size()),
        untried(collection.documents.size()) {}

  const std::vector<Sketch>& documents;
  std::vector<const Sketch*> partners;
  std::vector<const Case*> best;     // the case with the highest score, won or lost
  std::vector<const Case*> untried;  // the first of those that were not heard
};

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

std::string what_pairs(const Trial& trial) {
  return std::to_string(trial.pairs) + (trial.pairs == 1 ? " bead pairs " : " beads pair ") +
         percent(trial.source_covered) + " of the source, " + percent(trial.target_covered) +
         " of the target";
}

Verdict verdict_of(const Case& one, const Seats& sources, const Seats& targets) {
  return {.source = sources.documents[one.candidate->source].path,
          .target = targets.documents[one.candidate->target].path,
          .score = one.score,
          .source_covered = four_decimals(one.trial.source_covered),
          .target_covered = four_decimals(one.trial.target_covered),
          .reason = what_pairs(one.trial)};
}

bool goes_first(const Case& a, const Case& b) {
  const auto key = [](const Case& c) {
    return std::tuple(-c.score, !c.candidate->same_name, -c.candidate->promise, c.candidate->source,
                      c.candidate->target);
  };
  return key(a) < key(b);
}

void append_alone(const Seats& seats, const Seats& others, bool is_source, double min_score,
                  std::vector<Verdict>& alone) {
  for (std::size_t i = 0; i < seats.documents.size(); ++i) {
    if (seats.partners[i] != nullptr) continue;
    Verdict verdict;
    if (seats.untried[i] != nullptr) {
      verdict.kind = PairKind::kBroken;
      (is_source ? verdict.source : verdict.target) = seats.documents[i].path;
      verdict.reason = seats.untried[i]->problem;
    } else if (const Case* best = seats.best[i]) {
      verdict = is_source ? verdict_of(*best, seats, others) : verdict_of(*best, others, seats);
      verdict.kind = PairKind::kAlone;
      std::string& other = is_source ? verdict.target : verdict.source;
      verdict.reason = (best->score < min_score ? "at best " : "a version of the story of ") +
                       other + ": " + verdict.reason;
      other.clear();
    } else {
      (is_source ? verdict.source : verdict.target) = seats.documents[i].path;
      verdict.reason = "no document of the other side is near";
    }
    alone.push_back(std::move(verdict));
  }
}

}  // namespace

std::vector<Verdict> assign_partners(const PairSides& sides, std::vector<Case> cases,
                                     double min_score) {
  std::sort(cases.begin(), cases.end(), goes_first);
  Seats sources(sides.source), targets(sides.target);
  std::vector<Verdict> pairs, memories, versions, alone;
  for (const Verdict& verdict : sides.settled) {
    (verdict.kind == PairKind::kMemory ? memories : alone).push_back(verdict);
  }
  for (const Case& one : cases) {
    const std::size_t s = one.candidate->source, t = one.candidate->target;
    if (!one.problem.empty()) {
      if (sources.untried[s] == nullptr) sources.untried[s] = &one;
      if (targets.untried[t] == nullptr) targets.untried[t] = &one;
      continue;
    }
    if (sources.best[s] == nullptr) sources.best[s] = &one;
    if (targets.best[t] == nullptr) targets.best[t] = &one;
    if (one.score < min_score) continue;
    Verdict verdict = verdict_of(one, sources, targets);
    if (sources.partners[s] == nullptr && targets.partners[t] == nullptr) {
      sources.partners[s] = &targets.documents[t];
      targets.partners[t] = &sources.documents[s];
      const bool partial = std::min(verdict.source_covered, verdict.target_covered) < kHalf;
      verdict.kind = partial ? PairKind::kPartial : PairKind::kPair;
      pairs.push_back(std::move(verdict));
      continue;
    }
    verdict.kind = PairKind::kVersion;
    verdict.reason += sources.partners[s] != nullptr
                          ? "; the source goes with " + sources.partners[s]->path
                          : "; the target goes with " + targets.partners[t]->path;
    versions.push_back(std::move(verdict));
  }
  append_alone(sources, targets, true, min_score, alone);
  append_alone(targets, sources, false, min_score, alone);

  const auto in_order = [](const Verdict& a, const Verdict& b) {
    return std::tuple(a.source.empty(), std::tie(a.source, a.target)) <
           std::tuple(b.source.empty(), std::tie(b.source, b.target));
  };
  for (std::vector<Verdict>* group : {&pairs, &memories, &versions, &alone}) {
    std::sort(group->begin(), group->end(), in_order);
  }
  for (std::vector<Verdict>* group : {&memories, &versions, &alone}) {
    pairs.insert(pairs.end(), std::make_move_iterator(group->begin()),
                 std::make_move_iterator(group->end()));
  }
  return pairs;
}

}  // namespace qiao::cli
