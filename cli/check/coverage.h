// Which words of a bead the other side covers, and how well: the words of both sides with their
// places in the text and what the word witness (align/word_witness.h) says of each.
#pragma once

#include <vector>

#include "align/bead.h"
#include "align/word_witness.h"
#include "cli/bridge.h"
#include "cli/check/figure_table.h"
#include "cli/check/findings.h"
#include "cli/input.h"
#include "embed/embeddings.h"
#include "embed/parallel.h"
#include "text/byte_range.h"

namespace qiao::cli {

struct CoveredWord {
  text::ByteRange text;  // bytes of Document::text()
  align::WordSupport support;
};

// One side of a bead.
struct CoveredSide {
  align::SentenceSpan sentences;
  std::vector<CoveredWord> words;
  embed::Embeddings cumulated;  // (words + 1) x d: row w is the sum of the first w vectors
};

struct CoveredBead {
  CoveredSide source, target;
};

class Coverage {
 public:
  // Lends both; they must outlive the coverage. O(words) and the background of the word witness.
  Coverage(const Pair& pair, const Bridge& bridge, embed::Pool& pool);

  // What the spans of a bead say of each other. A Chinese name that stands before its Latin form
  // in parentheses, 國民信託 (National Trust), is covered as well as that form is, and so are the
  // words of a figure that both sides name, 一成五 and 15 Prozent. Empty sides when neither has a
  // word or one has more than anyone would check (1,000).
  CoveredBead operator()(align::SentenceSpan source, align::SentenceSpan target) const;

 private:
  struct Words {
    std::vector<std::vector<text::ByteRange>> ranges;  // of each sentence, in Document::text()
  };
  static Words find_words(const Side& side, const align::Side& vectors);
  CoveredSide cover(SideName side, align::SentenceSpan sentences,
                    std::vector<align::WordSupport> support) const;

  const Pair& pair_;
  const Bridge& bridge_;
  align::WordWitness witness_;
  void cover_figures(CoveredBead& bead) const;

  Words source_, target_;
  FigureTable source_figures_, target_figures_;
};

}  // namespace qiao::cli
