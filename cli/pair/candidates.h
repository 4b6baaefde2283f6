// Which documents are worth a closer look: for each document those of the other side that are about
// the same, as a whole or as a part of it.
//
//   closeness(x, y) = cos(x, y) - (background(x) + background(y)) / 2
//
// where a document's background is its mean cosine with its near neighbours, less the three
// nearest, which may be versions of it: so a document that is near to everything wins nothing (as
// in align/sentence_witness.h). For the order in which they are looked at, figures and names that
// both have and lengths count too.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/pair/collection.h"
#include "embed/parallel.h"

namespace qiao::cli {

struct Candidate {
  std::size_t source = 0;
  std::size_t target = 0;
  double closeness = 0;
  std::optional<double> anchors;  // shared_anchors
  double promise = 0;      // closeness, anchors, lengths and names in one number: for the order
  bool same_name = false;  // story.zh.txt and story.de.txt
};

struct CandidateOptions {
  int neighbours = 16;  // rows looked at from each document
  // Rows of a side up to which every pair is compared, 38 thousand million multiplications a second
  // on one core; beyond, embed/graph_index.h is quicker and finds most (docs/corpora.md).
  std::size_t exact_rows = 100'000;
};

// By source, then by promise, the best first. Requires that every document of both collections can
// be read. O(n m d) time, or O((n + m) log m d) with the graph. The same for any number of threads.
std::vector<Candidate> find_candidates(const Collection& source, const Collection& target,
                                       const CandidateOptions& options, embed::Pool& pool);

// Whether the names of two files differ in no more than marks of language and format:
// "de/story.de.txt" and "zh/story_zh-TW.md".
bool same_name(const std::string& a, const std::string& b);

}  // namespace qiao::cli
