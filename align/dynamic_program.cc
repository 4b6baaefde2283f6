#include "align/dynamic_program.h"

#include <algorithm>
#include <cassert>

#include "align/band_cells.h"

namespace qiao::align {

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

Path trace(const Band& band, int target_count, const std::vector<BeadShape>& shapes,
           const Forward& forward) {
  const BandCells cell(band);
  const auto& [best, step] = forward;
  Path path;
  path.score = best[cell(band.source_count(), target_count)];
  for (int i = band.source_count(), j = target_count; i > 0 || j > 0;) {
    const std::uint16_t how = step[cell(i, j)];
    assert(how != Forward::kNoStep);
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

Band near(const Band& band, int target_count, const std::vector<double>& forward,
          const std::vector<double>& backward, double slack) {
  const BandCells cell(band);
  const double worst = forward[cell(band.source_count(), target_count)] - slack;
  Band near;
  near.begin.assign(band.begin.size(), target_count);
  near.end.assign(band.end.size(), 0);
  for (int i = 0; i <= band.source_count(); ++i) {
    const auto row = static_cast<std::size_t>(i);
    for (int j = band.begin[row]; j < band.end[row]; ++j) {
      if (forward[cell(i, j)] + backward[cell(i, j)] < worst) continue;
      near.begin[row] = std::min(near.begin[row], j);
      near.end[row] = std::max(near.end[row], j + 1);
    }
  }
  close_gaps(near, target_count);
  return near;
}

}  // namespace qiao::align
