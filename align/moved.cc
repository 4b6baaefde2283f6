#include "align/moved.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace qiao::align {
namespace {

struct Candidate {
  std::size_t dropped;  // positions in the lists of left-over beads
  std::size_t added;
  float evidence;
};

// The best candidate of each left-over sentence of one side, by its position.
std::vector<const Candidate*> best_by(const std::vector<Candidate>& candidates,
                                      std::size_t Candidate::*side, std::size_t count) {
  std::vector<const Candidate*> best(count, nullptr);
  for (const Candidate& candidate : candidates) {
    const Candidate*& so_far = best[candidate.*side];
    if (!so_far || candidate.evidence > so_far->evidence) so_far = &candidate;
  }
  return best;
}

// Whether a bead with both sides stands between two beads: if none does, the pair would be in
// order, and the search has decided against it.
bool crosses(const std::vector<Bead>& beads, std::size_t a, std::size_t b) {
  const auto [first, last] = std::minmax(a, b);
  return std::any_of(beads.begin() + static_cast<std::ptrdiff_t>(first),
                     beads.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const Bead& bead) { return !bead.is_null(); });
}

}  // namespace

void find_moved(Alignment& alignment, const SentenceWitness& sentences, const Evidence& evidence,
                const MovedOptions& options) {
  std::vector<std::size_t> dropped, added;  // beads
  for (std::size_t k = 0; k < alignment.beads.size(); ++k) {
    if (alignment.beads[k].status == Status::kDropped) dropped.push_back(k);
    if (alignment.beads[k].status == Status::kAdded) added.push_back(k);
  }
  if (dropped.empty() || added.empty() || dropped.size() > options.most ||
      added.size() > options.most) {
    return;
  }
  std::vector<Candidate> candidates;
  std::vector<std::pair<float, std::size_t>> near;
  for (std::size_t d = 0; d < dropped.size(); ++d) {
    const int i = alignment.beads[dropped[d]].source.begin;
    near.clear();
    for (std::size_t a = 0; a < added.size(); ++a) {
      near.emplace_back(-sentences(i, alignment.beads[added[a]].target.begin, 1, 1), a);
    }
    const auto count = std::min(near.size(), static_cast<std::size_t>(options.candidates));
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count), near.end());
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t a = near[k].second;
      candidates.push_back({d, a, evidence(i, alignment.beads[added[a]].target.begin)});
    }
  }
  const auto best_of_dropped = best_by(candidates, &Candidate::dropped, dropped.size());
  const auto best_of_added = best_by(candidates, &Candidate::added, added.size());
  std::vector<bool> gone(alignment.beads.size(), false);
  for (const Candidate* pair : best_of_dropped) {
    if (!pair || best_of_added[pair->added] != pair) continue;
    const double log_odds = static_cast<double>(pair->evidence) + std::log(options.share) -
                            std::log(static_cast<double>(std::max(dropped.size(), added.size())));
    if (log_odds <= 0 || !crosses(alignment.beads, dropped[pair->dropped], added[pair->added])) {
      continue;
    }
    Bead& bead = alignment.beads[dropped[pair->dropped]];
    bead.target = alignment.beads[added[pair->added]].target;
    bead.status = Status::kMoved;
    bead.score = 1 / (1 + std::exp(-log_odds));
    gone[added[pair->added]] = true;
  }
  std::vector<Bead> kept;
  for (std::size_t k = 0; k < alignment.beads.size(); ++k) {
    if (!gone[k]) kept.push_back(alignment.beads[k]);
  }
  alignment.beads = std::move(kept);
}

}  // namespace qiao::align
