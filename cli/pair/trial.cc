#include "cli/pair/trial.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "bridge/sections.h"

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

// What is covered of all parts of two texts.
class Tally {
 public:
  void add(const align::Side& source, const align::Side& target,
           const align::Alignment& alignment) {
    for (const align::Bead& bead : alignment.beads) {
      if (bead.is_null()) continue;
      const double covered = bead.score * characters(source, bead.source);
      source_covered_ += covered;
      target_covered_ += bead.score * characters(target, bead.target);
      likeness_ += covered * cosine(sum(source, bead.source), sum(target, bead.target));
      if (bead.status != align::Status::kUncertain) ++pairs_;
    }
    source_all_ += characters(source, {0, source.size()});
    target_all_ += characters(target, {0, target.size()});
  }

  Trial trial() const {
    const auto share = [](double covered, double all) {
      return all > 0 ? std::min(1.0, covered / all) : 0;
    };
    return {.source_covered = share(source_covered_, source_all_),
            .target_covered = share(target_covered_, target_all_),
            .likeness = source_covered_ > 0 ? likeness_ / source_covered_ : 0,
            .pairs = pairs_};
  }

 private:
  double source_covered_ = 0, target_covered_ = 0;  // characters
  double source_all_ = 0, target_all_ = 0;
  double likeness_ = 0;  // times characters covered
  int pairs_ = 0;
};

}  // namespace

double Trial::evidence() const {
  return std::max(source_covered, target_covered) * pairs / (pairs + kChance);
}

align::AlignOptions trial_options() {
  align::AlignOptions options;
  options.longest = 3;
  options.square = 2;
  options.learn_words = align::LearnWords::kNever;
  return options;
}

Trial try_pair(const align::Side& source, const align::Side& target, embed::Pool& pool) {
  Tally tally;
  tally.add(source, target, align::align(source, target, trial_options(), pool));
  return tally.trial();
}

Trial try_pair(const bridge::Sentences& source, const bridge::Sentences& target,
               const embed::Model& model, embed::Pool& pool) {
  const align::AlignOptions options = trial_options();
  Tally tally;
  for (const bridge::Section& section :
       bridge::cut_into_sections(source, target, model, options, {}, pool)) {
    const align::Side of_source = bridge::side_of(source, section.source, model, pool);
    const align::Side of_target = bridge::side_of(target, section.target, model, pool);
    tally.add(of_source, of_target, align::align(of_source, of_target, options, pool));
  }
  return tally.trial();
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
