// Units laid down in a scratch file, as TMX, to be taken up again in any order: what lets merging
// and comparing see all units with the memory of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tmx/scratch_file.h"
#include "tmx/translation_unit.h"
#include "tmx/writer.h"

namespace qiao::tmx {

class UnitSpool {
 public:
  struct Place {
    std::uint64_t at = 0;
    std::uint64_t size = 0;
  };

  // What the writer counts is added to `counts`. Requires a variant.
  Place add(const TranslationUnit& unit, WriteCounts& counts);
  // The unit as append_unit made it. Good for many calls in ascending order: a page is kept.
  std::string_view markup(Place place);
  TranslationUnit unit(Place place);

 private:
  void flush();

  ScratchFile file_;
  std::string tail_;  // not written yet
  std::string page_;
  std::uint64_t page_at_ = 0;
};

}  // namespace qiao::tmx
