// All that the search of an alignment knows of two texts, before it chooses: what speaks for every
// bead, and how likely each kind of bead is. For aligning, and for telling why.
#pragma once

#include <vector>

#include "align/aligner.h"
#include "align/bead_table.h"
#include "align/evidence.h"
#include "align/sentence_witness.h"
#include "align/side.h"
#include "embed/parallel.h"

namespace qiao::align {

struct Search {
  // Lends the sides. The steps of aligner.h up to the best path and its posteriors.
  Search(const Side& source, const Side& target, const AlignOptions& options, embed::Pool& pool);
  Search(const Search&) = delete;  // its parts know each other by address
  Search& operator=(const Search&) = delete;

  // How much likelier the bead is than leaving out its sentences, one by one: the log of the odds.
  double log_odds(int i, int j, BeadShape shape) const;
  // The same of a bead with both sides, without its evidence.
  double prior_log_odds(BeadShape shape) const;

  const Side& source;
  const Side& target;
  SentenceWitness sentences;
  std::vector<Bead> anchored;  // least beads of the anchors
  Band walls;                  // their corridor; empty: anywhere
  std::vector<Bead> coarse;
  BeadTable table;  // of the likely beads
  Evidence evidence;
  PairStatistics pair;            // what was found of the pair, and
  std::vector<double> log_prior;  // of the table's shapes, what follows from it
  std::vector<Bead> path;         // the likeliest; the posterior of each bead is its score

 private:
  void weigh(const AlignOptions& options, embed::Pool& pool);
  void look_closer(const PriorOptions& options, const BeadScorer& closeness, embed::Pool& pool);
};

// The alignment that is found so. `options` as the search was made with.
Alignment align(const Search& search, const AlignOptions& options, embed::Pool& pool);

}  // namespace qiao::align
