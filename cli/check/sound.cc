#include "cli/check/sound.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace qiao::cli {
namespace {

using namespace std::string_view_literals;

// Letters that make one sound, before single letters are looked at.
struct Cluster {
  std::string_view letters;
  char sound;
};
constexpr Cluster kClusters[] = {
    {"tsch"sv, 'S'}, {"sch"sv, 'S'}, {"sh"sv, 'S'}, {"ch"sv, 'S'}, {"zh"sv, 'S'},
    {"th"sv, 'S'},   {"ph"sv, 'F'},  {"ck"sv, 'K'}, {"ng"sv, 'N'}, {"dg"sv, 'S'},
};

char sound_of(char letter, bool before_bright_vowel, bool pinyin) {
  switch (letter) {
    case 'b':
    case 'p':
      return 'P';
    case 'd':
    case 't':
      return 'T';
    case 'g':
    case 'k':
      return 'K';
    case 'q':
      return pinyin ? 'S' : 'K';
    case 'c':
      return pinyin || before_bright_vowel ? 'S' : 'K';
    case 's':
    case 'z':
    case 'j':
    case 'x':
      return 'S';
    case 'l':
    case 'r':
      return 'L';
    case 'm':
    case 'n':
      return 'N';
    case 'f':
    case 'v':
    case 'w':
      return 'F';
    default:
      return 0;  // vowels, h, y: too faint to tell
  }
}

}  // namespace

std::string consonant_classes(std::string_view latin, bool pinyin) {
  std::string sounds;
  for (std::size_t i = 0; i < latin.size();) {
    const std::string_view rest = latin.substr(i);
    const auto cluster = std::find_if(std::begin(kClusters), std::end(kClusters),
                                      [&](Cluster c) { return rest.starts_with(c.letters); });
    char sound = 0;
    if (cluster != std::end(kClusters)) {
      sound = cluster->sound;
      i += cluster->letters.size();
    } else {
      const bool bright = rest.size() > 1 && (rest[1] == 'e' || rest[1] == 'i' || rest[1] == 'y');
      sound = sound_of(rest[0], bright, pinyin);
      ++i;
    }
    if (sound != 0 && (sounds.empty() || sounds.back() != sound)) sounds += sound;
  }
  return sounds;
}

struct Sounds::Readings {
  std::unique_ptr<icu::Transliterator> to_ascii;

  std::string operator()(std::string_view utf8) const {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    if (to_ascii) to_ascii->transliterate(text);
    std::string ascii;
    text.toUTF8String(ascii);
    return ascii;
  }
};

Sounds::Sounds() : readings_(std::make_unique<Readings>()) {
  UErrorCode status = U_ZERO_ERROR;
  readings_->to_ascii.reset(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
}
Sounds::~Sounds() = default;
Sounds::Sounds(Sounds&&) noexcept = default;
Sounds& Sounds::operator=(Sounds&&) noexcept = default;

double Sounds::likeness(std::string_view name, std::string_view han) const {
  const std::string wanted = consonant_classes((*readings_)(name), false);
  const std::string heard = consonant_classes((*readings_)(han), true);
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
