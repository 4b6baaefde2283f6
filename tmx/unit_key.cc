#include "tmx/unit_key.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <xxhash.h>

#include <algorithm>
#include <vector>

namespace qiao::tmx {
namespace {

// Each part is closed by a byte that no text holds, so that "ab","c" is not "a","bc".
constexpr char kEnd = '\xFF';

Key hash(std::string_view bytes) {
  const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  return {h.high64, h.low64};
}

std::string lower(std::string_view language) {
  std::string result(language);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return result;
}

void append_exact(const Segment& segment, std::string& out) {
  out += segment.text;
  for (const InlineTag& tag : segment.tags) {
    out += kEnd + std::to_string(tag.at) + (tag.opens ? '<' : '>') + tag.name;
    for (const Attribute& a : tag.attributes) out += ' ' + a.name + '=' + a.value;
  }
}

}  // namespace

std::string normalised(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded, static_cast<int32_t>(utf8.size()));
  form->normalizeUTF8(0, {utf8.data(), static_cast<int32_t>(utf8.size())}, sink, nullptr, status);
  std::string result;
  result.reserve(folded.size());
  for (const char c : folded) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

UnitKeys unit_keys(const TranslationUnit& unit, std::string_view header_source_language) {
  std::vector<std::string> exact, folded;
  UnitKeys keys;
  const Sides pair = sides(unit, header_source_language);
  for (const Variant& v : unit.variants) {
    const std::string language = lower(v.language);
    const std::string text = normalised(v.segment.words());
    folded.push_back(language + kEnd + text + kEnd);
    append_exact(v.segment, exact.emplace_back(language + kEnd));
    if (&v == pair.source) {
      keys.source = hash(folded.back() + (pair.target ? lower(pair.target->language) : ""));
    }
    if (&v == pair.target) keys.target = hash(folded.back());
  }
  const auto joined = [](std::vector<std::string>& parts) {
    std::sort(parts.begin(), parts.end());
    std::string all;
    for (const std::string& part : parts) (all += part) += kEnd;
    return all;
  };
  keys.exact = hash(joined(exact));
  keys.normalised = hash(joined(folded));
  return keys;
}

}  // namespace qiao::tmx
