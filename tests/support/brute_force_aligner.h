// The oracle of the search: tries every way to cut two short texts into beads. Exponential, with
// nothing clever in it; texts of 4 x 4 have 6,000 paths over the shapes that align() uses, texts of
// 5 x 5 about 70,000.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "align/dynamic_program.h"

namespace qiao::align {

// Whether the beads cover each sentence of both sides once and in order.
inline bool covers(const std::vector<Bead>& beads, int n, int m) {
  int i = 0;
  int j = 0;
  for (const Bead& bead : beads) {
    if (bead.source.begin != i || bead.target.begin != j) return false;
    if (bead.source.end < i || bead.target.end < j) return false;
    if (bead.source.empty() && bead.target.empty()) return false;
    i = bead.source.end;
    j = bead.target.end;
  }
  return i == n && j == m;
}

// Whether each sentence of both sides stands in one bead, the source in order, the target in any.
inline bool covers_each_once(const std::vector<Bead>& beads, int n, int m) {
  std::vector<int> times(static_cast<std::size_t>(m), 0);
  int i = 0;
  for (const Bead& bead : beads) {
    if (bead.source.begin != i || bead.source.end < i) return false;
    i = bead.source.end;
    for (int j = bead.target.begin; j < bead.target.end; ++j) ++times[static_cast<std::size_t>(j)];
  }
  return i == n && std::count(times.begin(), times.end(), 1) == m;
}

// Calls visit(beads, score) for every path; the score is the sum of the scorer's over its beads.
inline void each_path(
    int n, int m, const std::vector<BeadShape>& shapes, const BeadScorer& scorer,
    const std::function<void(const std::vector<Bead>& beads, double score)>& visit) {
  std::vector<Bead> beads;
  const std::function<void(int, int, double)> extend = [&](int i, int j, double score) {
    if (i == n && j == m) visit(beads, score);
    for (const BeadShape shape : shapes) {
      if (i + shape.source > n || j + shape.target > m) continue;
      beads.push_back({.source = {i, i + shape.source}, .target = {j, j + shape.target}});
      extend(i + shape.source, j + shape.target, score + scorer(i, j, shape));
      beads.pop_back();
    }
  };
  extend(0, 0, 0);
}

// The best score of all paths.
inline double best_score_of_all(int n, int m, const std::vector<BeadShape>& shapes,
                                const BeadScorer& scorer) {
  double best = -std::numeric_limits<double>::infinity();
  each_path(n, m, shapes, scorer,
            [&](const std::vector<Bead>&, double score) { best = std::max(best, score); });
  return best;
}

// The share of exp(score) that falls on the paths that `holds` says yes to.
inline double share_of_paths(int n, int m, const std::vector<BeadShape>& shapes,
                             const BeadScorer& scorer,
                             const std::function<bool(const std::vector<Bead>&)>& holds) {
  double yes = 0;
  double all = 0;
  each_path(n, m, shapes, scorer, [&](const std::vector<Bead>& beads, double score) {
    all += std::exp(score);
    if (holds(beads)) yes += std::exp(score);
  });
  return yes / all;
}

}  // namespace qiao::align
