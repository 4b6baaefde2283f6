// Figures that one side names and the other does not, compared by value: 4萬億 against 4 Billionen
// is none, 2億 against 20 Millionen is one.
//
// Figures of a bead are matched with each other first, then with those of the sentences around it,
// for translators and splitters cut elsewhere; small ones also with words that hide them
// (loose_numbers.h). Of what is left, two of one kind are said to differ,
// the others to be missing. In dropped and added sentences nothing is looked for: they are findings
// as a whole.
#pragma once

#include <vector>

#include "align/bead.h"
#include "cli/check/figure_table.h"
#include "cli/check/findings.h"
#include "cli/input.h"

namespace qiao::cli {

struct FigureOptions {
  int around = 2;         // sentences before and behind a bead that may name its figures
  double doubtful = 0.9;  // score of a bead below which they may hide small ones as well
  // Confidences, from reading what is reported on news (docs/check.md).
  double digits = 0.95;       // of a figure in digits
  double words = 0.7;         // of one that is written out
  double small_words = 0.25;  // of one up to twelve or a fraction that is: often a turn of phrase
};

std::vector<Finding> figure_findings(const Pair& pair, const align::Alignment& alignment,
                                     const PairFigures& figures, const FigureOptions& options = {});

}  // namespace qiao::cli
