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
//   the coarse search       n 4 d + w (4 d + 600) + 16 min(n_source n_target, 1.5e6)
//   the words' background   n 4 d + w (8 d + 600) + 30 r
//   the table of beads      n (4 d + 10.5 (4 s + 122)) + w (4 d + 600)      bytes
//
// and 20 MB, the model, 3 bytes for each of the texts, and 17 % of it all. docs/benchmarks.md
// has it beside what was measured.
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

namespace qiao::cli {

// "500M", "1.5G", "65536": bytes, and powers of 1024 by K, M, G, T in either case. Nothing for what
// is no size, or none above 0.
std::optional<std::uint64_t> parse_size(std::string_view text);

// "1.9G": rounded up to two digits or to whole numbers, so that parse_size(format_size(x)) >= x.
std::string format_size(std::uint64_t bytes);

// What is done with an alignment, in bytes for each byte of the texts.
enum class AfterAligning { kWriting = 0, kChecking = 11, kReviewPage = 40 };

class MemoryLimit {
 public:
  // --max-memory. The limit must outlive the parsing.
  void add_option(po::options_description& options);

  // All that follow throw InputError with the estimate, and do nothing when no limit was said.

  // Text in memory is five times what it is in the file: raw, decoded, cleaned, and the way back.
  // Of packed formats and pages, whose text may be a small part of them, only the file is counted.
  void check_files(const std::vector<std::string>& paths) const;

  // Counts the words: a fifth of the time that aligning takes.
  void check(const Pair& pair, const embed::Model& model, const align::AlignOptions& options,
             AfterAligning after) const;

  // The same for vectors of others, in files of so many bytes.
  void check_vectors(const Pair& pair, std::uint64_t vector_bytes,
                     const align::AlignOptions& options) const;

 private:
  void refuse_above(std::uint64_t need, const std::string& what) const;

  std::uint64_t bytes_ = 0;  // 0: none was said
  std::string said_;
};

}  // namespace qiao::cli
