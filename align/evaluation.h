// How good an alignment is, against a gold alignment made by hand.
//
//   strict  a bead counts when the gold holds exactly the same bead
//   lax     a bead counts when it shares a source and a target sentence with some gold bead
//
// Precision is taken over the predicted beads, null beads included (a null bead counts only when
// the gold holds it); recall over the gold beads that have both sides. So defined by Vecalign's
// score.py, whose figures these are (Thompson & Koehn, EMNLP 2019). Beside it, since the field
// mostly leaves it out: the sentences of a side called untranslated, as a set.
//
// Counts add up: sum the evaluations of several documents first and divide last.
#pragma once

#include <iosfwd>
#include <span>

#include "align/ladder.h"

namespace qiao::align {

// How many of the things asked for were right.
struct Tally {
  long right = 0;
  long wrong = 0;

  long total() const { return right + wrong; }
  double share() const;  // within [0, 1]; 0 when there was nothing to ask for
  Tally& operator+=(const Tally& other);
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct Measure {
  Tally precision;
  Tally recall;

  double f1() const;  // harmonic mean of both shares; 0 when both are
  Measure& operator+=(const Measure& other);
  friend bool operator==(const Measure&, const Measure&) = default;
};

struct Evaluation {
  Measure strict;
  Measure lax;
  Measure source_nulls;  // counts sentences, not beads
  Measure target_nulls;

  Evaluation& operator+=(const Evaluation& other);
  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};
std::ostream& operator<<(std::ostream& out, const Tally& tally);  // "3/4": right of all
std::ostream& operator<<(std::ostream& out, const Measure& measure);
std::ostream& operator<<(std::ostream& out, const Evaluation& evaluation);

// One document. A bead given twice counts once, a bead without any sentence not at all; costs do
// not matter. O(n log n).
Evaluation evaluate(std::span<const LadderBead> gold, std::span<const LadderBead> predicted);

}  // namespace qiao::align
