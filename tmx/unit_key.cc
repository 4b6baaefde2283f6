#include "tmx/unit_key.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "text/ascii.h"

namespace qiao::tmx {
namespace {

// Each part is closed by a byte that no text holds, so that "ab","c" is not "a","bc".
constexpr char kEnd = '\xFF';

Key hash(std::string_view bytes) {
  const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  return {h.high64, h.low64};
}

std::string lower(std::string_view language) {
  std::string result = text::ascii_lower(language);
  std::replace(result.begin(), result.end(), '_', '-');
  return result;
}

void append_exact(const Segment& segment, std::string& out) {
  out += segment.text;
  for (const InlineTag& tag : segment.tags) {
    out += kEnd + std::to_string(tag.at) + (tag.opens ? '<' : '>') + tag.name;
    for (const Attribute& a : tag.attributes) out += ' ' + a.name + '=' + a.value;
  }
}

// What capitals become; other bytes are themselves.
constexpr auto kSmall = [] {
  std::array<char, 256> table{};
  for (int c = 0; c < 256; ++c) {
    table[static_cast<std::size_t>(c)] = text::ascii_lower(static_cast<char>(c));
  }
  return table;
}();

// The normal form of texts of the commonest characters of Chinese and German, which takes no
// tables. Nothing when there is another, which might even combine with those before it.
//
//   ASCII                 small letters for capitals
//   4E00-9FFF, 3001-3020  itself: Han characters and the punctuation between them
//   Ä Ö Ü ä ö ü ß         ä ö ü ä ö ü ss
std::optional<std::string> folded_common(std::string_view text) {
  std::string result(text.size(), '\0');  // no character grows
  char* out = result.data();
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = at + text.size();
  while (at != end) {
    const unsigned lead = *at;
    if (lead < 0x80) {
      *out++ = kSmall[lead];
      ++at;
    } else if (lead >= 0xE3 && lead <= 0xE9 && end - at >= 3) {
      const bool han = lead > 0xE4 || (lead == 0xE4 && at[1] >= 0xB8);
      const bool punctuation = lead == 0xE3 && at[1] == 0x80 && at[2] > 0x80 && at[2] <= 0xA0;
      if (!han && !punctuation) return std::nullopt;
      out = std::copy_n(at, 3, out);
      at += 3;
    } else if (lead == 0xC3 && end - at >= 2) {
      const unsigned next = at[1];
      const bool capital = next == 0x84 || next == 0x96 || next == 0x9C;
      const bool small = next == 0xA4 || next == 0xB6 || next == 0xBC;
      if (!capital && !small && next != 0x9F) return std::nullopt;
      *out++ = next == 0x9F ? 's' : '\xC3';
      *out++ = next == 0x9F ? 's' : static_cast<char>(capital ? next + 0x20 : next);
      at += 2;
    } else {
      return std::nullopt;
    }
  }
  result.resize(static_cast<std::size_t>(out - result.data()));
  return result;
}

std::string folded(std::string_view utf8) {
  if (auto common = folded_common(utf8)) return *std::move(common);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<int32_t>(utf8.size()));
  form->normalizeUTF8(0, {utf8.data(), static_cast<int32_t>(utf8.size())}, sink, nullptr, status);
  return result;
}

// Whether the white space is single blanks within the text.
bool is_tidy(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (c <= ' ' && text::is_ascii_space(c) && (c != ' ' || before == ' ')) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

// One key for several, whatever their order.
Key joined(std::vector<Key>& keys) {
  std::sort(keys.begin(), keys.end());
  static_assert(sizeof(Key) == 16);  // no padding
  return hash({reinterpret_cast<const char*>(keys.data()), keys.size() * sizeof(Key)});
}

}  // namespace

// White space shrinks in place: the result is never longer.
std::string normalised(std::string_view utf8) {
  std::string result = folded(utf8);
  if (is_tidy(result)) return result;
  std::size_t size = 0;
  for (const char c : result) {
    if (!text::is_ascii_space(c)) {
      result[size++] = c;
    } else if (size > 0 && result[size - 1] != ' ') {
      result[size++] = ' ';
    }
  }
  if (size > 0 && result[size - 1] == ' ') --size;
  result.resize(size);
  return result;
}

UnitKeys unit_keys(const TranslationUnit& unit, std::string_view header_source_language) {
  std::vector<Key> exact, normal;
  exact.reserve(unit.variants.size());
  normal.reserve(unit.variants.size());
  UnitKeys keys;
  const Sides pair = sides(unit, header_source_language);
  std::string part;
  for (const Variant& v : unit.variants) {
    const std::string language = lower(v.language) + kEnd;
    part = language;
    append_exact(v.segment, part);
    exact.push_back(hash(part));
    part = language;
    part += v.segment.tags.empty() ? normalised(v.segment.text) : normalised(v.segment.words());
    normal.push_back(hash(part));
    if (&v == pair.target) keys.target = normal.back();
    if (&v == pair.source) {
      part += kEnd;
      if (pair.target) part += lower(pair.target->language);
      keys.source = hash(part);
    }
  }
  keys.exact = joined(exact);
  keys.normalised = joined(normal);
  return keys;
}

}  // namespace qiao::tmx
