// What is found out about two documents, or about one without a partner, and how it is written.
//
//   source     target     kind     score   source_covered  target_covered  reason
//   zh/7.txt   de/a.txt   pair     0.9981  0.9720          0.9644          21 beads pair …
//   zh/8.txt              alone    0.0312  0.1200          0.0800          at best de/c.txt: …
//
// TSV has such a header line; JSON Lines one object a verdict with the same names, and without the
// side that a document alone, a broken one or a memory does not have.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tmx/byte_sink.h"

namespace qiao::cli {

enum class PairKind {
  kPair,     // versions of one story, each whole
  kPartial,  // one of them leaves out more than half of the other
  kVersion,  // versions as well, but at least one of the two has a better partner
  kMemory,   // one file that holds pairs already: PO, XLIFF, TMX
  kAlone,    // one document, without a partner
  kBroken,   // one document that cannot be read, or not be tried within --max-memory
};
std::string_view kind_name(PairKind kind);  // "pair", "partial", "version", "memory", …

struct Verdict {
  PairKind kind = PairKind::kAlone;
  std::string source;  // paths below the folders; one of them is empty from kMemory on
  std::string target;
  double score = 0;  // how likely they are versions of one story, within [0, 1]; for kAlone
                     // that of the best candidate
  double source_covered = 0;  // share of its characters that have a counterpart
  double target_covered = 0;
  std::string reason;  // in words
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// Neither finishes the sink. Numbers have four decimals.
void write_verdicts_tsv(std::span<const Verdict> verdicts, tmx::ByteSink& sink);
void write_verdicts_jsonl(std::span<const Verdict> verdicts, tmx::ByteSink& sink);

}  // namespace qiao::cli
