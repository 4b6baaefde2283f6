#include "tmx/unit_spool.h"

#include <algorithm>
#include <cassert>

#include "tmx/reader.h"

namespace qiao::tmx {
namespace {
constexpr std::size_t kPage = 1 << 20;
}

UnitSpool::Place UnitSpool::add(const TranslationUnit& unit, WriteCounts& counts) {
  const std::uint64_t at = file_.size() + tail_.size();
  const std::size_t before = tail_.size();
  append_unit(unit, tail_, counts);
  const Place place{at, tail_.size() - before};
  if (tail_.size() >= kPage) flush();
  return place;
}

void UnitSpool::flush() {
  file_.append(tail_);
  tail_.clear();
}

std::string_view UnitSpool::markup(Place place) {
  if (!tail_.empty()) flush();
  if (place.at < page_at_ || place.at + place.size > page_at_ + page_.size()) {
    page_.resize(std::max<std::size_t>(kPage, place.size));
    page_.resize(file_.read_at(place.at, page_.data(), page_.size()));
    page_at_ = place.at;
  }
  assert(place.at + place.size <= page_at_ + page_.size());
  return std::string_view(page_).substr(place.at - page_at_, place.size);
}

TranslationUnit UnitSpool::unit(Place place) {
  std::string document = "<tmx version=\"1.4\"><body>";
  document += markup(place);
  document += "</body></tmx>";
  Reader reader({"spool", memory_source(std::move(document))});
  TranslationUnit unit;
  reader.next(unit);
  return unit;
}

}  // namespace qiao::tmx
