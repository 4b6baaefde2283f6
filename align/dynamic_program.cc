#include "align/dynamic_program.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>

namespace qiao::align {

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

Path best_path(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
               const BeadScorer& scorer) {
  assert(shapes.size() < 255);
  const int n = band.source_count();
  constexpr double kUnreached = -std::numeric_limits<double>::infinity();
  std::vector<std::size_t> row(static_cast<std::size_t>(n) + 2, 0);  // first cell of each row
  for (int i = 0; i <= n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    row[k + 1] = row[k] + static_cast<std::size_t>(std::max(0, band.end[k] - band.begin[k]));
  }
  const auto cell = [&](int i, int j) {
    const auto k = static_cast<std::size_t>(i);
    return row[k] + static_cast<std::size_t>(j - band.begin[k]);
  };
  std::vector<double> best(row.back(), kUnreached);
  std::vector<std::uint8_t> step(row.back(), 255);
  best[cell(0, 0)] = 0;
  for (int i = 0; i <= n; ++i) {
    for (int j = band.begin[static_cast<std::size_t>(i)]; j < band.end[static_cast<std::size_t>(i)];
         ++j) {
      double& here = best[cell(i, j)];
      std::uint8_t& how = step[cell(i, j)];
      for (std::size_t s = 0; s < shapes.size(); ++s) {
        const int from_i = i - shapes[s].source;
        const int from_j = j - shapes[s].target;
        if (from_i < 0 || from_j < 0 || !band.holds(from_i, from_j)) continue;
        const double before = best[cell(from_i, from_j)];
        if (before == kUnreached) continue;
        const double score = before + scorer(from_i, from_j, shapes[s]);
        if (score > here) {
          here = score;
          how = static_cast<std::uint8_t>(s);
        }
      }
    }
  }
  Path path;
  path.score = best[cell(n, target_count)];
  for (int i = n, j = target_count; i > 0 || j > 0;) {
    const std::uint8_t how = step[cell(i, j)];
    assert(how != 255);
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
