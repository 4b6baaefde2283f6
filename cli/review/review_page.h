// The review page: one HTML file, opened from disk without a network, in which a person reads an
// alignment, corrects it and exports it. docs/review.md is its manual.
//
// The page is page.html with page.css, page.js and one JSON object in it:
//
//   version   1
//   tool      "qiao 0.1.0"
//   id        changes when texts or beads do: under which the browser keeps the review
//   document  what x-document of the TMX says
//   date      what creationdate says, until the page puts the date of the export there
//   memory    the TMX without its units: [what comes before them, what comes after]
//   source    {name, language, joined: "chinese" | "spaces", sentences}
//   target    likewise
//   beads     [first source sentence, end, first target sentence, end, score, status], in order
//   links     [source sentence, target sentence, begin, end, begin, end, …]: words of the two that
//             mean the same, each with its begin and end in the source and in the target
//   figures   {source: ["4,000,000,000,000 USD", …], target, same: [[0, 3], …]}: the distinct
//   figures
//             of each side, and for each of the source's those of the target that say the same in
//             another form (same_figure), where they stand within a few beads of each other
//   findings  [{kind, side, sentence, begin, end, message}]: what `qiao check` found; of the kind
//             "figure" all, so that the page lets pass what the check does
//
// A sentence is {text, paragraph, begin, end} with the bytes of the original file, "kind" if it is
// a "heading" or a "list-item", and "figures" [begin, end, number, whether written out]
// if it has some. Other begins and
// ends count UTF-16 units of the sentence's text, as JavaScript does.
#pragma once

#include <span>
#include <string>

#include "align/bead.h"
#include "cli/check/figure_table.h"
#include "cli/input.h"
#include "cli/review/word_links.h"
#include "text/byte_range.h"
#include "tmx/bead_row.h"
#include "tmx/byte_sink.h"

namespace qiao::cli {

// Something to mark in a sentence, with a line to read beside it.
struct PageFinding {
  std::string kind;       // "partial", "figure", "name", …: also a class of the style
  bool in_source = true;  // else in the target
  int sentence = 0;
  text::ByteRange range;  // bytes of the sentence
  std::string message;
};

struct ReviewPage {
  const Pair& pair;
  const align::Alignment& alignment;  // of this pair
  const PairFigures& figures;         // likewise
  const tmx::UnitMaking& making;
  std::span<const WordLink> links = {};  // sorted
  std::span<const PageFinding> findings = {};
};

// Texts are data in the page, never markup, whatever they hold. O(size).
void write_review_page(const ReviewPage& page, tmx::ByteSink& sink);

}  // namespace qiao::cli
