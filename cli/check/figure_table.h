// The figures of all sentences of a pair, found once for all who compare them.
#pragma once

#include <vector>

#include "align/bead.h"
#include "cli/input.h"
#include "text/figures.h"

namespace qiao::cli {

// One row a sentence; ranges are bytes of Document::text().
using FigureTable = std::vector<std::vector<text::Figure>>;
struct PairFigures {
  FigureTable source, target;
};
PairFigures figures_of(const Pair& pair);

// Of all sentences of a span, which may reach beyond the table. Lends.
std::vector<const text::Figure*> figures_in(const FigureTable& table, align::SentenceSpan span);

}  // namespace qiao::cli
