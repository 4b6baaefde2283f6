#include "align/evaluation.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

namespace qiao::align {
namespace {

using Sides = std::pair<std::vector<int>, std::vector<int>>;
using SideSet = std::set<Sides>;

SideSet sides_of(std::span<const LadderBead> beads) {
  SideSet sides;
  for (const LadderBead& bead : beads) {
    if (!bead.source.empty() || !bead.target.empty()) sides.emplace(bead.source, bead.target);
  }
  return sides;
}

SideSet without_nulls(SideSet sides) {
  std::erase_if(sides, [](const Sides& s) { return s.first.empty() || s.second.empty(); });
  return sides;
}

struct Hits {
  Tally strict;
  Tally lax;
};

// How many of the beads `asked` are confirmed by the beads `known`.
Hits confirm(const SideSet& asked, const SideSet& known) {
  std::map<int, std::set<int>> partners;  // target sentences of each source sentence
  for (const auto& [source, target] : known) {
    for (const int s : source) partners[s].insert(target.begin(), target.end());
  }
  const auto touches = [&](const Sides& bead) {
    return std::any_of(bead.first.begin(), bead.first.end(), [&](int s) {
      const auto found = partners.find(s);
      return found != partners.end() &&
             std::any_of(bead.second.begin(), bead.second.end(),
                         [&](int t) { return found->second.contains(t); });
    });
  };
  Hits hits;
  for (const Sides& bead : asked) {
    const bool same = known.contains(bead);
    const bool near = same || touches(bead);
    ++(same ? hits.strict.right : hits.strict.wrong);
    ++(near ? hits.lax.right : hits.lax.wrong);
  }
  return hits;
}

// The sentences of one side that stand in a null bead.
std::set<int> nulls(const SideSet& beads, std::vector<int> Sides::*side,
                    std::vector<int> Sides::*other) {
  std::set<int> sentences;
  for (const Sides& bead : beads) {
    if ((bead.*other).empty()) sentences.insert((bead.*side).begin(), (bead.*side).end());
  }
  return sentences;
}

Measure compare(const std::set<int>& gold, const std::set<int>& predicted) {
  const auto common = std::count_if(predicted.begin(), predicted.end(),
                                    [&](int sentence) { return gold.contains(sentence); });
  const auto rest = [&](const std::set<int>& all) {
    return static_cast<long>(all.size()) - common;
  };
  return {{common, rest(predicted)}, {common, rest(gold)}};
}

}  // namespace

double Tally::share() const {
  return total() == 0 ? 0 : static_cast<double>(right) / static_cast<double>(total());
}

Tally& Tally::operator+=(const Tally& other) {
  right += other.right;
  wrong += other.wrong;
  return *this;
}

double Measure::f1() const {
  const double p = precision.share();
  const double r = recall.share();
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

Measure& Measure::operator+=(const Measure& other) {
  precision += other.precision;
  recall += other.recall;
  return *this;
}

Evaluation& Evaluation::operator+=(const Evaluation& other) {
  strict += other.strict;
  lax += other.lax;
  source_nulls += other.source_nulls;
  target_nulls += other.target_nulls;
  return *this;
}

Evaluation evaluate(std::span<const LadderBead> gold, std::span<const LadderBead> predicted) {
  const SideSet truth = sides_of(gold);
  const SideSet guess = sides_of(predicted);
  const Hits precision = confirm(guess, truth);
  const Hits recall = confirm(without_nulls(truth), without_nulls(guess));
  return {
      .strict = {precision.strict, recall.strict},
      .lax = {precision.lax, recall.lax},
      .source_nulls = compare(nulls(truth, &Sides::first, &Sides::second),
                              nulls(guess, &Sides::first, &Sides::second)),
      .target_nulls = compare(nulls(truth, &Sides::second, &Sides::first),
                              nulls(guess, &Sides::second, &Sides::first)),
  };
}

std::ostream& operator<<(std::ostream& out, const Tally& tally) {
  return out << tally.right << '/' << tally.total();
}

std::ostream& operator<<(std::ostream& out, const Measure& measure) {
  return out << "P " << measure.precision << " R " << measure.recall;
}

std::ostream& operator<<(std::ostream& out, const Evaluation& evaluation) {
  return out << "strict " << evaluation.strict << ", lax " << evaluation.lax << ", source nulls "
             << evaluation.source_nulls << ", target nulls " << evaluation.target_nulls;
}

}  // namespace qiao::align
