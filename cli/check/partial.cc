#include "cli/check/partial.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::cli {

// Learned by benchmarks/partial_calibration.cc, which prints them in this form.
const PartWeights kPartWeights = {
    .weights = {-0.272, -6.026, -1.619, 7.627, 3.590, -1.842, 0.290, 0.937, -0.172, 0.304},
    .bias = -0.557,
};

namespace {

constexpr std::size_t kMostClauses = 12;  // in a part: a longer one is no part of a sentence
constexpr std::size_t kFewestWords = 2;
constexpr std::size_t kFewestWordsWhole = 4;  // of a side that has parts
constexpr double kShortest = 8;               // characters of the common unit, of a part

// Evidence below which a word counts as uncovered when runs of words are looked for.
constexpr std::array kLevels = {0.3, 0.0, -0.3};

bool is_mark(std::int32_t c) {
  constexpr std::u32string_view kMarks = U"，。；：、！？,;:.!?（）()「」『』“”„\"—–…";
  return kMarks.find(static_cast<char32_t>(c)) != kMarks.npos;
}

bool holds_mark(std::string_view gap) {
  for (std::size_t at = 0; at < gap.size();) {
    if (is_mark(text::next_character(gap, at))) return true;
  }
  return false;
}

double ratio(double sum, double weight) { return weight > 0 ? sum / weight : 0; }

double characters(std::string_view text) {
  return static_cast<double>(text::character_count(text));
}

double han_share(std::string_view text) {
  double han = 0, all = 0;
  for (std::size_t at = 0; at < text.size(); ++all)
    han += text::is_han(text::next_character(text, at));
  return ratio(han, all);
}

double cosine(const Eigen::RowVectorXf& a, const Eigen::RowVectorXf& b) {
  const float norms = a.norm() * b.norm();
  return norms > 0 ? static_cast<double>(a.dot(b) / norms) : 0;
}

// Sums over the first words, so that a part is weighed in O(d).
class Sums {
 public:
  explicit Sums(const CoveredSide& side) : rows_(side.words.size() + 1) {
    for (std::size_t w = 0; w < side.words.size(); ++w) {
      const align::WordSupport& support = side.words[w].support;
      const auto importance = static_cast<double>(support.importance);
      const auto evidence = static_cast<double>(support.evidence);
      const Row& before = rows_[w];
      rows_[w + 1] = {before.importance + importance, before.evidence + importance * evidence,
                      before.taken + importance * static_cast<double>(support.taken),
                      before.uncovered + importance * std::min(0.0, evidence)};
    }
  }
  struct Row {
    double importance = 0, evidence = 0, taken = 0, uncovered = 0;
  };
  Row between(std::size_t first, std::size_t last) const {
    const Row &a = rows_[first], &b = rows_[last];
    return {b.importance - a.importance, b.evidence - a.evidence, b.taken - a.taken,
            b.uncovered - a.uncovered};
  }
  Row all() const { return rows_.back(); }

 private:
  std::vector<Row> rows_;
};

// The words before which a clause begins, the ends of the side included.
std::vector<std::size_t> clause_cuts(const CoveredSide& side, std::string_view text) {
  std::vector<std::size_t> cuts = {0};
  for (std::size_t w = 1; w < side.words.size(); ++w) {
    if (holds_mark(gap_before(side, w, text))) cuts.push_back(w);
  }
  cuts.push_back(side.words.size());
  return cuts;
}

// The run of words with the most importance * (level - evidence), by Kadane's scan.
std::pair<std::size_t, std::size_t> least_covered(const CoveredSide& side, double level) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  double most = 0, sum = 0;
  std::size_t first = 0;
  for (std::size_t w = 0; w < side.words.size(); ++w) {
    if (sum <= 0) {
      sum = 0;
      first = w;
    }
    const align::WordSupport& support = side.words[w].support;
    sum +=
        static_cast<double>(support.importance) * (level - static_cast<double>(support.evidence));
    if (sum > most) {
      most = sum;
      best = {first, w + 1};
    }
  }
  return best;
}

// Row w is the sum of the vectors of the first w words, so that a part's is a difference.
embed::Embeddings cumulated(const CoveredSide& side) {
  const auto n = static_cast<Eigen::Index>(side.words.size());
  embed::Embeddings sums(n + 1, side.vectors->cols());
  sums.row(0).setZero();
  for (Eigen::Index w = 0; w < n; ++w) {
    sums.row(w + 1) = sums.row(w) + side.vectors->row(side.words[static_cast<std::size_t>(w)].row);
  }
  return sums;
}

// Mean evidence of a part's words.
double mean_evidence(const CoveredSide& side, const Part& part) {
  const Sums::Row sums = Sums(side).between(part.first, part.last);
  return ratio(sums.evidence, sums.importance);
}

bool overlap(const Part& a, const Part& b) { return a.first < b.last && b.first < a.last; }

}  // namespace

std::vector<Part> candidate_parts(const CoveredSide& mine, const CoveredSide& theirs,
                                  std::string_view text, double scale) {
  const std::size_t n = mine.words.size();
  if (n < kFewestWordsWhole || theirs.words.empty()) return {};
  const std::vector<std::size_t> cuts = clause_cuts(mine, text);
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    for (std::size_t j = i + 1; j < std::min(cuts.size(), i + 1 + kMostClauses); ++j) {
      spans.emplace_back(cuts[i], cuts[j]);
    }
  }
  for (const double level : kLevels) spans.push_back(least_covered(mine, level));
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());

  const Sums sums(mine);
  const embed::Embeddings vectors = cumulated(mine);
  const Eigen::RowVectorXf whole = vectors.bottomRows<1>();
  const Eigen::RowVectorXf other = cumulated(theirs).bottomRows<1>();
  const double whole_likeness = cosine(whole, other);
  std::vector<Part> parts;
  for (const auto& [first, last] : spans) {
    if (last < first + kFewestWords || last - first == n) continue;
    Part part{.first = first, .last = last};
    const std::string_view words = range_of(mine, first, last).in(text);
    const double length = scale * characters(words);
    if (length < kShortest) continue;
    const Sums::Row inside = sums.between(first, last);
    const Eigen::RowVectorXf vector = vectors.row(static_cast<Eigen::Index>(last)) -
                                      vectors.row(static_cast<Eigen::Index>(first));
    const int marks = static_cast<int>(std::binary_search(cuts.begin(), cuts.end(), first)) +
                      static_cast<int>(std::binary_search(cuts.begin(), cuts.end(), last));
    part.features = {
        ratio(inside.evidence, inside.importance),
        ratio(inside.taken, inside.importance),
        ratio(sums.all().taken - inside.taken, sums.all().importance - inside.importance),
        cosine(whole - vector, other) - whole_likeness,
        cosine(vector, other),
        whole_likeness,
        std::log(length),
        static_cast<double>(marks),
        inside.uncovered,
        han_share(words),
    };
    parts.push_back(part);
  }
  return parts;
}

double part_probability(const PartFeatures& features, const PartWeights& weights) {
  const double log_odds =
      std::inner_product(features.begin(), features.end(), weights.weights.begin(), weights.bias);
  return 1 / (1 + std::exp(-log_odds));
}

double source_scale(const Pair& pair) {
  const double source = characters(pair.source.document.text());
  const double target = characters(pair.target.document.text());
  return source > 0 && target > 0 ? std::sqrt(target / source) : 1;
}

namespace {

class PartialCheck {
 public:
  PartialCheck(const Pair& pair, const Coverage& coverage, const PartialOptions& options)
      : pair_(pair), coverage_(coverage), options_(options), scale_(source_scale(pair)) {}

  void check(const align::Bead& bead, const CoveredBead& covered,
             std::vector<Finding>& findings) const {
    check(SideName::kSource, covered.source, covered.target, bead, findings);
    check(SideName::kTarget, covered.target, covered.source, bead, findings);
  }

 private:
  void check(SideName side, const CoveredSide& mine, const CoveredSide& theirs,
             const align::Bead& bead, std::vector<Finding>& findings) const {
    const text::Document& document = side_of(pair_, side).document;
    std::vector<std::pair<double, Part>> likely;
    for (const Part& part : candidate_parts(mine, theirs, document.text(),
                                            side == SideName::kSource ? scale_ : 1 / scale_)) {
      const double confidence = bead.score * part_probability(part.features, kPartWeights);
      if (confidence >= options_.min_confidence) likely.emplace_back(confidence, part);
    }
    std::stable_sort(likely.begin(), likely.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Part> taken;
    for (const auto& [confidence, part] : likely) {
      if (std::any_of(taken.begin(), taken.end(),
                      [&part = part](const Part& better) { return overlap(part, better); })) {
        continue;
      }
      taken.push_back(part);
      if (said_nearby(side, mine, theirs, part)) continue;
      findings.push_back(
          {.kind = FindingKind::kPartial,
           .side = side,
           .passage = part_passage(document, mine.sentences, range_of(mine, part.first, part.last)),
           .other = whole_passage(side_of(pair_, opposite(side)).document, theirs.sentences),
           .confidence = confidence});
    }
  }

  // Whether the sentence before or behind the other side says the part: cut elsewhere, not dropped.
  bool said_nearby(SideName side, const CoveredSide& mine, const CoveredSide& theirs,
                   const Part& part) const {
    const auto count = static_cast<int>(side_of(pair_, opposite(side)).document.sentence_count());
    for (const int i : {theirs.sentences.begin - 1, theirs.sentences.end}) {
      if (i < 0 || i >= count) continue;
      const align::SentenceSpan near{i, i + 1};
      const CoveredSide covered = side == SideName::kSource
                                      ? coverage_(mine.sentences, near).source
                                      : coverage_(near, mine.sentences).target;
      if (covered.words.size() == mine.words.size() &&
          mean_evidence(covered, part) > options_.said_nearby) {
        return true;
      }
    }
    return false;
  }

  const Pair& pair_;
  const Coverage& coverage_;
  const PartialOptions& options_;
  double scale_;
};

}  // namespace

std::vector<Finding> partial_findings(const Pair& pair, const align::Alignment& alignment,
                                      const Coverage& coverage,
                                      std::span<const CoveredBead> covered,
                                      const PartialOptions& options) {
  const PartialCheck check(pair, coverage, options);
  std::vector<Finding> findings;
  for (std::size_t k = 0; k < alignment.beads.size(); ++k) {
    const align::Bead& bead = alignment.beads[k];
    if (!bead.is_null()) check.check(bead, covered[k], findings);
  }
  return findings;
}

}  // namespace qiao::cli
