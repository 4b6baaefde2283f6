// Where sentences end. ICU's sentence iterator proposes, rules on top decide.
//
//   split_sentences("Am 3. März kam er. „Gut“, sagte er.", kGerman)
//     -> [0, 19) "Am 3. März kam er."   [20, 36) "„Gut“, sagte er."
//
// The input is one paragraph of clean UTF-8 (see clean.h). Ranges are bytes of the
// input, trimmed of white space, in order, without overlap, never empty; what lies
// between them is white space only. A lone quote or bracket is never a sentence.
// Silent and total: every text has a (possibly empty) list of sentences. O(n).
#pragma once

#include <string_view>
#include <vector>

#include "text/byte_range.h"
#include "text/language.h"

namespace qiao::text {

struct SplitOptions {
  // Keep a quoted run of several sentences inside one sentence together:
  // 他說：「好。走吧。」便走了。 is one sentence when true, three when false … see rules.
  bool keep_quotes_together = true;
};

std::vector<ByteRange> split_sentences(std::string_view paragraph, Language language,
                                       const SplitOptions& options = {});

}  // namespace qiao::text
