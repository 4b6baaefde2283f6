// The inside of dynamic_program.h: rows of cells, one shape after the other, so that what is read
// and written lies in order. Shapes that stay in a row (0-1) come last, cell by cell.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <vector>

#include "align/band_cells.h"
#include "align/dynamic_program.h"

namespace qiao::align {

// The best score of a path from the beginning to each cell, and the number of its last shape.
struct Forward {
  static constexpr std::uint16_t kNoStep = 65535;
  std::vector<double> best;
  std::vector<std::uint16_t> step;
};

inline constexpr double kUnreached = -std::numeric_limits<double>::infinity();

// The path that ends in the last cell.
Path trace(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
           const Forward& forward);

// The cells whose best scores from the beginning and to the end are at most `slack` below the best.
Band near(const Band& band, int target_count, const std::vector<double>& forward,
          const std::vector<double>& backward, double slack);

// The target sentences j at which a bead of this shape may begin in row `from` so that it lies in
// the band with both corners: [begin, end).
inline SentenceSpan starts(const Band& band, int from, BeadShape shape) {
  const auto row = static_cast<std::size_t>(from);
  const auto to = static_cast<std::size_t>(from + shape.source);
  return {std::max(band.begin[row], band.begin[to] - shape.target),
          std::min(band.end[row], band.end[to] - shape.target)};
}

template <class Scorer>
Forward search_forward(const Band& band, const BandCells& cell,
                       const std::vector<BeadShape>& shapes, const Scorer& scorer) {
  assert(shapes.size() < Forward::kNoStep);
  Forward forward;
  forward.best.assign(cell.count(), kUnreached);
  forward.step.assign(cell.count(), Forward::kNoStep);
  forward.best[cell(0, 0)] = 0;
  // From cells that follow each other, without a branch that depends on the scores.
  const auto extend_row = [&](int i, int begin, int end, std::size_t s) {
    const BeadShape shape = shapes[s];
    const double* from = &forward.best[cell(i, begin)];
    const std::size_t first = cell(i + shape.source, begin + shape.target);
    double* best = &forward.best[first];
    std::uint16_t* step = &forward.step[first];
    const auto number = static_cast<std::uint16_t>(s);
    for (int k = 0; k < end - begin; ++k) {
      const double score = from[k] + scorer(i, begin + k, shape);
      const bool better =
          (score > best[k]) | ((score == best[k]) & (number < step[k]) & (score != kUnreached));
      best[k] = better ? score : best[k];
      step[k] = better ? number : step[k];
    }
  };
  for (int i = 0; i <= band.source_count(); ++i) {
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      const int from = i - shapes[s].source;
      if (from == i || from < 0) continue;
      const auto [begin, end] = starts(band, from, shapes[s]);
      if (begin < end) extend_row(from, begin, end, s);
    }
    for (int j = band.begin[static_cast<std::size_t>(i)]; j < band.end[static_cast<std::size_t>(i)];
         ++j) {
      for (std::size_t s = 0; s < shapes.size(); ++s) {
        if (shapes[s].source > 0 || !band.holds(i, j + shapes[s].target)) continue;
        extend_row(i, j, j + 1, s);
      }
    }
  }
  return forward;
}

template <class Scorer>
std::vector<double> search_backward(const Band& band, const BandCells& cell, int target_count,
                                    const std::vector<BeadShape>& shapes, const Scorer& scorer) {
  const int n = band.source_count();
  std::vector<double> backward(cell.count(), kUnreached);
  backward[cell(n, target_count)] = 0;
  const auto extend = [&](int i, int j, BeadShape shape) {
    double& here = backward[cell(i, j)];
    here = std::max(here, backward[cell(i + shape.source, j + shape.target)] + scorer(i, j, shape));
  };
  for (int i = n; i >= 0; --i) {
    for (const BeadShape shape : shapes) {
      if (shape.source == 0 || i + shape.source > n) continue;
      const auto [begin, end] = starts(band, i, shape);
      for (int j = begin; j < end; ++j) extend(i, j, shape);
    }
    for (int j = band.end[static_cast<std::size_t>(i)] - 1;
         j >= band.begin[static_cast<std::size_t>(i)]; --j) {
      for (const BeadShape shape : shapes) {
        if (shape.source == 0 && band.holds(i, j + shape.target)) extend(i, j, shape);
      }
    }
  }
  return backward;
}

template <class Scorer>
Path best_path(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const Scorer& scorer) {
  const BandCells cell(band);
  return trace(band, target_count, shapes, search_forward(band, cell, shapes, scorer));
}

template <class Scorer>
Band near_best(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const Scorer& scorer, double slack, embed::Pool& pool) {
  const BandCells cell(band);
  std::vector<double> forward, backward;
  pool.run_both([&] { forward = search_forward(band, cell, shapes, scorer).best; },
                [&] { backward = search_backward(band, cell, target_count, shapes, scorer); });
  return near(band, target_count, forward, backward, slack);
}

}  // namespace qiao::align
