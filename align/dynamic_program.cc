#include "align/dynamic_program.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>

#include "align/band_cells.h"

namespace qiao::align {
namespace {

// Rows whose ranges rise and overlap, with as few cells more as that takes: a bead may leap over
// rows, and what lies between must be passable too.
void close_gaps(Band& band, int m) {
  const std::size_t rows = band.begin.size();
  for (std::size_t i = 1; i < rows; ++i) {
    band.end[i] = std::max(band.end[i], band.end[i - 1]);
  }
  for (std::size_t i = rows - 1; i-- > 0;) {
    band.begin[i] = std::min(band.begin[i], band.begin[i + 1]);
  }
  for (std::size_t i = 0; i < rows; ++i) {
    band.begin[i] = std::min(band.begin[i], m);
    band.end[i] = std::max(band.end[i], band.begin[i] + 1);
    if (i > 0) band.begin[i] = std::min(band.begin[i], band.end[i - 1] - 1);
  }
}

}  // namespace

Band full_band(int n, int m) {
  Band band;
  band.begin.assign(static_cast<std::size_t>(n) + 1, 0);
  band.end.assign(static_cast<std::size_t>(n) + 1, m + 1);
  return band;
}

Band band_around(const std::vector<Bead>& path, int n, int m, int radius) {
  Band band;
  band.begin.assign(static_cast<std::size_t>(n) + 1, m);
  band.end.assign(static_cast<std::size_t>(n) + 1, 0);
  const auto cover = [&](int i, int low, int high) {
    for (int k = std::max(0, i - radius); k <= std::min(n, i + radius); ++k) {
      auto& begin = band.begin[static_cast<std::size_t>(k)];
      auto& end = band.end[static_cast<std::size_t>(k)];
      begin = std::min(begin, std::max(0, low - radius));
      end = std::max(end, std::min(m, high + radius) + 1);
    }
  };
  cover(0, 0, 0);
  cover(n, m, m);
  for (const Bead& bead : path) {
    for (int i = bead.source.begin; i <= bead.source.end; ++i) {
      cover(i, bead.target.begin, bead.target.end);
    }
  }
  return band;
}

Band common(const Band& a, const Band& b, int target_count) {
  Band both = a;
  for (std::size_t i = 0; i < both.begin.size(); ++i) {
    both.begin[i] = std::max(both.begin[i], b.begin[i]);
    both.end[i] = std::min(both.end[i], b.end[i]);
  }
  close_gaps(both, target_count);
  return both;
}

Band including(Band band, const std::vector<Bead>& beads, int target_count) {
  for (const Bead& bead : beads) {
    for (int i = bead.source.begin; i <= bead.source.end; ++i) {
      const auto row = static_cast<std::size_t>(i);
      band.begin[row] = std::min(band.begin[row], bead.target.begin);
      band.end[row] = std::max(band.end[row], bead.target.end + 1);
    }
  }
  close_gaps(band, target_count);
  return band;
}

std::vector<BeadShape> bead_shapes(int longest, int square) {
  std::vector<BeadShape> shapes;
  for (int sum = 2; sum <= std::max(longest + 1, 2 * square); ++sum) {
    for (int a = 1; a < sum; ++a) {
      const int b = sum - a;
      const bool one_sided = std::min(a, b) == 1 && std::max(a, b) <= longest;
      const bool both = std::max(a, b) <= square;
      if (one_sided || both) shapes.push_back({a, b});
    }
  }
  shapes.push_back({1, 0});
  shapes.push_back({0, 1});
  return shapes;
}

namespace {

constexpr double kUnreached = -std::numeric_limits<double>::infinity();
constexpr std::uint8_t kNoStep = 255;

// The best score of a path from the beginning to each cell, and the number of its last shape.
struct Forward {
  std::vector<double> best;
  std::vector<std::uint8_t> step;
};

Forward search_forward(const Band& band, const BandCells& cell,
                       const std::vector<BeadShape>& shapes, const BeadScorer& scorer) {
  Forward forward;
  forward.best.assign(cell.count(), kUnreached);
  forward.step.assign(cell.count(), kNoStep);
  forward.best[cell(0, 0)] = 0;
  for (int i = 0; i <= band.source_count(); ++i) {
    for (int j = band.begin[static_cast<std::size_t>(i)]; j < band.end[static_cast<std::size_t>(i)];
         ++j) {
      double& here = forward.best[cell(i, j)];
      std::uint8_t& how = forward.step[cell(i, j)];
      for (std::size_t s = 0; s < shapes.size(); ++s) {
        const int from_i = i - shapes[s].source;
        const int from_j = j - shapes[s].target;
        if (from_i < 0 || from_j < 0 || !band.holds(from_i, from_j)) continue;
        const double before = forward.best[cell(from_i, from_j)];
        if (before == kUnreached) continue;
        const double score = before + scorer(from_i, from_j, shapes[s]);
        if (score > here) {
          here = score;
          how = static_cast<std::uint8_t>(s);
        }
      }
    }
  }
  return forward;
}

}  // namespace

Band near_best(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const BeadScorer& scorer, double slack) {
  const int n = band.source_count();
  const BandCells cell(band);
  const std::vector<double> forward = search_forward(band, cell, shapes, scorer).best;
  std::vector<double> backward(cell.count(), kUnreached);
  backward[cell(n, target_count)] = 0;
  const double worst = forward[cell(n, target_count)] - slack;
  Band near;
  near.begin.assign(band.begin.size(), target_count);
  near.end.assign(band.end.size(), 0);
  for (int i = n; i >= 0; --i) {
    const auto row = static_cast<std::size_t>(i);
    for (int j = band.end[row] - 1; j >= band.begin[row]; --j) {
      double& here = backward[cell(i, j)];
      for (const BeadShape shape : shapes) {
        const int to_i = i + shape.source;
        const int to_j = j + shape.target;
        if (to_i > n || !band.holds(to_i, to_j)) continue;
        const double after = backward[cell(to_i, to_j)];
        if (after != kUnreached) here = std::max(here, after + scorer(i, j, shape));
      }
      if (forward[cell(i, j)] + here < worst) continue;
      near.begin[row] = std::min(near.begin[row], j);
      near.end[row] = std::max(near.end[row], j + 1);
    }
  }
  close_gaps(near, target_count);
  return near;
}

Path best_path(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const BeadScorer& scorer) {
  assert(shapes.size() < kNoStep);
  const int n = band.source_count();
  const BandCells cell(band);
  const auto [best, step] = search_forward(band, cell, shapes, scorer);
  Path path;
  path.score = best[cell(n, target_count)];
  for (int i = n, j = target_count; i > 0 || j > 0;) {
    const std::uint8_t how = step[cell(i, j)];
    assert(how != kNoStep);
    const BeadShape shape = shapes[how];
    const int from_i = i - shape.source;
    const int from_j = j - shape.target;
    Bead bead{.source = {from_i, i}, .target = {from_j, j}};
    bead.score = best[cell(i, j)] - best[cell(from_i, from_j)];
    bead.status = shape.target == 0   ? Status::kDropped
                  : shape.source == 0 ? Status::kAdded
                                      : Status::kAligned;
    path.beads.push_back(bead);
    i = from_i;
    j = from_j;
  }
  std::reverse(path.beads.begin(), path.beads.end());
  return path;
}

}  // namespace qiao::align
