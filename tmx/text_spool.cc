#include "tmx/text_spool.h"

#include <algorithm>
#include <cassert>

namespace qiao::tmx {
namespace {
constexpr std::size_t kPage = 1 << 20;
}

TextSpool::Place TextSpool::add(std::string_view text) {
  const Place place{file_.size() + tail_.size(), text.size()};
  tail_ += text;
  if (tail_.size() >= kPage) flush();
  return place;
}

void TextSpool::flush() {
  file_.append(tail_);
  tail_.clear();
}

std::string_view TextSpool::text(Place place) {
  if (!tail_.empty()) flush();
  if (place.at < page_at_ || place.at + place.size > page_at_ + page_.size()) {
    page_.resize(std::max<std::size_t>(kPage, place.size));
    page_.resize(file_.read_at(place.at, page_.data(), page_.size()));
    page_at_ = place.at;
  }
  assert(place.at + place.size <= page_at_ + page_.size());
  return std::string_view(page_).substr(place.at - page_at_, place.size);
}

}  // namespace qiao::tmx
