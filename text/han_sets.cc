#include "text/han_sets.h"

#include <unicode/ucnv.h>

#include <bitset>
#include <memory>

namespace qiao::text {
namespace {

constexpr std::int32_t kFirst = 0x4E00;
constexpr std::int32_t kLast = 0x9FFF;
using Set = std::bitset<kLast - kFirst + 1>;

// Adds what the double bytes of the given rows stand for.
void add_rows(const char* converter_name, int first_lead, int last_lead, Set& set) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(converter_name, &error), &ucnv_close);
  if (U_FAILURE(error)) return;  // ICU without its data: no evidence
  for (int lead = first_lead; lead <= last_lead; ++lead) {
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      const char bytes[] = {static_cast<char>(lead), static_cast<char>(trail)};
      UChar out[4];
      error = U_ZERO_ERROR;
      const std::int32_t length = ucnv_toUChars(converter.get(), out, 4, bytes, 2, &error);
      if (U_SUCCESS(error) && length == 1 && out[0] >= kFirst && out[0] <= kLast) {
        set.set(out[0] - kFirst);
      }
    }
  }
}

struct Sets {
  Set common, traditional, simplified;
  Sets() {
    Set big5, gb2312;
    add_rows("Big5", 0xA4, 0xC6, common);
    add_rows("GB2312", 0xB0, 0xD7, common);
    add_rows("Big5", 0xA4, 0xF9, big5);
    add_rows("GB2312", 0xB0, 0xF7, gb2312);
    traditional = big5 & ~gb2312;
    simplified = gb2312 & ~big5;
  }
};

const Sets& sets() {
  static const Sets kSets;
  return kSets;
}

bool contains(const Set& set, std::int32_t c) {
  return c >= kFirst && c <= kLast && set.test(static_cast<std::size_t>(c - kFirst));
}

}  // namespace

bool is_common_han(std::int32_t c) { return contains(sets().common, c); }
bool is_traditional_only(std::int32_t c) { return contains(sets().traditional, c); }
bool is_simplified_only(std::int32_t c) { return contains(sets().simplified, c); }

}  // namespace qiao::text
