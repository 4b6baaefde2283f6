// Why a bead is one: what the words of its two sides say of each other, and the terms of its score.
//
//   1-1  aligned, .998                             3 of 120 sentences, say
//     zh.txt:4     孩子們走過橋去上學。
//     de.txt:7     Die Kinder gehen über die Brücke zur Schule.
//
//       +5.31  words
//       -0.40  length: 10 and 44 characters
//       +4.02  1-1: how much likelier a bead of these texts is than leaving the sentences out
//       =8.93
//
//     for it
//       +2.11  橋 - Brücke             .71      likeness of the two words
//       …
//     against it
//       -0.30  走過
//
// Numbers are nats: by e to them the odds change. Of a sentence that was left out its likeliest
// partner is explained.
#pragma once

#include <string>
#include <vector>

#include "align/aligner.h"
#include "align/search.h"
#include "cli/bridge.h"
#include "cli/input.h"

namespace qiao::cli {

// The sentences that a list like "12,40.3,:15" means, by their lines: of the first file as given,
// behind a colon of the second. Sentence numbers of the pair, each once, in order.
struct WantedSentences {
  std::vector<int> source, target;
};
// Throws UsageError for what is no list, InputError for a line where no sentence begins.
WantedSentences wanted_sentences(const std::string& list, const Pair& pair);

// Requires that the bridge was found by the search, and is of the pair.
std::string explain(const Pair& pair, const Bridge& bridge, const align::Search& search,
                    const WantedSentences& wanted);

}  // namespace qiao::cli
