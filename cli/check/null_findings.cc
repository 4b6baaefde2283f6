#include "cli/check/null_findings.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/check/boilerplate.h"

namespace qiao::cli {
namespace {

using align::Bead;
using align::SentenceSpan;
using align::Status;

// A run as it grows.
struct Run {
  FindingKind kind;
  SideName side;
  SentenceSpan sentences;
  SentenceSpan other;
  double confidence;  // sum over the beads
  int beads;
};

Run run_of(const Bead& bead, const Pair& pair) {
  Run run{FindingKind::kMoved, SideName::kSource, bead.source, bead.target, bead.score, 1};
  if (bead.status == Status::kMoved) return run;
  if (bead.source.empty()) {
    run.side = SideName::kTarget;
    std::swap(run.sentences, run.other);
  }
  run.kind = run.side == SideName::kSource ? FindingKind::kDropped : FindingKind::kAdded;
  double chrome = 1;
  for (int i = run.sentences.begin; i < run.sentences.end; ++i) {
    chrome = std::min(chrome,
                      boilerplate_confidence(
                          side_of(pair, run.side).document.sentence(static_cast<std::size_t>(i))));
  }
  if (chrome > 0) {
    run.kind = FindingKind::kBoilerplate;
    run.confidence *= chrome;
  }
  return run;
}

// Where a finding would stand on the other side is one point, and a moved run's place goes on.
bool continues(const Run& run, const Run& next) {
  if (run.kind != next.kind || run.side != next.side || run.sentences.end != next.sentences.begin) {
    return false;
  }
  return run.kind == FindingKind::kMoved ? run.other.end == next.other.begin
                                         : run.other == next.other;
}

Finding finding_of(const Run& run, const Pair& pair) {
  return {.kind = run.kind,
          .side = run.side,
          .passage = whole_passage(side_of(pair, run.side).document, run.sentences),
          .other = whole_passage(side_of(pair, opposite(run.side)).document, run.other),
          .confidence = run.confidence / run.beads};
}

}  // namespace

std::vector<Finding> null_findings(const Pair& pair, const align::Alignment& alignment) {
  std::vector<Finding> findings;
  std::optional<Run> open;
  const auto close = [&] {
    if (open) findings.push_back(finding_of(*open, pair));
  };
  for (const Bead& bead : alignment.beads) {
    if (!bead.is_null() && bead.status != Status::kMoved) continue;
    const Run next = run_of(bead, pair);
    if (open && continues(*open, next)) {
      open->sentences.end = next.sentences.end;
      open->other.end = next.other.end;
      open->confidence += next.confidence;
      ++open->beads;
      continue;
    }
    close();
    open = next;
  }
  close();
  return findings;
}

}  // namespace qiao::cli
