// What stands in front of a block and is no part of its text: the sign or the number of a
// list item, the # of a Markdown heading.
//
//   "- Mehl"   "• 麵粉"   "1. Mehl"   "(2) Mehl"   "（一）前言"   "二、方法"   "## Kapitel"
//
// Whether "3. März war es kalt" is the third item of a list, only its neighbours can tell.
#pragma once

#include <cstddef>
#include <string_view>

namespace qiao::text {

enum class MarkerKind { kNone, kHeading, kBullet, kNumber };

struct BlockMarker {
  MarkerKind kind = MarkerKind::kNone;
  std::size_t length = 0;  // bytes, the space behind it included
  int number = 0;          // of kNumber
  char style = 0;          // of kNumber: equal for items that can stand in one list
};

// Requires a block without space in front. O(1).
BlockMarker block_marker(std::string_view block);

}  // namespace qiao::text
