#include "cli/check/sound.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

#include "cli/check/consonants.h"
#include "text/utf8.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

#include "cli/check/sound_table.inc"

// Small letters without accents; those that carry a stroke are letters of their own to Unicode.
std::string plain_latin(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const std::string folded = text::fold_case(utf8);
  const icu::UnicodeString decomposed =
      nfd->normalize(icu::UnicodeString::fromUTF8(folded), status);
  std::string plain;
  for (std::int32_t i = 0; i < decomposed.length(); ++i) {
    const char16_t c = decomposed[i];
    if (c < 0x80) plain += static_cast<char>(c);
    if (c == u'ł') plain += 'l';
    if (c == u'đ' || c == u'ð') plain += 'd';
    if (c == u'þ') plain += "th";
  }
  return plain;
}

// Of Chinese text, which may have Latin letters in it: N.F.L.
std::string sounds_of(std::string_view chinese) {
  std::string heard;
  const auto hear = [&](std::string_view sounds) {
    for (const char sound : sounds) {
      if (heard.empty() || heard.back() != sound) heard += sound;
    }
  };
  std::size_t done = 0;  // what comes before is heard
  for (std::size_t at = 0; at < chinese.size();) {
    const std::size_t begin = at;
    const auto c = static_cast<char32_t>(text::next_character(chinese, at));
    if (c < kFirst || c - kFirst >= std::size(kSoundOf)) continue;
    hear(consonant_classes(plain_latin(chinese.substr(done, begin - done)), true));
    hear(kSounds[kSoundOf[c - kFirst]]);
    done = at;
  }
  hear(consonant_classes(plain_latin(chinese.substr(done)), true));
  return heard;
}

}  // namespace

double sound_likeness(std::string_view name, std::string_view chinese) {
  const std::string wanted = consonant_classes(plain_latin(name), false);
  const std::string heard = sounds_of(chinese);
  if (wanted.size() < 2) return 0;
  // Sellers' algorithm: a part of `heard` may begin and end anywhere.
  std::vector<std::size_t> distance(wanted.size() + 1);
  std::iota(distance.begin(), distance.end(), 0);
  std::size_t best = distance.back();
  for (const char sound : heard) {
    std::size_t diagonal = distance[0];
    for (std::size_t k = 1; k < distance.size(); ++k) {
      const std::size_t substituted = diagonal + (wanted[k - 1] != sound);
      diagonal = distance[k];
      distance[k] = std::min({substituted, distance[k] + 1, distance[k - 1] + 1});
    }
    best = std::min(best, distance.back());
  }
  return 1 - static_cast<double>(best) / static_cast<double>(wanted.size());
}

}  // namespace qiao::cli
