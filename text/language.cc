// Chinese by the share of Han characters, its script by characters that only one of the two
// national sets has; Latin languages by their most frequent words, two fifths of any text.
#include "text/language.h"

#include <unicode/bytestream.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "text/ascii.h"
#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

constexpr std::size_t kSampleSize = 64 << 10;
// A Han character says about as much as five Latin letters; Latin letters that make up no
// sentence, only names, say less.
constexpr double kHanWeight = 5;
constexpr double kHanWeightAmongNames = 15;
// Frequent words make up two fifths of running text; names, titles and lists have fewer.
constexpr double kLeastShare = 0.08;

// The frequent words of the two languages, and of those that could pass for them.
struct Vocabulary {
  Language language;
  std::string_view words;
};
constexpr Vocabulary kVocabularies[] = {
    {Language::kGerman,
     "der die das und in zu den mit von für auf ist im dem nicht ein eine als auch es an er sie "
     "hat dass daß aus bei wird sich nach einer um am sind noch wie einem über einen so zum war "
     "haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir ihr ihm ihn was wenn "
     "werden kann wo dann da schon doch hatte waren seine seiner ihre keine kein unter gegen "
     "vom wieder des eines sehr hier diese dieser alle"},
    {Language::kEnglish,
     "the of and to in a is that for it as was with be by on not he his but at are this have "
     "from or had an they which one you were all her she there would their we him been has when "
     "who will no more if out so what up its about into than them can only other do my your me "
     "said could then did our how these after also"},
    {Language::kUnknown,  // Dutch
     "de het een van en in is dat op te zijn met voor niet aan er om ook als maar dan bij nog "
     "naar die uit door wordt werd hij ze zij wat over heeft hebben deze ik je"},
    {Language::kUnknown,  // French
     "le la les de des et en un une du est que qui dans pour pas sur au par plus ce il elle ne se "
     "sont avec son sa ses mais ou nous vous cette aux été à"},
    {Language::kUnknown,  // Spanish and Portuguese
     "el la los las de que y en un una del por con no para es se su al lo como más pero sus le o "
     "e do da em um uma não os as dos das no na mais"},
    {Language::kUnknown,  // Italian
     "il lo la i gli le di che e in un una per non è con del della si al da sono come anche ma "
     "più nel alla dei era"},
    {Language::kUnknown,  // Swedish, Danish, Norwegian
     "och i att det som en på är av för med den till inte om ett han men jag og at er til af ikke "
     "de var på et der hun vi fra har hade sig kan"},
};
constexpr std::size_t kVocabularyCount = std::size(kVocabularies);
using Hits = std::array<double, kVocabularyCount>;

// Which vocabularies hold a word, one bit each.
const std::unordered_map<std::string_view, unsigned>& word_index() {
  static const auto kIndex = [] {
    std::unordered_map<std::string_view, unsigned> index;
    for (std::size_t i = 0; i < kVocabularyCount; ++i) {
      std::string_view rest = kVocabularies[i].words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        index[rest.substr(0, end)] |= 1u << i;
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return index;
  }();
  return kIndex;
}

struct Counts {
  std::size_t han = 0, traditional = 0, simplified = 0;
  std::size_t kana = 0, hangul = 0;
  std::size_t latin = 0, other = 0;  // letters
  std::size_t words = 0;             // of Latin letters
  Hits hits{};
};

void count_word(std::string_view word, Counts& counts) {
  ++counts.words;
  const auto entry = word_index().find(word);
  if (entry != word_index().end()) {
    for (std::size_t i = 0; i < kVocabularyCount; ++i) {
      if (entry->second >> i & 1u) counts.hits[i] += 1;
    }
  }
  // No other language of this list has ß; several have ä, ö or ü.
  if (word.find("ß") != word.npos) {
    counts.hits[0] += 1;
  } else if (word.find("ü") != word.npos || word.find("ä") != word.npos) {
    counts.hits[0] += 0.5;
  }
}

void append_lower_case(std::int32_t c, std::string& word) {
  if (c < 0x80) {
    word += static_cast<char>(c | 0x20);
    return;
  }
  icu::StringByteSink<std::string> sink(&word);
  icu::UnicodeString(u_tolower(c)).toUTF8(sink);
}

Counts count(std::string_view text) {
  Counts counts;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) count_word(word, counts);
    word.clear();
  };
  text = text.substr(0, kSampleSize);
  for (std::size_t at = 0; at < text.size();) {
    const std::int32_t c = next_character(text, at);
    if (is_han(c)) {
      ++counts.han;
      counts.traditional += is_traditional_only(c);
      counts.simplified += is_simplified_only(c);
    } else if (c >= 0x3041 && c <= 0x30FA) {
      ++counts.kana;
    } else if (c >= 0xAC00 && c <= 0xD7A3) {
      ++counts.hangul;
    } else if (c < 0x80 ? is_ascii_letter(c) : c < 0x250 && u_isalpha(c)) {
      ++counts.latin;
      append_lower_case(c, word);
      continue;
    } else if (c >= 0x250 && u_isalpha(c)) {
      ++counts.other;
    }
    end_word();
  }
  end_word();
  return counts;
}

// A text in one script quotes a character of the other now and then.
Script chinese_script(const Counts& counts) {
  if (counts.traditional > 2 * counts.simplified) return Script::kTraditional;
  if (counts.simplified > 2 * counts.traditional) return Script::kSimplified;
  return Script::kUnknown;
}

// By the frequent words alone; the confidence is among the Latin languages.
LanguageGuess guess_latin(const Counts& counts) {
  const auto best = std::max_element(counts.hits.begin(), counts.hits.end());
  double rival = 0;
  for (auto other = counts.hits.begin(); other != counts.hits.end(); ++other) {
    if (other != best) rival = std::max(rival, *other);
  }
  if (*best < kLeastShare * static_cast<double>(counts.words) || *best <= rival) return {};
  const auto& vocabulary = kVocabularies[static_cast<std::size_t>(best - counts.hits.begin())];
  if (vocabulary.language == Language::kUnknown) return {};
  // Words that several languages have (in, die, so) speak for none.
  return {vocabulary.language, Script::kLatin, *best / (*best + rival)};
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == y; });
}

}  // namespace

LanguageGuess guess_language(std::string_view utf8) {
  const Counts counts = count(utf8);
  const LanguageGuess by_words = guess_latin(counts);
  const double weight = by_words.language == Language::kUnknown ? kHanWeightAmongNames : kHanWeight;
  const double han = weight * static_cast<double>(counts.han);
  const double foreign =
      weight * static_cast<double>(counts.kana + counts.hangul) + static_cast<double>(counts.other);
  const auto latin = static_cast<double>(counts.latin);
  const double all = han + latin + foreign;
  // Japanese writes every second or third character in kana.
  const bool japanese = counts.kana * 5 > counts.han;
  if (han > latin && han > foreign && !japanese) {
    return {Language::kChinese, chinese_script(counts), han / all};
  }
  if (latin <= han || latin <= foreign) return {};
  return {by_words.language, Script::kLatin, by_words.confidence * latin / all};
}

std::optional<LanguageGuess> parse_language(std::string_view tag) {
  const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
  const std::string_view language = tag.substr(0, end);
  if (same_letters(language, "de")) return LanguageGuess{Language::kGerman, Script::kLatin, 1};
  if (same_letters(language, "en")) return LanguageGuess{Language::kEnglish, Script::kLatin, 1};
  if (!same_letters(language, "zh")) return std::nullopt;
  LanguageGuess chinese{Language::kChinese, Script::kUnknown, 1};
  // The first subtag that says a script counts: zh-Hans-HK is Simplified.
  for (std::size_t at = end; at < tag.size() && chinese.script == Script::kUnknown;) {
    const std::size_t next = std::min(tag.find_first_of("-_", at + 1), tag.size());
    const std::string_view subtag = tag.substr(at + 1, next - at - 1);
    for (const char* traditional : {"hant", "tw", "hk", "mo"}) {
      if (same_letters(subtag, traditional)) chinese.script = Script::kTraditional;
    }
    for (const char* simplified : {"hans", "cn", "sg", "my"}) {
      if (same_letters(subtag, simplified)) chinese.script = Script::kSimplified;
    }
    at = next;
  }
  return chinese;
}

std::string_view language_name(Language language) {
  switch (language) {
    case Language::kUnknown:
      return "an unknown language";
    case Language::kChinese:
      return "Chinese";
    case Language::kGerman:
      return "German";
    case Language::kEnglish:
      return "English";
  }
  return "";
}

}  // namespace qiao::text
