// --max-memory: how much memory aligning two texts takes, told before it is taken.
//
//   MemoryLimit limit;
//   limit.add_option(options);
//   ...
//   limit.check_files({source, target});     before they are read
//   limit.check(pair, model, s.align, AfterAligning::kWriting);     before they are aligned
//
// The estimate is the largest of what three moments of aligning hold, fitted to the greatest
// resident set of the program (docs/benchmarks.md), for sentences n, distinct words w and running
// words r of both texts together, d dimensions and s shapes of beads:
//
//   the coarse search       n 4 d + w (4 d + 600) + 28 n_source n_target, 24e6 above 1.5e6 cells
//   the words' background   n 4 d + w (8 d + 600) + 30 r
//   the table of beads      n (4 d + 10.5 (4 s + 122)) + w (4 d + 600)      bytes
//
// and 20 MB, the model, 3 bytes for each of the texts, and 17 % of it all. Of long texts that is
// taken for a section and a half a thread (bridge/sections.h), the distinct words growing as the
// root of the running ones (Heaps' law), and 4 d / block bytes a sentence for their blocks.
// docs/benchmarks.md has it beside what was measured.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/aligner.h"
#include "cli/input.h"
#include "cli/options.h"
#include "embed/model.h"
#include "text/document.h"
#include "text/input_error.h"

namespace qiao::cli {

// "500M", "1.5G", "65536": bytes, and powers of 1024 by K, M, G, T in either case. Nothing for what
// is no size, or none above 0.
std::optional<std::uint64_t> parse_size(std::string_view text);

// "1.9G": rounded up to two digits or to whole numbers, so that parse_size(format_size(x)) >= x.
std::string format_size(std::uint64_t bytes);

// What would not fit into --max-memory.
class MemoryError : public InputError {
 public:
  using InputError::InputError;
};

// What of texts the estimate depends on.
struct Measure {
  double sentences = 0;
  double longer = 0;  // sentences of the longer text
  double square = 1;  // source sentences times target sentences
  double running_words = 0;
  double distinct_words = 0;
  double bytes = 0;

  void add(const Measure& other);
};

// Of one text. Counts its words: a fifth of the time that aligning takes.
Measure measure_of(const text::Document& document);

// Estimates for those who do many things at once and add them up (memory_budget.h), in bytes, the
// margin included: the program with its model, reading files, and aligning two texts beside both,
std::uint64_t program_need(const embed::Model& model);
std::uint64_t reading_need(const std::vector<std::string>& paths);
// on one thread.
std::uint64_t aligning_need(const Measure& both, int dimensions,
                            const align::AlignOptions& options);
std::uint64_t with_memory_margin(double bytes);

// What is done with an alignment, in bytes for each byte of the texts. All but writing holds the
// vectors of the whole texts.
enum class AfterAligning { kWriting = 0, kExplaining = 1, kChecking = 11, kReviewPage = 40 };

class MemoryLimit {
 public:
  // --max-memory. The limit must outlive the parsing.
  void add_option(po::options_description& options);

  std::uint64_t bytes() const { return bytes_; }  // 0: none was said

  // "a.txt and b.txt: aligning them takes about 1.2G of memory, more than --max-memory 1G; allow
  // more, or align chapter by chapter"
  static constexpr std::string_view kCutTexts = "allow more, or align chapter by chapter";
  std::string refusal(std::uint64_t need, const std::string& what,
                      std::string_view remedy = kCutTexts) const;

  // All that follow throw MemoryError with the estimate, and do nothing when no limit was said.
  void refuse_above(std::uint64_t need, const std::string& what,
                    std::string_view remedy = kCutTexts) const;

  // Text in memory is five times what it is in the file: raw, decoded, cleaned, and the way back.
  // Of packed formats and pages, whose text may be a small part of them, only the file is counted.
  void check_files(const std::vector<std::string>& paths) const;

  void check(const Pair& pair, const embed::Model& model, const align::AlignOptions& options,
             AfterAligning after, unsigned threads) const;

  // The same for vectors of others, in files of so many bytes.
  void check_vectors(const Pair& pair, std::uint64_t vector_bytes,
                     const align::AlignOptions& options) const;

 private:
  std::uint64_t bytes_ = 0;
  std::string said_;
};

}  // namespace qiao::cli
