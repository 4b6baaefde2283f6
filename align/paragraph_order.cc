#include "align/paragraph_order.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace qiao::align {
namespace {

// The sentences of each paragraph, in order.
std::vector<SentenceSpan> paragraphs_of(const Side& side) {
  std::vector<SentenceSpan> spans;
  for (int i = 0; i < side.size(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    const bool first = i == 0 || side.paragraphs[k] != side.paragraphs[k - 1];
    if (first) spans.push_back({i, i});
    spans.back().end = i + 1;
  }
  return spans;
}

embed::Embeddings sums_of(const Side& side, const std::vector<SentenceSpan>& paragraphs) {
  embed::Embeddings sums(static_cast<Eigen::Index>(paragraphs.size()), side.sentences.sums.cols());
  for (std::size_t k = 0; k < paragraphs.size(); ++k) {
    sums.row(static_cast<Eigen::Index>(k)) =
        side.sentences.sums.middleRows(paragraphs[k].begin, paragraphs[k].size()).colwise().sum();
  }
  return sums;
}

// A bead whose target runs on in another paragraph's place keeps its longest part; what it loses
// was added.
void put_back(Bead& bead, const std::vector<int>& order, const Side& target,
              std::vector<Bead>& added) {
  SentenceSpan best;
  double most = -1;
  std::vector<SentenceSpan> parts;
  for (int at = bead.target.begin; at < bead.target.end; ++at) {
    const int j = order[static_cast<std::size_t>(at)];
    if (parts.empty() || parts.back().end != j) parts.push_back({j, j});
    parts.back().end = j + 1;
  }
  for (const SentenceSpan part : parts) {
    const double length = std::accumulate(target.lengths.begin() + part.begin,
                                          target.lengths.begin() + part.end, 0.0);
    if (length <= most) continue;
    most = length;
    best = part;
  }
  for (const SentenceSpan part : parts) {
    if (part == best) continue;
    for (int j = part.begin; j < part.end; ++j) {
      added.push_back({.target = {j, j + 1}, .score = bead.score, .status = Status::kAdded});
    }
  }
  bead.target = best;
}

// Of beads in source order, those that are no part of the heaviest row whose targets rise too.
// The weight of a bead is its sentences; O(n log m).
void call_crossing_moved(std::vector<Bead>& beads, int target_count) {
  constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  struct Best {
    int weight = 0;
    std::size_t last = kNone;  // bead
  };
  std::vector<Best> best(static_cast<std::size_t>(target_count) + 1);  // Fenwick, prefix maximum
  std::vector<std::size_t> before(beads.size(), kNone);
  Best all;
  for (std::size_t k = 0; k < beads.size(); ++k) {
    const Bead& bead = beads[k];
    if (bead.is_null()) continue;
    Best here;
    for (int at = bead.target.begin; at > 0; at -= at & -at) {
      if (best[static_cast<std::size_t>(at)].weight > here.weight) {
        here = best[static_cast<std::size_t>(at)];
      }
    }
    before[k] = here.last;
    here = {here.weight + bead.source.size() + bead.target.size(), k};
    for (int at = bead.target.end; at <= target_count; at += at & -at) {
      if (here.weight > best[static_cast<std::size_t>(at)].weight) {
        best[static_cast<std::size_t>(at)] = here;
      }
    }
    if (here.weight > all.weight) all = here;
  }
  std::vector<bool> in_order(beads.size(), false);
  for (std::size_t k = all.last; k != kNone; k = before[k]) in_order[k] = true;
  for (std::size_t k = 0; k < beads.size(); ++k) {
    if (beads[k].is_null()) continue;
    if (!in_order[k]) {
      beads[k].status = Status::kMoved;
    } else if (beads[k].status == Status::kMoved) {
      beads[k].status = Status::kAligned;
    }
  }
}

// Added sentences behind the bead that holds the sentence before them; null beads know where.
std::vector<Bead> with_added(const std::vector<Bead>& beads, std::vector<Bead> added,
                             int target_count) {
  std::sort(added.begin(), added.end(),
            [](const Bead& a, const Bead& b) { return a.target.begin < b.target.begin; });
  std::vector<const Bead*> behind(static_cast<std::size_t>(target_count) + 1, nullptr);
  for (const Bead& bead : added) behind[static_cast<std::size_t>(bead.target.begin)] = &bead;
  std::vector<Bead> all;
  int i = 0;
  int j = 0;
  const auto add_from = [&](int next) {
    for (; behind[static_cast<std::size_t>(next)]; ++next) {
      all.push_back(*behind[static_cast<std::size_t>(next)]);
      all.back().source = {i, i};
      j = all.back().target.end;
    }
  };
  add_from(0);
  for (const Bead& bead : beads) {
    all.push_back(bead);
    i = bead.source.end;
    if (bead.target.empty()) {
      all.back().target = {j, j};
      continue;
    }
    j = bead.target.end;
    add_from(j);
  }
  return all;
}

}  // namespace

std::vector<int> paragraph_order(const Side& source, const Side& target, embed::Pool& pool,
                                 const ParagraphOrderOptions& options) {
  const std::vector<SentenceSpan> ours = paragraphs_of(source);
  const std::vector<SentenceSpan> theirs = paragraphs_of(target);
  const std::size_t p = ours.size();
  const std::size_t q = theirs.size();
  std::vector<int> order(q);
  std::iota(order.begin(), order.end(), 0);
  if (p == 0 || static_cast<double>(p) * static_cast<double>(q) > options.most_pairs) return order;
  const embed::Embeddings our_sums = sums_of(source, ours);
  const embed::Embeddings their_sums = sums_of(target, theirs);
  const SentenceWitness witness(our_sums, their_sums, pool);
  std::vector<double> best(p, 0);
  std::vector<std::vector<int>> from(q, std::vector<int>(p));
  for (std::size_t k = 0; k < q; ++k) {
    const auto top = std::max_element(best.begin(), best.end());
    std::vector<double> next(p);
    for (std::size_t l = 0; l < p; ++l) {
      double before = *top - (k == 0 ? 0 : options.jump);
      auto previous = static_cast<std::size_t>(top - best.begin());
      for (std::size_t step = 0; step <= std::min<std::size_t>(l, 2); ++step) {
        if (best[l - step] < before) continue;
        before = best[l - step];
        previous = l - step;
      }
      from[k][l] = static_cast<int>(previous);
      next[l] = before + theirs[k].size() * static_cast<double>(witness(static_cast<int>(l),
                                                                        static_cast<int>(k), 1, 1));
    }
    best = std::move(next);
  }
  std::vector<int> belongs(q);
  auto l = static_cast<int>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t k = q; k-- > 0;) {
    belongs[k] = l;
    l = from[k][static_cast<std::size_t>(l)];
  }
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return belongs[static_cast<std::size_t>(a)] < belongs[static_cast<std::size_t>(b)];
  });
  return order;
}

Alignment align_by_paragraph(const Side& source, const Side& target, const AlignOptions& options,
                             embed::Pool& pool) {
  AlignOptions by_sentence = options;
  by_sentence.monotone_by = MonotoneBy::kSentence;
  if (source.paragraphs.empty() || target.paragraphs.empty()) {
    return align(source, target, by_sentence, pool);
  }
  by_sentence.anchors.clear();
  const std::vector<SentenceSpan> paragraphs = paragraphs_of(target);
  std::vector<int> order;  // sentences
  for (const int k : paragraph_order(source, target, pool)) {
    const SentenceSpan span = paragraphs[static_cast<std::size_t>(k)];
    for (int j = span.begin; j < span.end; ++j) order.push_back(j);
  }
  Alignment alignment = align(source, chosen(target, order), by_sentence, pool);
  std::vector<Bead> kept, added;
  for (Bead bead : alignment.beads) {
    if (!bead.target.empty()) put_back(bead, order, target, added);
    (bead.source.empty() ? added : kept).push_back(bead);
  }
  call_crossing_moved(kept, alignment.target_count);
  alignment.beads = with_added(kept, std::move(added), alignment.target_count);
  return alignment;
}

}  // namespace qiao::align
