#include "align/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace qiao::align {

std::vector<ScoredBead> scored_against(std::span<const LadderBead> gold,
                                       std::span<const LadderBead> predicted) {
  std::set<std::pair<std::vector<int>, std::vector<int>>> known;
  for (const LadderBead& bead : gold) known.emplace(bead.source, bead.target);
  std::vector<ScoredBead> scored;
  for (const LadderBead& bead : predicted) {
    if (bead.source.empty() && bead.target.empty()) continue;
    scored.push_back({1 - bead.cost, known.contains({bead.source, bead.target})});
  }
  return scored;
}

double calibration_error(std::span<const ScoredBead> beads) {
  std::array<double, 10> gap{};
  for (const ScoredBead& bead : beads) {
    const auto bin = static_cast<std::size_t>(std::clamp(bead.score * 10, 0.0, 9.0));
    gap[bin] += bead.score - (bead.right ? 1 : 0);
  }
  double sum = 0;
  for (const double each : gap) sum += std::abs(each);
  return sum / static_cast<double>(std::max<std::size_t>(1, beads.size()));
}

double right_of_surest(std::vector<ScoredBead> beads, double share) {
  std::stable_sort(beads.begin(), beads.end(),
                   [](const ScoredBead& a, const ScoredBead& b) { return a.score > b.score; });
  beads.resize(static_cast<std::size_t>(share * static_cast<double>(beads.size())));
  const auto right =
      std::count_if(beads.begin(), beads.end(), [](const ScoredBead& bead) { return bead.right; });
  return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, beads.size()));
}

}  // namespace qiao::align
