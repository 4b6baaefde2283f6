#include "align/moved.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "align/coarse_path.h"

namespace qiao::align {
namespace {

double probability(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// --- exchanged neighbours

// The likeliest two beads that cross within a bead; none when the bead as it stands is likelier.
std::vector<Bead> exchanged(const Bead& bead, const Search& search, double prior) {
  const auto [i, i_end] = bead.source;
  const auto [j, j_end] = bead.target;
  const auto& shapes = search.table.shapes();
  const auto known = [&](BeadShape shape) {
    return std::find(shapes.begin(), shapes.end(), shape) != shapes.end();
  };
  const double straight = search.log_odds(i, j, {bead.source.size(), bead.target.size()});
  double best = straight;
  std::vector<Bead> crossing;
  for (int x = i + 1; x < i_end; ++x) {
    for (int y = j + 1; y < j_end; ++y) {
      const BeadShape first{x - i, j_end - y};
      const BeadShape second{i_end - x, y - j};
      if (!known(first) || !known(second)) continue;
      const double of_first = search.log_odds(i, y, first);
      const double of_second = search.log_odds(x, j, second);
      const double both = of_first + of_second + prior;
      if (of_first <= 0 || of_second <= 0 || both <= best) continue;
      best = both;
      crossing = {{.source = {i, x}, .target = {y, j_end}},
                  {.source = {x, i_end}, .target = {j, y}}};
      // Either could be called the moved one.
      crossing[of_first <= of_second ? 0 : 1].status = Status::kMoved;
    }
  }
  for (Bead& part : crossing) part.score = probability(best - straight);
  return crossing;
}

bool holds_anchor(const Bead& bead, const Search& search) {
  return std::any_of(search.anchored.begin(), search.anchored.end(), [&](const Bead& least) {
    return bead.source.begin <= least.source.begin && least.source.end <= bead.source.end;
  });
}

void take_apart(std::vector<Bead>& beads, const Search& search, double prior) {
  std::vector<Bead> taken;
  for (const Bead& bead : beads) {
    std::vector<Bead> parts;
    if (bead.source.size() > 1 && bead.target.size() > 1 && !holds_anchor(bead, search)) {
      parts = exchanged(bead, search, prior);
    }
    if (parts.empty()) parts.push_back(bead);
    taken.insert(taken.end(), parts.begin(), parts.end());
  }
  beads = std::move(taken);
}

// --- stretches said elsewhere

// Sentences of one side left over one after the other, and how many beads with both sides stand
// before them: the runs of two sides with as many cross nothing.
struct Run {
  SentenceSpan sentences;
  int beads_before = 0;
};

std::vector<Run> left_over(const std::vector<Bead>& beads, Status status,
                           SentenceSpan Bead::*side) {
  std::vector<Run> runs;
  int beads_before = 0;
  for (const Bead& bead : beads) {
    if (!bead.is_null()) ++beads_before;
    if (bead.status != status) continue;
    const SentenceSpan span = bead.*side;
    if (!runs.empty() && runs.back().sentences.end == span.begin &&
        runs.back().beads_before == beads_before) {
      runs.back().sentences.end = span.end;
    } else {
      runs.push_back({span, beads_before});
    }
  }
  return runs;
}

int sentences_in(const std::vector<Run>& runs) {
  int count = 0;
  for (const Run& run : runs) count += run.sentences.size();
  return count;
}

// What is moved is mostly short, and larger beads cost most of the time.
std::vector<BeadShape> small_shapes(std::vector<BeadShape> shapes) {
  std::erase_if(shapes, [](BeadShape shape) { return shape.source + shape.target > 3; });
  return shapes;
}

// Beads that are moved together.
struct Stretch {
  std::vector<Bead> beads;  // score: log odds, less what chance may bring
  double log_prior = 0;

  double log_odds() const {
    double sum = log_prior;
    for (const Bead& bead : beads) sum += bead.score;
    return sum;
  }
};

class StretchFinder {
 public:
  StretchFinder(const Search& search, const MovedOptions& options, embed::Pool& pool,
                const std::vector<Run>& dropped, const std::vector<Run>& added)
      : search_(search),
        options_(options),
        pool_(pool),
        dropped_(dropped),
        added_(added),
        shapes_(small_shapes(search.table.shapes())) {}

  // The likeliest first.
  std::vector<Stretch> find() const {
    std::vector<Stretch> found;
    for (const auto& [runs, promise] : promising()) {
      const double prior = log_prior(dropped_[runs.first], added_[runs.second]);
      if (promise + prior <= 0) continue;
      Stretch stretch = align(dropped_[runs.first], added_[runs.second]);
      stretch.log_prior = prior;
      if (stretch.log_odds() > 0) found.push_back(std::move(stretch));
    }
    std::stable_sort(found.begin(), found.end(), [](const Stretch& a, const Stretch& b) {
      return a.log_odds() > b.log_odds();
    });
    return found;
  }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;  // of a dropped and an added run

  double log_prior(const Run& dropped, const Run& added) const {
    const int distance = std::abs(dropped.beads_before - added.beads_before);
    const auto as_near = [&](const std::vector<Run>& runs, const Run& from) {
      int count = 0;
      for (const Run& run : runs) {
        if (std::abs(run.beads_before - from.beads_before) <= distance) {
          count += run.sentences.size();
        }
      }
      return count;
    };
    return std::log(options_.share) -
           std::log(std::max(as_near(added_, dropped), as_near(dropped_, added)));
  }

  // What single sentences of two runs promise: the sum over each one's best partner among its
  // nearest, for the side with less.
  std::map<Pair, double> promising() const {
    std::map<Pair, double> of_source, of_target;
    add_promises(dropped_, added_, of_source, false);
    add_promises(added_, dropped_, of_target, true);
    for (auto& [runs, promise] : of_source) promise = std::max(promise, of_target[runs]);
    of_source.merge(of_target);
    return of_source;
  }

  void add_promises(const std::vector<Run>& mine, const std::vector<Run>& others,
                    std::map<Pair, double>& promises, bool turned) const {
    struct Near {
      float distance;
      std::size_t run;
      int sentence;
      bool operator<(const Near& other) const {
        return std::pair(distance, sentence) < std::pair(other.distance, other.sentence);
      }
    };
    std::vector<Near> near;
    for (std::size_t r = 0; r < mine.size(); ++r) {
      for (int k = mine[r].sentences.begin; k < mine[r].sentences.end; ++k) {
        near.clear();
        for (std::size_t o = 0; o < others.size(); ++o) {
          if (others[o].beads_before == mine[r].beads_before) continue;
          for (int l = others[o].sentences.begin; l < others[o].sentences.end; ++l) {
            const float closeness =
                turned ? search_.sentences(l, k, 1, 1) : search_.sentences(k, l, 1, 1);
            near.push_back({-closeness, o, l});
          }
        }
        const auto count = std::min(near.size(), static_cast<std::size_t>(options_.candidates));
        std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count),
                          near.end());
        std::map<std::size_t, double> best;  // by run
        for (std::size_t c = 0; c < count; ++c) {
          const int l = near[c].sentence;
          const double odds =
              turned ? search_.log_odds(l, k, {1, 1}) : search_.log_odds(k, l, {1, 1});
          double& so_far = best[near[c].run];
          so_far = std::max(so_far, odds);
        }
        for (const auto& [o, odds] : best) promises[turned ? Pair(o, r) : Pair(r, o)] += odds;
      }
    }
  }

  // The stretch that two runs hold, likely or not.
  Stretch align(const Run& dropped, const Run& added) const {
    const int i = dropped.sentences.begin;
    const int j = added.sentences.begin;
    const int n = dropped.sentences.size();
    const int m = added.sentences.size();
    const embed::Embeddings source = search_.source.sentences.sums.middleRows(i, n);
    const embed::Embeddings target = search_.target.sentences.sums.middleRows(j, m);
    const SentenceWitness sentences(source, target, pool_);
    const Band band =
        static_cast<double>(n) * m <= kWhole
            ? full_band(n, m)
            : band_around(coarse_path(source, target, sentences, pool_), n, m, kRadius);
    const Path path = best_path(band, m, shapes_, [&](int x, int y, BeadShape shape) -> double {
      if (shape.source == 0 || shape.target == 0) return 0;
      return search_.log_odds(i + x, j + y, shape) - options_.chance;
    });
    Stretch stretch;
    for (Bead bead : path.beads) {
      if (bead.is_null()) continue;
      bead.source = {bead.source.begin + i, bead.source.end + i};
      bead.target = {bead.target.begin + j, bead.target.end + j};
      stretch.beads.push_back(bead);
    }
    return stretch;
  }

  static constexpr double kWhole = 2500;  // cells
  static constexpr int kRadius = 10;      // sentences around the coarse path of longer runs

  const Search& search_;
  const MovedOptions& options_;
  embed::Pool& pool_;
  const std::vector<Run>& dropped_;
  const std::vector<Run>& added_;
  std::vector<BeadShape> shapes_;
};

// Puts moved beads in the places of their null beads.
void insert(std::vector<Bead>& beads, std::vector<Bead> moved) {
  std::vector<SentenceSpan> gone;  // of the target
  for (const Bead& bead : moved) gone.push_back(bead.target);
  const auto by_begin = [](SentenceSpan a, SentenceSpan b) { return a.begin < b.begin; };
  std::sort(gone.begin(), gone.end(), by_begin);
  std::sort(moved.begin(), moved.end(),
            [&](const Bead& a, const Bead& b) { return by_begin(a.source, b.source); });
  std::vector<Bead> kept;
  auto next = moved.begin();
  for (const Bead& bead : beads) {
    if (bead.status == Status::kAdded) {
      const auto after = std::upper_bound(gone.begin(), gone.end(), bead.target, by_begin);
      if (after != gone.begin() && bead.target.begin < std::prev(after)->end) continue;
    }
    if (bead.status == Status::kDropped && next != moved.end() &&
        next->source.begin <= bead.source.begin) {
      if (next->source.begin == bead.source.begin) kept.push_back(*next);
      if (next->source.end == bead.source.end) ++next;
      continue;
    }
    kept.push_back(bead);
  }
  beads = std::move(kept);
}

void match_left_over(Alignment& alignment, const Search& search, const MovedOptions& options,
                     embed::Pool& pool) {
  const std::vector<Run> dropped = left_over(alignment.beads, Status::kDropped, &Bead::source);
  const std::vector<Run> added = left_over(alignment.beads, Status::kAdded, &Bead::target);
  const auto countable = [&](const std::vector<Run>& runs) {
    const auto count = static_cast<std::size_t>(sentences_in(runs));
    return count > 0 && count <= options.most;
  };
  if (!countable(dropped) || !countable(added)) return;
  const StretchFinder finder(search, options, pool, dropped, added);
  std::vector<bool> source_taken(static_cast<std::size_t>(alignment.source_count), false);
  std::vector<bool> target_taken(static_cast<std::size_t>(alignment.target_count), false);
  const auto any = [](const std::vector<bool>& taken, SentenceSpan span) {
    return std::find(taken.begin() + span.begin, taken.begin() + span.end, true) !=
           taken.begin() + span.end;
  };
  const auto take = [](std::vector<bool>& taken, SentenceSpan span) {
    std::fill(taken.begin() + span.begin, taken.begin() + span.end, true);
  };
  std::vector<Bead> moved;
  for (Stretch& stretch : finder.find()) {
    std::erase_if(stretch.beads, [&](const Bead& bead) {
      return any(source_taken, bead.source) || any(target_taken, bead.target);
    });
    const double log_odds = stretch.log_odds();
    if (log_odds <= 0) continue;
    for (Bead& bead : stretch.beads) {
      bead.status = Status::kMoved;
      bead.score = probability(log_odds) * probability(bead.score);
      if (bead.score < options.sure) continue;
      take(source_taken, bead.source);
      take(target_taken, bead.target);
      moved.push_back(bead);
    }
  }
  insert(alignment.beads, std::move(moved));
}

}  // namespace

void find_moved(Alignment& alignment, const Search& search, const MovedOptions& options,
                embed::Pool& pool) {
  take_apart(alignment.beads, search, options.exchange);
  match_left_over(alignment, search, options, pool);
}

}  // namespace qiao::align
