#include "text/edits.h"

#include <cassert>
#include <utility>

namespace qiao::text {

void Edits::copy_until(std::size_t end) {
  assert(end >= done_);
  edited_.text += source_.substr(done_, end - done_);
  edited_.to_source.append_copy(done_, end - done_);
  done_ = end;
}

void Edits::replace(ByteRange range, std::string_view with) {
  if (!changed_) edited_.text.reserve(source_.size());
  changed_ = true;
  copy_until(range.begin);
  edited_.text += with;
  if (!with.empty()) edited_.to_source.append(range.begin, 1, with.size(), range.size());
  done_ = range.end;
}

std::optional<Edited> Edits::finish() {
  if (!changed_) return std::nullopt;
  copy_until(source_.size());
  return std::move(edited_);
}

}  // namespace qiao::text
