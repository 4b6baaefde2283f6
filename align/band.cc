#include "align/band.h"

#include <algorithm>
#include <cstddef>

namespace qiao::align {

void close_gaps(Band& band, int target_count) {
  const std::size_t rows = band.begin.size();
  for (std::size_t i = 1; i < rows; ++i) {
    band.end[i] = std::max(band.end[i], band.end[i - 1]);
  }
  for (std::size_t i = rows - 1; i-- > 0;) {
    band.begin[i] = std::min(band.begin[i], band.begin[i + 1]);
  }
  for (std::size_t i = 0; i < rows; ++i) {
    band.begin[i] = std::min(band.begin[i], target_count);
    band.end[i] = std::max(band.end[i], band.begin[i] + 1);
    if (i > 0) band.begin[i] = std::min(band.begin[i], band.end[i - 1] - 1);
  }
}

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

}  // namespace qiao::align
