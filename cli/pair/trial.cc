#include "cli/pair/trial.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qiao::cli {
namespace {

// Beads that count as none: a pair or two are found between most texts of one subject.
constexpr double kChance = 1;

double characters(const align::Side& side, align::SentenceSpan span) {
  return std::accumulate(side.lengths.begin() + span.begin, side.lengths.begin() + span.end, 0.0);
}

Eigen::RowVectorXf sum(const align::Side& side, align::SentenceSpan span) {
  return side.sentences.sums.middleRows(span.begin, span.size()).colwise().sum();
}

double cosine(const Eigen::RowVectorXf& a, const Eigen::RowVectorXf& b) {
  const float norms = a.norm() * b.norm();
  return norms > 0 ? a.dot(b) / norms : 0;
}

}  // namespace

double Trial::evidence() const {
  return std::max(source_covered, target_covered) * pairs / (pairs + kChance);
}

align::AlignOptions trial_options() {
  align::AlignOptions options;
  options.longest = 3;
  options.square = 2;
  return options;
}

Trial try_pair(const align::Side& source, const align::Side& target, embed::Pool& pool) {
  const align::Alignment alignment = align::align(source, target, trial_options(), pool);
  Trial trial;
  for (const align::Bead& bead : alignment.beads) {
    if (bead.is_null()) continue;
    const double covered = bead.score * characters(source, bead.source);
    trial.source_covered += covered;
    trial.target_covered += bead.score * characters(target, bead.target);
    trial.likeness += covered * cosine(sum(source, bead.source), sum(target, bead.target));
    if (bead.status != align::Status::kUncertain) ++trial.pairs;
  }
  if (trial.source_covered > 0) trial.likeness /= trial.source_covered;
  const auto share = [](double& covered, const align::Side& side) {
    const double all = characters(side, {0, side.size()});
    covered = all > 0 ? std::min(1.0, covered / all) : 0;
  };
  share(trial.source_covered, source);
  share(trial.target_covered, target);
  return trial;
}

// Weights read off the documents of docs/corpora.md. There versions, down to a third of a text,
// have evidence from .7 on, likeness from .48 and closeness from .14. Strangers that align by
// chance are unlike (likeness .45 at most); pages on one subject are close, but have little
// evidence.
double pair_score(const Trial& trial, double closeness, std::optional<double> anchors) {
  const double by_evidence = 16 * (trial.evidence() - 0.88);
  const double by_likeness = 40 * (std::min(trial.likeness, 0.56) - 0.46);
  const double by_closeness =
      closeness < 0.14 ? 30 * (closeness - 0.14) : 8 * (std::min(closeness, 0.25) - 0.14);
  const double by_anchors = anchors ? 2 * (*anchors - 0.3) : -0.5;
  return 1 / (1 + std::exp(-by_evidence - by_likeness - by_closeness - by_anchors));
}

}  // namespace qiao::cli
