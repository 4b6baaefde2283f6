// All paths through a table of beads at once: their sum, and the share that runs through each bead
// (forward-backward; Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 1989, section III).
#pragma once

#include <cmath>
#include <vector>

#include "align/bead.h"
#include "align/bead_table.h"

namespace qiao::align {

class Lattice {
 public:
  // Lends both; log_prior has one entry for each shape of the table. O(cells * shapes) time.
  Lattice(const BeadTable& table, const std::vector<double>& log_prior);

  // Log of the sum over all paths of exp(evidence + log prior).
  double log_total() const { return total_; }

  // The probability that a bead is part of a path drawn at random. A null bead is right wherever
  // its sentence is left out, so all its places count.
  double posterior(const Bead& bead) const;

  // Calls visit(i, j, number of the shape, posterior) for every bead that is not next to
  // impossible.
  template <class Visit>
  void each_posterior(const Visit& visit) const {
    for (int i = 0; i <= table_.source_count(); ++i) {
      for (int j = first(i); j < last(i); ++j) {
        const double before = forward_[table_.cell(i, j)] - total_;
        if (before == -HUGE_VAL) continue;
        each_bead(i, j, [&](std::size_t shape, std::size_t there, double score) {
          const double log_p = before + score + backward_[there];
          if (log_p > kNegligible) visit(i, j, shape, std::exp(log_p));
        });
      }
    }
  }

 private:
  static constexpr double kNegligible = -30;

  double posterior_at(int i, int j, std::size_t shape) const;
  int first(int i) const { return table_.band().begin[static_cast<std::size_t>(i)]; }
  int last(int i) const { return table_.band().end[static_cast<std::size_t>(i)]; }

  template <class Visit>
  void each_bead(int i, int j, const Visit& visit) const {
    const std::size_t here = table_.cell(i, j);
    for (std::size_t s = 0; s < table_.shapes().size(); ++s) {
      const float evidence = table_.at(here, s);
      if (evidence == kImpossible) continue;
      const BeadShape shape = table_.shapes()[s];
      visit(s, table_.cell(i + shape.source, j + shape.target),
            static_cast<double>(evidence) + log_prior_[s]);
    }
  }

  const BeadTable& table_;
  const std::vector<double>& log_prior_;
  std::vector<double> forward_, backward_;  // logs of the sums to each cell, and from it
  double total_ = 0;
};

}  // namespace qiao::align
