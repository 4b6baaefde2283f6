// Whether a syllable is a reading of a character, ICU's Han-Latin transliterator knows; but it
// takes a fifth of a second to load and has one reading a character, while damaged texts
// gloss 長 both as (cháng) and as (zhǎng). So a text with several glosses that no European
// word explains (first and third tones: ā, ǎ) is taken for damaged as a whole; only where the
// evidence is thinner is ICU asked.
#include "text/pinyin_gloss.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

constexpr std::size_t kLongestGloss = 12;  // bytes: zhuāng, a wide bracket
constexpr int kGlossesOfDamage = 3;

struct Gloss {
  ByteRange range;       // with its parentheses
  std::int32_t han = 0;  // the character before it
  std::string syllable;  // without tone, ü as v
  int tone = 0;          // 0: none is written
};

// Splits a letter of pinyin into its plain letter and its tone; 0 for any other character.
char plain_letter(std::int32_t c, int& tone) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c);
  struct Row {
    char plain;
    std::u16string_view toned;  // tones 1 to 4
  };
  static constexpr Row kRows[] = {{'a', u"āáǎà"}, {'e', u"ēéěè"}, {'i', u"īíǐì"}, {'o', u"ōóǒò"},
                                  {'u', u"ūúǔù"}, {'v', u"ǖǘǚǜ"}, {'n', u" ńňǹ"}};
  if (c == u'ü') return 'v';
  for (const Row& row : kRows) {
    for (std::size_t i = 0; i < row.toned.size(); ++i) {
      if (row.toned[i] == c) {
        tone = static_cast<int>(i) + 1;
        return row.plain;
      }
    }
  }
  return 0;
}

// Whether letters can be a syllable: a consonant that begins one, a rhyme that ends one.
bool is_syllable(std::string_view letters) {
  static constexpr std::string_view kInitials[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d",
                                                   "t",  "n",  "l",  "g", "k", "h", "j", "q",
                                                   "x",  "r",  "z",  "c", "s", "y", "w", ""};
  static constexpr std::string_view kRhymes[] = {
      "a",   "o",   "e",  "i",   "u",  "v",    "ai",   "ei",  "ao", "ou",   "an",  "en",   "ang",
      "eng", "ong", "er", "ia",  "ie", "iao",  "iu",   "ian", "in", "iang", "ing", "iong", "ua",
      "uo",  "uai", "ui", "uan", "un", "uang", "ueng", "ue",  "ve", "van",  "vn"};
  for (const std::string_view initial : kInitials) {
    if (letters.starts_with(initial) &&
        std::find(std::begin(kRhymes), std::end(kRhymes), letters.substr(initial.size())) !=
            std::end(kRhymes)) {
      return true;
    }
  }
  return false;
}

// A gloss whose opening parenthesis is at [open, inside), if there is one.
std::optional<Gloss> gloss_at(std::string_view text, std::size_t open, std::size_t inside) {
  Gloss gloss;
  gloss.han = character_before(text, open);
  if (!is_han(gloss.han)) return std::nullopt;
  std::size_t at = inside;
  while (at < text.size() && at - inside < kLongestGloss) {
    const std::int32_t c = next_character(text, at);
    if (c == ')' || c == 0xFF09) {
      gloss.range = {open, at};
      return is_syllable(gloss.syllable) ? std::optional(gloss) : std::nullopt;
    }
    const char letter = plain_letter(c, gloss.tone);
    if (letter == 0) return std::nullopt;
    gloss.syllable += letter;
  }
  return std::nullopt;
}

std::vector<Gloss> find_glosses(std::string_view text) {
  static constexpr std::string_view kWide = "（";
  std::vector<Gloss> glosses;
  std::size_t narrow = text.find('('), wide = text.find(kWide);
  while (narrow != text.npos || wide != text.npos) {
    const bool is_narrow = narrow < wide;
    const std::size_t open = is_narrow ? narrow : wide;
    const std::size_t inside = open + (is_narrow ? 1 : kWide.size());
    if (auto gloss = gloss_at(text, open, inside)) glosses.push_back(std::move(*gloss));
    (is_narrow ? narrow : wide) = is_narrow ? text.find('(', inside) : text.find(kWide, inside);
  }
  return glosses;
}

// The character's commonest reading, without tone.
std::string reading_of(std::int32_t han) {
  static std::mutex mutex;  // transliterators keep state while they work
  const std::lock_guard lock(mutex);
  static const std::unique_ptr<icu::Transliterator> kHanLatin = [] {
    UErrorCode error = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, error));
  }();
  std::string letters;
  if (!kHanLatin) return letters;
  icu::UnicodeString reading(han);
  kHanLatin->transliterate(reading);
  std::string utf8;
  reading.toUTF8String(utf8);
  for (std::size_t at = 0; at < utf8.size();) {
    int tone = 0;
    const char letter = plain_letter(next_character(utf8, at), tone);
    if (letter != 0) letters += letter;
  }
  return letters;
}

}  // namespace

std::optional<Edited> remove_pinyin_glosses(std::string_view utf8) {
  const std::vector<Gloss> glosses = find_glosses(utf8);
  const auto toned = std::count_if(glosses.begin(), glosses.end(),
                                   [](const Gloss& gloss) { return gloss.tone != 0; });
  const bool damaged = toned >= kGlossesOfDamage &&
                       std::any_of(glosses.begin(), glosses.end(),
                                   [](const Gloss& g) { return g.tone == 1 || g.tone == 3; });
  Edits edits(utf8);
  for (const Gloss& gloss : glosses) {
    if ((damaged && gloss.tone != 0) || reading_of(gloss.han) == gloss.syllable) {
      edits.replace(gloss.range, "");
    }
  }
  return edits.finish();
}

}  // namespace qiao::text
