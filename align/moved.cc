#include "align/moved.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
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

// What one side has left over.
struct LeftOver {
  std::vector<Run> runs;
  std::vector<int> sentences;       // of all runs, in order
  std::vector<std::size_t> run_of;  // each sentence's

  LeftOver(const std::vector<Bead>& beads, Status status, SentenceSpan Bead::*side) {
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
      for (int k = span.begin; k < span.end; ++k) {
        sentences.push_back(k);
        run_of.push_back(runs.size() - 1);
      }
    }
  }
  int beads_before(std::size_t k) const { return runs[run_of[k]].beads_before; }
};

// What is moved is mostly short, and larger beads cost most of the time.
std::vector<BeadShape> small_shapes(std::vector<BeadShape> shapes) {
  std::erase_if(shapes, [](BeadShape shape) { return shape.source + shape.target > 3; });
  return shapes;
}

Side neighbourhood(const Side& side, SentenceSpan span) {
  std::vector<int> sentences(static_cast<std::size_t>(span.size()));
  std::iota(sentences.begin(), sentences.end(), span.begin);
  return chosen(side, sentences);
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
                const LeftOver& dropped, const LeftOver& added)
      : search_(search),
        options_(options),
        pool_(pool),
        dropped_(dropped),
        added_(added),
        shapes_(small_shapes(search.table.shapes())) {}

  // The likeliest first.
  std::vector<Stretch> find() const {
    std::vector<std::pair<Pair, double>> likely;  // with log prior
    for (const auto& [runs, promise] : promising()) {
      const double prior = log_prior(dropped_.runs[runs.first], added_.runs[runs.second]);
      if (promise + prior > 0) likely.push_back({runs, prior});
    }
    std::vector<Stretch> found(likely.size());
    pool_.for_chunks(likely.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) {
        const auto [runs, prior] = likely[k];
        found[k] = align(dropped_.runs[runs.first].sentences, added_.runs[runs.second].sentences);
        found[k].log_prior = prior;
        if (found[k].log_odds() > 0) look_again(found[k]);
      }
    });
    std::erase_if(found, [](const Stretch& stretch) { return stretch.log_odds() <= 0; });
    std::stable_sort(found.begin(), found.end(), [](const Stretch& a, const Stretch& b) {
      return a.log_odds() > b.log_odds();
    });
    return found;
  }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;  // of a dropped and an added run
  using Link = std::pair<std::size_t, std::size_t>;  // of a dropped and an added sentence

  double log_prior(const Run& dropped, const Run& added) const {
    const int distance = std::abs(dropped.beads_before - added.beads_before);
    const auto as_near = [&](const LeftOver& side, const Run& from) {
      int count = 0;
      for (const Run& run : side.runs) {
        if (std::abs(run.beads_before - from.beads_before) <= distance) {
          count += run.sentences.size();
        }
      }
      return count;
    };
    return std::log(distance <= 1 ? options_.odds_beside : options_.odds) -
           std::log(std::max(as_near(added_, dropped), as_near(dropped_, added)));
  }

  // What single sentences of two runs promise: the most that beads of one and one among their
  // nearest, in order, bring.
  std::map<Pair, double> promising() const {
    const std::vector<Link> links = near_links();
    std::vector<double> odds(links.size());
    pool_.for_chunks(links.size(), kSentencesPerChunk, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) {
        const auto [from, to] = links[k];
        odds[k] = search_.log_odds(dropped_.sentences[from], added_.sentences[to], {1, 1});
      }
    });
    std::map<Pair, std::vector<std::size_t>> of_runs;
    for (std::size_t k = 0; k < links.size(); ++k) {
      if (odds[k] > 0) {
        of_runs[{dropped_.run_of[links[k].first], added_.run_of[links[k].second]}].push_back(k);
      }
    }
    std::map<Pair, double> promises;
    for (const auto& [runs, of_these] : of_runs) promises[runs] = best_chain(links, odds, of_these);
    return promises;
  }

  // Sentences left over and those of the other side that are nearest to them: places in the two
  // LeftOver::sentences, rising.
  std::vector<Link> near_links() const {
    const embed::Embeddings closeness =
        search_.sentences.of_each(dropped_.sentences, added_.sentences);
    std::vector<std::vector<std::size_t>> from_source(dropped_.sentences.size());
    std::vector<std::vector<std::size_t>> from_target(added_.sentences.size());
    pool_.for_chunks(from_source.size(), kSentencesPerChunk,
                     [&](std::size_t begin, std::size_t end) {
                       for (std::size_t k = begin; k < end; ++k) {
                         from_source[k] = nearest(closeness.row(static_cast<Eigen::Index>(k)),
                                                  dropped_.beads_before(k), added_);
                       }
                     });
    pool_.for_chunks(
        from_target.size(), kSentencesPerChunk, [&](std::size_t begin, std::size_t end) {
          for (std::size_t l = begin; l < end; ++l) {
            from_target[l] = nearest(closeness.col(static_cast<Eigen::Index>(l)).transpose(),
                                     added_.beads_before(l), dropped_);
          }
        });
    std::vector<Link> links;
    for (std::size_t k = 0; k < from_source.size(); ++k) {
      for (const std::size_t l : from_source[k]) links.push_back({k, l});
    }
    for (std::size_t l = 0; l < from_target.size(); ++l) {
      for (const std::size_t k : from_target[l]) links.push_back({k, l});
    }
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
    return links;
  }

  // The other side's sentences nearest to one with `beads_before`, which they do not stand beside.
  std::vector<std::size_t> nearest(const Eigen::RowVectorXf& closeness, int beads_before,
                                   const LeftOver& others) const {
    std::vector<std::size_t> near;
    for (std::size_t l = 0; l < others.sentences.size(); ++l) {
      if (others.beads_before(l) != beads_before) near.push_back(l);
    }
    const auto count = std::min(near.size(), static_cast<std::size_t>(options_.candidates));
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count), near.end(),
                      [&](std::size_t a, std::size_t b) {
                        const float of_a = closeness[static_cast<Eigen::Index>(a)];
                        const float of_b = closeness[static_cast<Eigen::Index>(b)];
                        return of_a > of_b || (of_a == of_b && a < b);
                      });
    return {near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count)};
  }

  // The greatest sum of odds over links that fall on neither side: two may share a sentence, as
  // the parts of a larger bead do. O(links squared).
  static double best_chain(const std::vector<Link>& links, const std::vector<double>& odds,
                           const std::vector<std::size_t>& of_these) {
    std::vector<double> until;  // the best chain that ends with each
    for (const std::size_t k : of_these) {
      double before = 0;
      for (std::size_t x = 0; x < until.size(); ++x) {
        const Link& earlier = links[of_these[x]];
        if (earlier.first <= links[k].first && earlier.second <= links[k].second) {
          before = std::max(before, until[x]);
        }
      }
      until.push_back(before + odds[k]);
    }
    return *std::max_element(until.begin(), until.end());
  }

  // The stretch that two runs hold, likely or not.
  Stretch align(SentenceSpan dropped, SentenceSpan added) const {
    const int n = dropped.size();
    const int m = added.size();
    embed::Pool alone(1);
    BeadTable table(
        static_cast<double>(n) * m <= kWhole ? full_band(n, m) : rough_band(dropped, added, alone),
        m, shapes_);
    search_.evidence.gather(table, alone, dropped.begin, added.begin);
    const Path path =
        best_path(table.band(), m, shapes_, [&](int x, int y, BeadShape shape) -> double {
          if (shape.source == 0 || shape.target == 0) return 0;
          return table.at(table.cell(x, y), table.shape_number(shape)) +
                 search_.prior_log_odds(shape) - options_.chance;
        });
    Stretch stretch;
    for (Bead bead : path.beads) {
      if (bead.is_null()) continue;
      bead.source = {bead.source.begin + dropped.begin, bead.source.end + dropped.begin};
      bead.target = {bead.target.begin + added.begin, bead.target.end + added.begin};
      bead.score += static_cast<double>(search_.evidence.order(
          bead.source.begin, bead.target.begin, {bead.source.size(), bead.target.size()}));
      stretch.beads.push_back(bead);
    }
    return stretch;
  }

  // What two places of a text have to do with each other must not count for two of their sentences:
  // words that stand out where the search came by may be the talk of the place they went to. The
  // words are asked once more, against those around the stretch on the other side, and the lower
  // answer counts.
  void look_again(Stretch& stretch) const {
    const WordWitness* words = search_.evidence.words();
    if (words == nullptr || stretch.beads.empty()) return;
    const auto around = [&](int begin, int end, int count) {
      return SentenceSpan{std::max(0, begin - options_.around),
                          std::min(count, end + options_.around)};
    };
    const Bead& first = stretch.beads.front();
    const Bead& last = stretch.beads.back();
    const SentenceSpan source = around(first.source.begin, last.source.end, search_.source.size());
    const SentenceSpan target = around(first.target.begin, last.target.end, search_.target.size());
    embed::Pool alone(1);
    const Side source_there = neighbourhood(search_.source, source);
    const Side target_there = neighbourhood(search_.target, target);
    const WordWitness there(source_there, target_there, {}, words->options(), alone);
    for (Bead& bead : stretch.beads) {
      const float again =
          there.untaught({bead.source.begin - source.begin, bead.source.end - source.begin},
                         {bead.target.begin - target.begin, bead.target.end - target.begin});
      const float before = words->untaught(bead.source, bead.target);
      bead.score +=
          std::min(0.0, static_cast<double>(search_.evidence.word_weight() * (again - before)));
    }
    std::erase_if(stretch.beads, [](const Bead& bead) { return bead.score <= 0; });
  }

  Band rough_band(SentenceSpan dropped, SentenceSpan added, embed::Pool& pool) const {
    const int n = dropped.size();
    const int m = added.size();
    const embed::Embeddings source = search_.source.sentences.sums.middleRows(dropped.begin, n);
    const embed::Embeddings target = search_.target.sentences.sums.middleRows(added.begin, m);
    const SentenceWitness sentences(source, target, pool);
    return coarse_band(coarse_path(source, target, sentences, pool), n, m, sentences, {}, pool);
  }

  static constexpr double kWhole = 2500;  // cells
  static constexpr std::size_t kSentencesPerChunk = 16;

  const Search& search_;
  const MovedOptions& options_;
  embed::Pool& pool_;
  const LeftOver& dropped_;
  const LeftOver& added_;
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
  const LeftOver dropped(alignment.beads, Status::kDropped, &Bead::source);
  const LeftOver added(alignment.beads, Status::kAdded, &Bead::target);
  const auto countable = [&](const LeftOver& side) {
    return !side.sentences.empty() && side.sentences.size() <= options.most;
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
