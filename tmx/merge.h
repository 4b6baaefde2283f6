// Many memories into one without duplicates, in bounded memory.
//
//   Merger merger({.winner = Winner::kNewest});
//   for (…) while (reader.next(unit)) merger.add(unit, reader.header().source_language);
//   const MergeSummary summary = merger.finish(header, sink, report_conflict);
//
// Units that say the same (unit_key.h) are duplicates, of which one wins and stays where it stood:
// the result keeps the order of the inputs. Units with the same source and another target are
// conflicts: all are kept, and told of.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tmx/byte_sink.h"
#include "tmx/translation_unit.h"
#include "tmx/writer.h"

namespace qiao::tmx {

enum class Winner {
  kNewest,  // by changedate, else creationdate; a unit without either is older than all
  kBest,    // by x-score; a unit without one is worse than all
};

struct MergeOptions {
  Winner winner = Winner::kNewest;  // among equals the first read wins
  // Only units that are equal to the byte, tags included, are duplicates.
  bool exact_only = false;
};

struct Conflict {
  std::string source;
  std::vector<std::string> targets;  // two or more, in the order read
};

struct MergeSummary {
  std::size_t units_read = 0;
  std::size_t units_written = 0;
  std::size_t exact_duplicates = 0;       // removed
  std::size_t normalised_duplicates = 0;  // removed
  std::size_t conflicts = 0;              // sources with more than one target
  WriteCounts writing;                    // of all units read
};

// Memory: about 100 MB, whatever the number of units; disk: the units, as TMX, in TMPDIR.
class Merger {
 public:
  explicit Merger(const MergeOptions& options = {});
  ~Merger();

  void add(const TranslationUnit& unit, std::string_view header_source_language);

  // Writes the memory and finishes the sink. The header gets the source language of the first
  // input; units of inputs with another one say their own. `on_conflict` may be empty, and is told
  // a hundred targets at most. Call once, last.
  MergeSummary finish(Header header, ByteSink& sink,
                      const std::function<void(const Conflict&)>& on_conflict);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace qiao::tmx
