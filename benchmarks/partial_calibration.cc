// Learns the weights of cli/check/partial.h from made sets (benchmarks/partly_dropped.py).
//
//   partial_calibration MODEL MADE...
//
// Each MADE holds pairs NAME.zh, NAME.de, one sentence a line, and NAME.gold: lines of the changed
// side that lack a clause; its name says which side that is (MADE/changed).
//
// Learned on every other document, reported on the rest: precision at several recalls of the beads
// that lack a clause, findings of both sides counted, then the weights as partial.cc has them.
//
// The part that is missing is not known, only the bead. So the best part of each bead is taken to
// be it, the weights are learned, and both are repeated (as Viterbi training does); the start is
// the part with the most uncovered weight. Newton's method with a small ridge, features scaled to
// unit variance.
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/bridge.h"
#include "cli/check/coverage.h"
#include "cli/check/partial.h"
#include "cli/input.h"
#include "text/input_error.h"

namespace {

namespace fs = std::filesystem;
using qiao::cli::kPartFeatures;
using qiao::cli::Part;
using qiao::cli::PartFeatures;

constexpr int kRounds = 6;
constexpr int kSteps = 30;
constexpr double kRidge = 1e-3;
using Vector = Eigen::Matrix<double, kPartFeatures + 1, 1>;

// One side of one bead.
struct Example {
  std::vector<Part> parts;
  bool lacks = false;  // the other side lacks a clause of it
  bool held_out = false;
};

struct Set {
  std::vector<Example> examples;
  int lacking[2] = {0, 0};  // beads that lack a clause: to learn from, held out
};

std::set<int> gold_lines(const fs::path& path) {
  std::ifstream in(path);
  std::set<int> lines;
  for (std::string line; std::getline(in, line);) lines.insert(std::stoi(line));
  return lines;
}

bool holds_any(const std::set<int>& lines, qiao::align::SentenceSpan span) {
  const auto line = lines.lower_bound(span.begin);
  return line != lines.end() && *line < span.end;
}

void add_pair(const fs::path& stem, const std::string& changed, const qiao::embed::Model& model,
              bool held_out, Set& set) {
  using qiao::cli::Coverage;
  qiao::cli::PairOptions options;
  options.read.pre_split = true;
  options.source_language = {qiao::text::Language::kChinese, qiao::text::Script::kUnknown, 1};
  options.target_language = {qiao::text::Language::kGerman, qiao::text::Script::kUnknown, 1};
  const qiao::cli::Pair pair =
      qiao::cli::read_pair(stem.string() + ".zh", stem.string() + ".de", options);
  qiao::embed::Pool pool(1);
  const qiao::cli::Bridge bridge = qiao::cli::build_bridge(pair, model, pool);
  const qiao::cli::PairFigures figures = qiao::cli::figures_of(pair);
  const Coverage coverage(pair, bridge, figures, pool);
  const double scale = qiao::cli::source_scale(pair);
  const std::set<int> lines = gold_lines(stem.string() + ".gold");
  set.lacking[held_out] += static_cast<int>(lines.size());
  const std::vector<qiao::cli::CoveredBead> beads = coverage.beads(pool);
  for (std::size_t k = 0; k < beads.size(); ++k) {
    const qiao::align::Bead& bead = bridge.alignment.beads[k];
    if (bead.is_null()) continue;
    const qiao::cli::CoveredBead& covered = beads[k];
    const bool cut = holds_any(lines, changed == "de" ? bead.target : bead.source);
    Example source{.parts = candidate_parts(covered.source, covered.target,
                                            pair.source.document.text(), scale),
                   .lacks = cut && changed == "de",
                   .held_out = held_out};
    Example target{.parts = candidate_parts(covered.target, covered.source,
                                            pair.target.document.text(), 1 / scale),
                   .lacks = cut && changed == "zh",
                   .held_out = held_out};
    for (Example* example : {&source, &target}) {
      if (!example->parts.empty()) set.examples.push_back(std::move(*example));
    }
  }
}

Set read_set(const fs::path& folder, const qiao::embed::Model& model) {
  std::ifstream said(folder / "changed");
  std::string changed;
  if (!(said >> changed) || (changed != "de" && changed != "zh")) {
    throw qiao::InputError((folder / "changed").string() +
                           ": says neither de nor zh; make the set with partly_dropped.py");
  }
  std::vector<fs::path> stems;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".gold") stems.push_back(folder / entry.path().stem());
  }
  std::sort(stems.begin(), stems.end());
  Set set;
  for (std::size_t k = 0; k < stems.size(); ++k) {
    add_pair(stems[k], changed, model, k % 2 == 0, set);
  }
  return set;
}

Vector with_one(const PartFeatures& features) {
  Vector vector;
  for (std::size_t k = 0; k < kPartFeatures; ++k) {
    vector[static_cast<Eigen::Index>(k)] = features[k];
  }
  vector[kPartFeatures] = 1;
  return vector;
}

const Part& best_part(const Example& example, const Vector& weights) {
  return *std::max_element(
      example.parts.begin(), example.parts.end(), [&](const Part& a, const Part& b) {
        return weights.dot(with_one(a.features)) < weights.dot(with_one(b.features));
      });
}

// Logistic regression on the best part of each example by `chosen_by`.
Vector learn(const std::vector<const Example*>& examples, const Vector& chosen_by) {
  std::vector<Vector> rows;
  Vector mean = Vector::Zero(), square = Vector::Zero();
  for (const Example* example : examples) {
    rows.push_back(with_one(best_part(*example, chosen_by).features));
    mean += rows.back();
    square += rows.back().cwiseAbs2();
  }
  const auto n = static_cast<double>(rows.size());
  mean /= n;
  Vector deviation = (square / n - mean.cwiseAbs2()).cwiseMax(1e-12).cwiseSqrt();
  mean[kPartFeatures] = 0;
  deviation[kPartFeatures] = 1;
  Vector weights = Vector::Zero();
  for (int step = 0; step < kSteps; ++step) {
    Vector gradient = -kRidge * n * weights;
    gradient[kPartFeatures] = 0;
    Eigen::Matrix<double, kPartFeatures + 1, kPartFeatures + 1> curvature =
        decltype(curvature)::Identity() * (kRidge * n);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const Vector x = (rows[k] - mean).cwiseQuotient(deviation);
      const double p = 1 / (1 + std::exp(-weights.dot(x)));
      gradient += (static_cast<double>(examples[k]->lacks) - p) * x;
      curvature += p * (1 - p) * x * x.transpose();
    }
    weights += curvature.ldlt().solve(gradient);
  }
  Vector unscaled = weights.cwiseQuotient(deviation);
  unscaled[kPartFeatures] -= unscaled.dot(mean);
  return unscaled;
}

void report(const char* what, const std::vector<const Example*>& examples, int lacking,
            const Vector& weights) {
  std::vector<std::pair<double, bool>> scored;
  for (const Example* example : examples) {
    const double score = weights.dot(with_one(best_part(*example, weights).features));
    scored.emplace_back(score, example->lacks);
  }
  std::sort(scored.rbegin(), scored.rend());
  std::printf("%s: %d of %zu sides lack a clause\n", what, lacking, scored.size());
  int right = 0;
  double next = 0.3;
  for (std::size_t k = 0; k < scored.size(); ++k) {
    right += scored[k].second;
    if (right < next * lacking) continue;
    std::printf("  recall %.1f: precision %.3f, at probability %.2f\n", next,
                right / static_cast<double>(k + 1), 1 / (1 + std::exp(-scored[k].first)));
    next += 0.1;
  }
}

int calibrate(const std::string& model_path, const std::vector<std::string>& folders) {
  const auto model = qiao::embed::Model::open(model_path);
  std::vector<Set> sets;
  for (const std::string& folder : folders) sets.push_back(read_set(folder, model));
  std::vector<const Example*> halves[2];
  int lacking[2] = {0, 0};
  for (const Set& set : sets) {
    for (const Example& example : set.examples) halves[example.held_out].push_back(&example);
    for (const int half : {0, 1}) lacking[half] += set.lacking[half];
  }
  Vector weights = Vector::Zero();
  weights[8] = -1;  // the most uncovered weight
  for (int round = 0; round < kRounds; ++round) weights = learn(halves[0], weights);
  report("learned on", halves[0], lacking[0], weights);
  report("held out", halves[1], lacking[1], weights);
  for (std::size_t k = 0; k < sets.size(); ++k) {
    std::vector<const Example*> held_out;
    for (const Example& example : sets[k].examples) {
      if (example.held_out) held_out.push_back(&example);
    }
    report(("held out of " + folders[k]).c_str(), held_out, sets[k].lacking[1], weights);
  }
  std::printf("    .weights = {");
  for (std::size_t k = 0; k < kPartFeatures; ++k) {
    std::printf("%s%.3f", k ? ", " : "", weights[static_cast<Eigen::Index>(k)]);
  }
  std::printf("},\n    .bias = %.3f,\n", weights[kPartFeatures]);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: partial_calibration MODEL MADE...\n";
    return 2;
  }
  try {
    return calibrate(argv[1], {argv + 2, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "partial_calibration: " << error.what() << '\n';
    return 3;
  }
}
