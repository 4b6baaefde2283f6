// Where sentences end. ICU's sentence iterator proposes, rules on top decide.
//
//   split_sentences("Am 3. März kam er. „Gut“, sagte er.", Language::kGerman)
//     -> [0, 19) "Am 3. März kam er."   [20, 40) "„Gut“, sagte er."
//
// What a sentence is, where authors differ:
//   - Who speaks belongs to the speech: „Halt!“ rief er.   「好！」他說。
//   - A speech of several sentences is so many sentences, each quote mark staying with the
//     words it touches: 他說：「好。 | 走吧。」   Translators and the published gold files divide
//     it so, and a bead can join sentences but never part them. See SplitOptions for the
//     speech in the middle of a sentence.
//   - A semicolon (；too) ends nothing. German writes one sentence where Chinese writes ；, and
//     the gold segmentations of Chinese novels keep it inside.
//   - An ellipsis ends a sentence only where the next word looks like a beginning.
//   - 《…》 names one thing whatever stands in it. A list marker ("2.", "B.", "一.") stays with
//     its item, a comma left over at the front stays with its sentence.
//   - A line end ends a sentence; clean.h has joined the lines that are only wrapped.
//
// The lists behind the rules (abbreviations, months, speech verbs, …) are text/rules/*.rules.
// Unicode's own rules: UAX #29, "Sentence Boundaries".
#pragma once

#include <string_view>
#include <vector>

#include "text/byte_range.h"
#include "text/language.h"

namespace qiao::text {

struct SplitOptions {
  // Keep a quoted run of up to four sentences that stands *inside* a sentence, with words of it
  // before and after, together: 他說：「好。走吧。」便走了。 is one sentence when true, two when
  // false (他說：「好。 | 走吧。」便走了。). Speech that begins or ends its sentence is divided
  // either way.
  bool keep_quotes_together = true;
};

// The sentences of one paragraph of UTF-8 as bytes of it: trimmed of white space, in order,
// without overlap, never empty; what lies outside them is white space. A run of punctuation is
// no sentence of its own (it joins a neighbour) unless the paragraph holds nothing else.
// kUnknown is split as English; Chinese stops are known in every language.
// Silent and total: takes any bytes, also invalid UTF-8. Thread-safe. O(n).
std::vector<ByteRange> split_sentences(std::string_view paragraph, Language language,
                                       const SplitOptions& options = {});

}  // namespace qiao::text
