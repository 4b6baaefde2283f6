// All paths through a table of beads at once: their sum, and the share that runs through each bead
// (forward-backward; Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 1989, section III).
#pragma once

#include <cmath>
#include <vector>

#include "align/bead.h"
#include "align/bead_table.h"
#include "embed/parallel.h"

namespace qiao::align {

class Lattice {
 public:
  // Lends both; log_prior has one entry for each shape of the table. O(cells * shapes) time; two
  // threads at most.
  Lattice(const BeadTable& table, const std::vector<double>& log_prior, embed::Pool& pool);

  const BeadTable& table() const { return table_; }

  // Log of the sum over all paths of exp(evidence + log prior).
  double log_total() const { return total_; }

  // The probability that a bead is part of a path drawn at random. A null bead is right wherever
  // its sentence is left out, so all its places count.
  double posterior(const Bead& bead) const;

  // Calls visit(i, j, number of the shape, posterior) for every bead that is not next to
  // impossible.
  template <class Visit>
  void each_posterior(const Visit& visit) const {
    const auto& shapes = table_.shapes();
    for (int i = 0; i <= table_.source_count(); ++i) {
      for (std::size_t s = 0; s < shapes.size(); ++s) {
        if (i + shapes[s].source > table_.source_count()) continue;
        const SentenceSpan begins = starts(table_.band(), i, shapes[s]);
        for (int j = begins.begin; j < begins.end; ++j) {
          const double log_p = log_posterior_at(i, j, s);
          if (log_p > kNegligible) visit(i, j, s, std::exp(log_p));
        }
      }
    }
  }

 private:
  static constexpr double kNegligible = -30;

  void sum_forward();
  void sum_backward();
  double score(std::size_t cell, std::size_t shape) const {
    return static_cast<double>(table_.at(cell, shape)) + log_prior_[shape];
  }
  double log_posterior_at(int i, int j, std::size_t shape) const {
    const std::size_t here = table_.cell(i, j);
    const BeadShape s = table_.shapes()[shape];
    return forward_[here] + score(here, shape) +
           backward_[table_.cell(i + s.source, j + s.target)] - total_;
  }
  int first(int i) const { return table_.band().begin[static_cast<std::size_t>(i)]; }
  int last(int i) const { return table_.band().end[static_cast<std::size_t>(i)]; }

  const BeadTable& table_;
  const std::vector<double>& log_prior_;
  std::vector<double> forward_, backward_;  // logs of the sums to each cell, and from it
  double total_ = 0;
};

}  // namespace qiao::align
