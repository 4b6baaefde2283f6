#include "align/anchors.h"

#include <algorithm>
#include <numeric>

namespace qiao::align {
namespace {

// The anchors of one bead; their places in the list that the caller gave.
struct Group {
  Bead least;
  std::size_t first = 0;
  std::size_t last = 0;
};

bool fits(const Bead& least, const std::vector<BeadShape>& shapes) {
  return std::any_of(shapes.begin(), shapes.end(), [&](BeadShape shape) {
    return least.source.size() <= shape.source && least.target.size() <= shape.target;
  });
}

std::vector<std::size_t> in_order(std::span<const Anchor> anchors) {
  std::vector<std::size_t> order(anchors.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return anchors[a] < anchors[b]; });
  return order;
}

// Calls on_group(group, k) after anchor k has joined a group, and on_cross(group, k) for one that
// lies behind the group on one side and before it on the other; that one is left out.
template <class OnGroup, class OnCross>
std::vector<Group> group(std::span<const Anchor> anchors, const OnGroup& on_group,
                         const OnCross& on_cross) {
  std::vector<Group> groups;
  for (const std::size_t k : in_order(anchors)) {
    const auto [i, j] = anchors[k];
    const bool behind =
        !groups.empty() && i >= groups.back().least.source.end;  // else in its last sentence
    if (groups.empty() || (behind && j >= groups.back().least.target.end)) {
      groups.push_back({{.source = {i, i + 1}, .target = {j, j + 1}}, k, k});
    } else if (behind && j < groups.back().least.target.begin) {
      on_cross(groups.back(), k);
      continue;
    } else {
      Bead& least = groups.back().least;
      least.source.end = i + 1;
      least.target.end = std::max(least.target.end, j + 1);
      groups.back().last = k;
    }
    on_group(groups.back(), k);
  }
  return groups;
}

AnchorConflict conflict(AnchorConflict::Kind kind, std::size_t a, std::size_t b) {
  return {kind, std::min(a, b), std::max(a, b)};
}

// How many least beads lie before each place between sentences; kInside within one.
constexpr int kInside = -1;
std::vector<int> least_before(const std::vector<Bead>& least, SentenceSpan Bead::*side, int count) {
  std::vector<int> before(static_cast<std::size_t>(count) + 1, 0);
  int number = 0;
  int at = 0;
  for (const Bead& bead : least) {
    const SentenceSpan span = bead.*side;
    for (; at <= span.begin; ++at) before[static_cast<std::size_t>(at)] = number;
    for (; at < span.end; ++at) before[static_cast<std::size_t>(at)] = kInside;
    ++number;
  }
  for (; at <= count; ++at) before[static_cast<std::size_t>(at)] = number;
  return before;
}

}  // namespace

std::optional<AnchorConflict> find_conflict(std::span<const Anchor> anchors,
                                            const std::vector<BeadShape>& shapes) {
  using Kind = AnchorConflict::Kind;
  std::optional<AnchorConflict> found;
  group(
      anchors,
      [&](const Group& grown, std::size_t k) {
        if (!found && !fits(grown.least, shapes)) {
          found = conflict(Kind::kTooLarge, grown.first, k);
        }
      },
      [&](const Group& crossed, std::size_t k) {
        if (!found) found = conflict(Kind::kCross, crossed.last, k);
      });
  return found;
}

std::vector<Bead> least_beads(std::span<const Anchor> anchors) {
  std::vector<Bead> least;
  const auto nothing = [](const Group&, std::size_t) {};
  for (const Group& found : group(anchors, nothing, nothing)) least.push_back(found.least);
  return least;
}

Band corridor(const std::vector<Bead>& least, int n, int m) {
  Band band;
  band.begin.assign(static_cast<std::size_t>(n) + 1, m);
  band.end.assign(static_cast<std::size_t>(n) + 1, 0);
  const auto open = [&](SentenceSpan source, SentenceSpan target) {
    for (auto i = static_cast<std::size_t>(source.begin); i <= static_cast<std::size_t>(source.end);
         ++i) {
      band.begin[i] = std::min(band.begin[i], target.begin);
      band.end[i] = std::max(band.end[i], target.end + 1);
    }
  };
  int i = 0;
  int j = 0;
  for (const Bead& bead : least) {
    open({i, bead.source.begin}, {j, bead.target.begin});
    open(bead.source, bead.target);
    i = bead.source.end;
    j = bead.target.end;
  }
  open({i, n}, {j, m});
  return band;
}

void keep_to_anchors(BeadTable& table, const std::vector<Bead>& least) {
  if (least.empty()) return;
  const int n = table.source_count();
  const int m = table.target_count();
  const std::vector<int> source_before = least_before(least, &Bead::source, n);
  const std::vector<int> target_before = least_before(least, &Bead::target, m);
  const auto open = [&](int i, int j) {
    const int before = source_before[static_cast<std::size_t>(i)];
    return before != kInside && before == target_before[static_cast<std::size_t>(j)];
  };
  for (int i = 0; i <= n; ++i) {
    const auto row = static_cast<std::size_t>(i);
    for (int j = table.band().begin[row]; j < table.band().end[row]; ++j) {
      const std::size_t cell = table.cell(i, j);
      for (std::size_t s = 0; s < table.shapes().size(); ++s) {
        float& evidence = table.at(cell, s);
        if (evidence == kImpossible) continue;
        const BeadShape shape = table.shapes()[s];
        if (!open(i, j) || !open(i + shape.source, j + shape.target)) evidence = kImpossible;
      }
    }
  }
  for (const Bead& bead : least) {
    const std::size_t shape = table.shape_number({bead.source.size(), bead.target.size()});
    float& evidence = table.at(table.cell(bead.source.begin, bead.target.begin), shape);
    if (evidence == kImpossible) evidence = 0;  // vectors that overflow; the way must stay open
  }
}

}  // namespace qiao::align
