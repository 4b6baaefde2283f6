// A bead: one step of an alignment, a run of source sentences that says the same as a run of
// target sentences. "2-1" is a bead of two source sentences and one target sentence; a null
// bead has one side empty: the sentence was left out, or added. (Brown, Lai & Mercer, "Aligning
// sentences in parallel corpora", ACL 1991.)
#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

namespace qiao::align {

// Half-open range of sentence numbers, zero-based.
struct SentenceSpan {
  int begin = 0;
  int end = 0;
  int size() const { return end - begin; }
  bool empty() const { return begin == end; }
  friend bool operator==(const SentenceSpan&, const SentenceSpan&) = default;
};

enum class Status {
  kAligned,    // both sides, in order
  kDropped,    // source only
  kAdded,      // target only
  kMoved,      // both sides, said elsewhere: the bead crosses others
  kUncertain,  // both sides, but more likely wrong than the user would accept
};
std::string_view status_name(Status status);  // "aligned", "dropped", …

struct Bead {
  SentenceSpan source;
  SentenceSpan target;
  double score = 0;  // probability that the bead is right as it stands, within [0, 1]
  Status status = Status::kAligned;

  bool is_null() const { return source.empty() || target.empty(); }
  friend bool operator==(const Bead&, const Bead&) = default;
};
std::ostream& operator<<(std::ostream& out, const Bead& bead);  // "[2,4)-[3,4)"

// The beads cover each sentence of both sides exactly once. They come in source order; null
// beads of the target stand where they occur; a moved bead stands at its source place.
struct Alignment {
  std::vector<Bead> beads;
  int source_count = 0;
  int target_count = 0;
  friend bool operator==(const Alignment&, const Alignment&) = default;
};

}  // namespace qiao::align
