// qiao align --jobs: pairs of documents as JSON, one a line, for the pipe of any engine.
//
//   in   {"id": 7, "source": "a.zh.txt", "target": {"text": "Er kam.", "language": "de"}}
//   out  {"id":7,"source_language":"zh-TW","target_language":"de-DE",…,"beads":[…]}
//   or   {"id":7,"error":"a.zh.txt: no such file; check the path"}
//
// Each line has its answer, a line too, in the same order and as soon as it and those before it are
// done, so that who waits for an answer before the next question is served as well. What is wrong
// with a job is its answer and not the end of the run. The members: docs/formats.md.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "align/aligner.h"
#include "cli/input.h"
#include "cli/language_tag.h"
#include "cli/memory_need.h"
#include "embed/model.h"
#include "text/byte_source.h"

namespace qiao::cli {

struct JobOptions {
  PairOptions pair;
  align::AlignOptions align;
  std::vector<LanguageTag> language_tags;  // as --lang-tag says
  unsigned threads = 0;                    // jobs at a time; 0: one for each core
  MemoryLimit memory;                      // of each job
};

// Answers every line of `in`; `name` is what its errors call it. `write` is given the answers, with
// their line ends, by one thread at a time. At most two jobs a thread are in memory. The number of
// threads changes no byte. Throws what reading `in` and `write` throw.
void align_jobs(text::ByteSource& in, const std::string& name, const embed::Model& model,
                const JobOptions& options, const std::function<void(std::string_view)>& write);

}  // namespace qiao::cli
