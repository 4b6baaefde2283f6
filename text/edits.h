// Making a changed copy of a text, from front to back, and the map back with it.
//
//   Edits edits("Wort-\ntrennung");
//   edits.replace({4, 6}, "");
//   edits.finish();              "Worttrennung", whose byte 4 came from byte 6
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/byte_range.h"
#include "text/offset_map.h"

namespace qiao::text {

struct Edited {
  std::string text;
  OffsetMap to_source;  // byte of `text` -> byte of what was edited
};

class Edits {
 public:
  // `source` must stay alive. Nothing is copied before the first change.
  explicit Edits(std::string_view source) : source_(source) {}

  // What stands in for the range came from all of it, as one unit. Requires ranges in order,
  // without overlap.
  void replace(ByteRange range, std::string_view with);

  // The whole changed text; nothing when there was no change.
  std::optional<Edited> finish();

 private:
  void copy_until(std::size_t end);

  std::string_view source_;
  std::size_t done_ = 0;
  bool changed_ = false;
  Edited edited_;
};

}  // namespace qiao::text
