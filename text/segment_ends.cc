#include "text/segment_ends.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace qiao::text {
namespace {

bool among(UChar32 c, std::u32string_view set) {
  return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

constexpr std::u32string_view kOpening = U"「『“\"„»«‘'‚‹›";
constexpr std::u32string_view kClosing = U"」』”\"“’'»«›‹";
constexpr std::u32string_view kBrackets = U")）";
constexpr std::u32string_view kFinal = U"。！？.!?…⋯:：";
constexpr std::u32string_view kInner = U",，、;；-–—";

// U_SENTINEL when there is none.
UChar32 first_character(std::string_view utf8) {
  const auto length = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = U_SENTINEL;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), at, length, c);
    if (!u_isUWhiteSpace(c)) return c;
  }
  return U_SENTINEL;
}

// Takes the last character off, white space passed over.
UChar32 take_last(std::string_view& utf8) {
  auto at = static_cast<std::int32_t>(utf8.size());
  UChar32 c = U_SENTINEL;
  while (at > 0) {
    U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), 0, at, c);
    utf8 = utf8.substr(0, static_cast<std::size_t>(at));
    if (!u_isUWhiteSpace(c)) return c;
  }
  return U_SENTINEL;
}

}  // namespace

SegmentEnds segment_ends(std::string_view segment, std::string_view next) {
  SegmentEnds ends;
  const UChar32 first = first_character(segment);
  if (first == U_SENTINEL) return ends;
  ends.opens_quotation = among(first, kOpening);
  UChar32 last = take_last(segment);
  while (last != U_SENTINEL && (among(last, kClosing) || among(last, kBrackets))) {
    ends.closes_quotation = ends.closes_quotation || among(last, kClosing);
    last = take_last(segment);
  }
  if (last == U_SENTINEL || ends.closes_quotation || among(last, kFinal)) return ends;
  ends.goes_on = among(last, kInner) || u_islower(first_character(next));
  return ends;
}

}  // namespace qiao::text
