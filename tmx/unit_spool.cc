#include "tmx/unit_spool.h"

#include "tmx/reader.h"

namespace qiao::tmx {

UnitSpool::Place UnitSpool::add(const TranslationUnit& unit, WriteCounts& counts) {
  markup_.clear();
  append_unit(unit, markup_, counts);
  return texts_.add(markup_);
}

TranslationUnit UnitSpool::unit(Place place) {
  std::string document = "<tmx version=\"1.4\"><body>";
  document += markup(place);
  document += "</body></tmx>";
  Reader reader({"spool", text::memory_source(std::move(document))});
  TranslationUnit unit;
  reader.next(unit);
  return unit;
}

}  // namespace qiao::tmx
