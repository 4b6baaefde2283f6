#include "cli/check/consonants.h"

#include <algorithm>
#include <iterator>

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

}  // namespace qiao::cli
