// What two memories disagree on: sources that only one of them has, and sources that they
// translate differently. Texts are compared as a reader sees them (unit_key.h).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tmx/translation_unit.h"

namespace qiao::tmx {

enum class MemorySide { kLeft, kRight };

struct Difference {
  std::string source;
  std::vector<std::string>
      left;  // the targets, each once; empty: the left memory has no such source
  std::vector<std::string> right;
  friend bool operator==(const Difference&, const Difference&) = default;
};

struct DiffSummary {
  std::size_t same = 0;  // sources with the same targets in both
  std::size_t only_left = 0;
  std::size_t only_right = 0;
  std::size_t differing = 0;
  friend bool operator==(const DiffSummary&, const DiffSummary&) = default;
};

// Memory: about 70 MB, whatever the number of units; disk: the units, as TMX, in TMPDIR. Units
// without two sides are passed over.
class Differ {
 public:
  Differ();
  ~Differ();
  void add(MemorySide side, const TranslationUnit& unit, std::string_view header_source_language);
  // Differences come in the order in which their sources were first added. A source with more than
  // a hundred targets shows a hundred. Call once, last.
  DiffSummary finish(const std::function<void(const Difference&)>& report);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace qiao::tmx
