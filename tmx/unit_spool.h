// Units laid down in a scratch file, as TMX, to be taken up again in any order: what lets merging
// and comparing see all units with the memory of one.
#pragma once

#include <string>
#include <string_view>

#include "tmx/text_spool.h"
#include "tmx/translation_unit.h"
#include "tmx/writer.h"

namespace qiao::tmx {

class UnitSpool {
 public:
  using Place = TextSpool::Place;

  // What the writer counts is added to `counts`. Requires a variant.
  Place add(const TranslationUnit& unit, WriteCounts& counts);
  // The unit as append_unit made it; see TextSpool::text.
  std::string_view markup(Place place) { return texts_.text(place); }
  TranslationUnit unit(Place place);

 private:
  TextSpool texts_;
  std::string markup_;  // of the unit being added
};

}  // namespace qiao::tmx
