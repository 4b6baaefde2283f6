#include "align/own_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <tuple>

namespace qiao::align {
namespace {

constexpr double kLeastSurprise = 6;  // G2; by chance one pair in seventy is above it
constexpr double kMostBeads = 0.2;    // share of the beads: what is everywhere tells nothing

std::vector<std::uint32_t> distinct_words(const embed::SentenceSet& sentences, SentenceSpan span) {
  const std::size_t begin = sentences.offsets[static_cast<std::size_t>(span.begin)];
  const std::size_t end = sentences.offsets[static_cast<std::size_t>(span.end)];
  const auto ids = std::span(sentences.word_ids).subspan(begin, end - begin);
  std::vector<std::uint32_t> words(ids.begin(), ids.end());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// Dunning's G2 of two words that are in w and v of n beads, in `both` of them together; 0 when that
// is no more than chance.
double surprise(double both, double w, double v, double n) {
  if (both * n <= w * v) return 0;
  const auto term = [&](double seen, double row, double column) {
    return seen > 0 ? seen * std::log(seen * n / (row * column)) : 0;
  };
  return 2 * (term(both, w, v) + term(w - both, w, n - v) + term(v - both, n - w, v) +
              term(n - w - v + both, n - w, n - v));
}

// The beads that each distinct word is in, rising.
std::vector<std::vector<int>> beads_of_words(const std::vector<std::vector<std::uint32_t>>& beads,
                                             std::size_t words) {
  std::vector<std::vector<int>> result(words);
  for (std::size_t b = 0; b < beads.size(); ++b) {
    for (const std::uint32_t word : beads[b]) result[word].push_back(static_cast<int>(b));
  }
  return result;
}

struct Candidate {
  double surprise = 0;
  std::uint32_t source = 0;
  std::uint32_t target = 0;
};

// The most surprising first.
std::vector<Candidate> candidates(const std::vector<std::vector<int>>& source_beads,
                                  const std::vector<std::vector<int>>& target_beads,
                                  const std::vector<std::vector<std::uint32_t>>& target_words) {
  const auto n = static_cast<double>(target_words.size());
  const auto tells = [&](const std::vector<int>& beads) {
    return beads.size() >= 2 && static_cast<double>(beads.size()) <= kMostBeads * n;
  };
  std::vector<Candidate> found;
  std::vector<int> together(target_beads.size(), 0);
  for (std::uint32_t w = 0; w < source_beads.size(); ++w) {
    if (!tells(source_beads[w])) continue;
    std::vector<std::uint32_t> beside;
    for (const int bead : source_beads[w]) {
      for (const std::uint32_t v : target_words[static_cast<std::size_t>(bead)]) {
        if (together[v]++ == 1) beside.push_back(v);
      }
    }
    for (const std::uint32_t v : beside) {
      if (!tells(target_beads[v])) continue;
      const double g2 = surprise(together[v], static_cast<double>(source_beads[w].size()),
                                 static_cast<double>(target_beads[v].size()), n);
      if (g2 >= kLeastSurprise) found.push_back({g2, w, v});
    }
    for (const int bead : source_beads[w]) {
      for (const std::uint32_t v : target_words[static_cast<std::size_t>(bead)]) together[v] = 0;
    }
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.surprise, a.source, a.target) <
           std::tuple(-b.surprise, b.source, b.target);
  });
  return found;
}

}  // namespace

OwnWords::OwnWords(const embed::SentenceSet& source, const embed::SentenceSet& target,
                   const std::vector<Bead>& beads)
    : of_source_(static_cast<std::size_t>(source.words.rows()), kNone),
      of_target_(static_cast<std::size_t>(target.words.rows()), kNone),
      bead_of_source_(source.size(), kNone),
      bead_of_target_(target.size(), kNone) {
  std::vector<std::vector<std::uint32_t>> source_words, target_words;  // of each bead
  for (const Bead& bead : beads) {
    if (bead.is_null()) continue;
    for (int i = bead.source.begin; i < bead.source.end; ++i) {
      bead_of_source_[static_cast<std::size_t>(i)] = beads_;
    }
    for (int j = bead.target.begin; j < bead.target.end; ++j) {
      bead_of_target_[static_cast<std::size_t>(j)] = beads_;
    }
    source_words.push_back(distinct_words(source, bead.source));
    target_words.push_back(distinct_words(target, bead.target));
    ++beads_;
  }
  const auto source_beads = beads_of_words(source_words, of_source_.size());
  const auto target_beads = beads_of_words(target_words, of_target_.size());

  std::vector<bool> source_seen(of_source_.size()), target_seen(of_target_.size());
  for (const Candidate& words : candidates(source_beads, target_beads, target_words)) {
    // A word whose best partner has a better one stays alone: the next best is that one's
    // neighbour.
    const bool alone = !source_seen[words.source] && !target_seen[words.target];
    source_seen[words.source] = target_seen[words.target] = true;
    if (!alone) continue;
    of_source_[words.source] = of_target_[words.target] = static_cast<int>(pairs_.size());
    const auto& with_source = source_beads[words.source];
    const auto& with_target = target_beads[words.target];
    Pair& pair = pairs_.emplace_back();
    std::set_intersection(with_source.begin(), with_source.end(), with_target.begin(),
                          with_target.end(), std::back_inserter(pair.beads));
    pair.source_beads = static_cast<int>(with_source.size());
    pair.target_beads = static_cast<int>(with_target.size());
  }
}

float OwnWords::ratio(int pair, int i, int j) const {
  const Pair& words = pairs_[static_cast<std::size_t>(pair)];
  auto both = static_cast<int>(words.beads.size());
  int source = words.source_beads;
  int target = words.target_beads;
  int all = beads_;
  const auto leave_out = [&](int bead, int& certain, int& other) {
    if (bead == kNone) return;
    --all;
    --certain;  // a bead of sentence i has w, one of j has v
    if (!std::binary_search(words.beads.begin(), words.beads.end(), bead)) return;
    --both;
    --other;
  };
  const int mine = bead_of_source_[static_cast<std::size_t>(i)];
  const int theirs = bead_of_target_[static_cast<std::size_t>(j)];
  leave_out(mine, source, target);
  if (theirs != mine) leave_out(theirs, target, source);
  return static_cast<float>(both) * static_cast<float>(all) /
         static_cast<float>((source + 1) * (target + 1));
}

}  // namespace qiao::align
