// Which words of a bead the other side covers, and how well: the words of both sides with their
// places in the text and what the word witness (align/word_witness.h) says of each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
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
  std::uint32_t row = 0;  // of CoveredSide::vectors
};

// One side of a bead.
struct CoveredSide {
  align::SentenceSpan sentences;
  std::vector<CoveredWord> words;
  const embed::Embeddings* vectors = nullptr;  // of the bridge; none when there are no words
};

// Where the words [first, last) of the side stand, and what is between them. Requires first < last.
text::ByteRange range_of(const CoveredSide& side, std::size_t first, std::size_t last);

// What stands between word w - 1 and word w. Requires 0 < w < words.size().
//   text  Document::text() of the side
std::string_view gap_before(const CoveredSide& side, std::size_t w, std::string_view text);

struct CoveredBead {
  CoveredSide source, target;
};

class Coverage {
 public:
  // Lends all three; they must outlive the coverage. O(words) and the background of the word
  // witness.
  Coverage(const Pair& pair, const Bridge& bridge, const PairFigures& figures, embed::Pool& pool);

  // What the spans of a bead say of each other. A Chinese name that stands before its Latin form
  // in parentheses, 國民信託 (National Trust), is covered as well as that form is, and so are the
  // words of a figure that both sides name, 一成五 and 15 Prozent. Empty sides when neither has a
  // word or one has more than anyone would check (1,000).
  CoveredBead operator()(align::SentenceSpan source, align::SentenceSpan target) const;

  // That of every bead of the bridge, in order; null beads stay empty.
  std::vector<CoveredBead> beads(embed::Pool& pool) const;

 private:
  struct Words {
    std::vector<std::vector<text::ByteRange>> ranges;  // of each sentence, in Document::text()
  };
  static Words find_words(const Side& side, const align::Side& vectors);
  CoveredSide cover(SideName side, align::SentenceSpan sentences,
                    std::vector<align::WordSupport> support) const;
  void cover_figures(CoveredBead& bead) const;

  const Pair& pair_;
  const Bridge& bridge_;
  const PairFigures& figures_;
  align::WordWitness witness_;
  Words source_, target_;
};

}  // namespace qiao::cli
