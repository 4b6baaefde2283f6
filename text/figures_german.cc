// German writes whole numbers as one word, and builds adjectives and ordinals from them:
// dreihundertfünfundzwanzig, neunundzwanzigste, zweieinhalb, dreijährig, fünftel. So a word is
// looked up first, then read as a number with an ending. All of it must fit: Zweifel, Achtung
// and Dreieck are none.
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "text/figures_words.h"

namespace qiao::text {
namespace {

struct Row {
  std::u32string_view word;
  Sense sense;
  int value = 0;
  bool stands_alone = false;
};

constexpr Row kWords[] = {
    {U"ein", Sense::kOne, 1},
    {U"eine", Sense::kOne, 1},
    {U"einer", Sense::kOne, 1},
    {U"einem", Sense::kOne, 1},
    {U"einen", Sense::kOne, 1},
    {U"eines", Sense::kOne, 1},
    {U"hundert", Sense::kScale, 2, true},
    {U"tausend", Sense::kScale, 3, true},
    {U"tsd", Sense::kScale, 3},
    {U"million", Sense::kScale, 6},
    {U"millionen", Sense::kScale, 6},
    {U"mio", Sense::kScale, 6},
    {U"milliarde", Sense::kScale, 9},
    {U"milliarden", Sense::kScale, 9},
    {U"mrd", Sense::kScale, 9},
    {U"billion", Sense::kScale, 12},
    {U"billionen", Sense::kScale, 12},
    {U"bio", Sense::kScale, 12},
    {U"billiarde", Sense::kScale, 15},
    {U"billiarden", Sense::kScale, 15},
    {U"trillion", Sense::kScale, 18},
    {U"trillionen", Sense::kScale, 18},
    {U"dutzend", Sense::kDozen},
    {U"halb", Sense::kHalf},
    {U"halbe", Sense::kHalf},
    {U"halben", Sense::kHalf},
    {U"halber", Sense::kHalf},
    {U"halbes", Sense::kHalf},
    {U"hälfte", Sense::kHalfOf},
    {U"januar", Sense::kMonth, 1, true},
    {U"jänner", Sense::kMonth, 1, true},
    {U"jan", Sense::kMonth, 1},
    {U"februar", Sense::kMonth, 2, true},
    {U"feber", Sense::kMonth, 2, true},
    {U"feb", Sense::kMonth, 2},
    {U"märz", Sense::kMonth, 3, true},
    {U"april", Sense::kMonth, 4, true},
    {U"apr", Sense::kMonth, 4},
    {U"mai", Sense::kMonth, 5, true},
    {U"juni", Sense::kMonth, 6, true},
    {U"juli", Sense::kMonth, 7, true},
    {U"august", Sense::kMonth, 8, true},
    {U"aug", Sense::kMonth, 8},
    {U"september", Sense::kMonth, 9, true},
    {U"sept", Sense::kMonth, 9},
    {U"sep", Sense::kMonth, 9},
    {U"oktober", Sense::kMonth, 10, true},
    {U"okt", Sense::kMonth, 10},
    {U"november", Sense::kMonth, 11, true},
    {U"nov", Sense::kMonth, 11},
    {U"dezember", Sense::kMonth, 12, true},
    {U"dez", Sense::kMonth, 12},
    {U"prozent", Sense::kPercent},
    {U"prozents", Sense::kPercent},
    {U"prozentig", Sense::kPercent},
    {U"prozentige", Sense::kPercent},
    {U"prozentigen", Sense::kPercent},
    {U"prozentiger", Sense::kPercent},
    {U"prozentiges", Sense::kPercent},
    {U"prozentpunkt", Sense::kPercentPoint},
    {U"prozentpunkte", Sense::kPercentPoint},
    {U"prozentpunkten", Sense::kPercentPoint},
    {U"uhr", Sense::kClock},
    {U"morgens", Sense::kMorning},
    {U"morgen", Sense::kMorning},
    {U"früh", Sense::kMorning},
    {U"vormittag", Sense::kMorning},
    {U"vormittags", Sense::kMorning},
    {U"nachmittag", Sense::kAfternoon},
    {U"nachmittags", Sense::kAfternoon},
    {U"abend", Sense::kAfternoon},
    {U"abends", Sense::kAfternoon},
    {U"nachts", Sense::kNight},
    {U"nacht", Sense::kNight},
    {U"bis", Sense::kTo},
    {U"auf", Sense::kTo},
    {U"oder", Sense::kTo},
    {U"und", Sense::kAnd},
    {U"zwischen", Sense::kBetween},
    {U"jahr", Sense::kYearComes},
    {U"jahre", Sense::kYearComes},
    {U"jahres", Sense::kYearComes},
    {U"er", Sense::kDecadeEnding},
    {U"ern", Sense::kDecadeEnding},
    {U"anno", Sense::kYearComes},
};

struct Numeral {
  std::u32string_view word;
  int value;
};
constexpr Numeral kTeens[] = {
    {U"zehn", 10},     {U"elf", 11},      {U"zwölf", 12},    {U"dreizehn", 13}, {U"vierzehn", 14},
    {U"fünfzehn", 15}, {U"sechzehn", 16}, {U"siebzehn", 17}, {U"achtzehn", 18}, {U"neunzehn", 19},
};
constexpr Numeral kTens[] = {
    {U"zwanzig", 20}, {U"dreißig", 30}, {U"dreissig", 30}, {U"vierzig", 40}, {U"fünfzig", 50},
    {U"sechzig", 60}, {U"siebzig", 70}, {U"achtzig", 80},  {U"neunzig", 90},
};
constexpr Numeral kUnits[] = {
    {U"eins", 1}, {U"ein", 1},   {U"zwei", 2},   {U"zwo", 2},  {U"drei", 3}, {U"vier", 4},
    {U"fünf", 5}, {U"sechs", 6}, {U"sieben", 7}, {U"acht", 8}, {U"neun", 9},
};

bool take(std::u32string_view& rest, std::u32string_view word) {
  if (rest.substr(0, word.size()) != word) return false;
  rest.remove_prefix(word.size());
  return true;
}

template <std::size_t n>
int take_one_of(std::u32string_view& rest, const Numeral (&numerals)[n]) {
  for (const auto& [word, value] : numerals) {
    if (take(rest, word)) return value;
  }
  return 0;
}

// Each takes the longest number it can from the front of `rest`; 0 when none is there.
int take_below_hundred(std::u32string_view& rest) {
  if (const int teens = take_one_of(rest, kTeens)) return teens;
  if (const int tens = take_one_of(rest, kTens)) return tens;
  std::u32string_view after_unit = rest;
  const int unit = take_one_of(after_unit, kUnits);
  if (unit == 0) return 0;
  rest = after_unit;
  if (take(after_unit, U"und")) {
    if (const int tens = take_one_of(after_unit, kTens)) {
      rest = after_unit;
      return tens + unit;
    }
  }
  return unit;
}

// Also neunzehnhundertneunzig, so up to 9999.
int take_hundreds(std::u32string_view& rest) {
  std::u32string_view begin = rest;
  const int first = take_below_hundred(begin);
  if (!take(begin, U"hundert")) {
    if (first != 0) take_below_hundred(rest);
    return first;
  }
  rest = begin;
  const int hundreds = (first == 0 ? 1 : first) * 100;
  take(begin, U"und");
  const int below = take_below_hundred(begin);
  if (below != 0) rest = begin;
  return hundreds + below;
}

int take_number(std::u32string_view& rest) {
  std::u32string_view begin = rest;
  const int first = take_hundreds(begin);
  if (!take(begin, U"tausend")) {
    if (first != 0) take_hundreds(rest);
    return first;
  }
  rest = begin;
  const int thousands = (first == 0 ? 1 : first) * 1000;
  take(begin, U"und");
  const int below = take_hundreds(begin);
  if (below != 0) rest = begin;
  return thousands + below;
}

// e, en, er, es, em and nothing: how adjectives end.
bool is_adjective_ending(std::u32string_view rest) {
  return rest.empty() ||
         (rest.front() == U'e' &&
          (rest.size() == 1 || (rest.size() == 2 && std::u32string_view(U"nrsm").find(rest[1]) !=
                                                        std::u32string_view::npos)));
}

struct Ending {
  std::u32string_view word;
  std::string_view unit;
};
constexpr Ending kEndings[] = {
    {U"jährig", "year"}, {U"tägig", "d"},       {U"stündig", "h"}, {U"minütig", "min"},
    {U"wöchig", "week"}, {U"monatig", "month"}, {U"köpfig", ""},   {U"stöckig", ""},
    {U"teilig", ""},     {U"fach", ""},
};

std::optional<std::string_view> unit_of_ending(std::u32string_view rest) {
  for (const auto& [word, unit] : kEndings) {
    std::u32string_view ending = rest;
    if (take(ending, word) && is_adjective_ending(ending)) return unit;
  }
  return std::nullopt;
}

// größte, zweitgrößten, drittbeste …: what may follow dritt-, to be an ordinal.
bool is_superlative(std::u32string_view rest) {
  for (std::u32string_view stem :
       {U"größt", U"höchst", U"best", U"längst", U"ältest", U"stärkst", U"wichtigst", U"beliebtest",
        U"reichst", U"meist", U"letzt", U"häufigst", U"schnellst", U"teuerst", U"jüngst"}) {
    std::u32string_view ending = rest;
    if (take(ending, stem)) return is_adjective_ending(ending) && !ending.empty();
  }
  return false;
}

// Roots that are not number + t: erst-, dritt-, siebt-, acht-.
struct OrdinalRoot {
  std::u32string_view root;
  int value;
};
constexpr OrdinalRoot kOrdinalRoots[] = {{U"erst", 1}, {U"dritt", 3}, {U"siebt", 7}, {U"acht", 8}};

// What follows the root of an ordinal: dritte, drittens, Drittel, drittgrößte.
Meaning ordinal_from_root(std::u32string_view rest, int value) {
  if (!rest.empty() && (is_adjective_ending(rest) || rest == U"ens")) {
    return {Sense::kOrdinal, Decimal(value), {}, false};
  }
  if (value >= 2 && (rest == U"el" || rest == U"els" || rest == U"eln")) {
    return {Sense::kPart, Decimal(value), {}, false};
  }
  if (is_superlative(rest)) return {Sense::kOrdinal, Decimal(value), {}, false};
  return {};
}

Meaning number_with_ending(std::u32string_view word) {
  for (const auto& [root, value] : kOrdinalRoots) {
    std::u32string_view rest = word;
    if (!take(rest, root)) continue;
    Meaning meaning = ordinal_from_root(rest, value);
    if (meaning.sense != Sense::kNone) return meaning;
  }
  std::u32string_view rest = word;
  const int value = take_number(rest);
  if (value == 0) return {};
  if (rest.empty()) {
    return value == 1 ? Meaning{} : Meaning{Sense::kNumber, Decimal(value), {}, false};
  }
  if (rest == U"einhalb") {
    return {Sense::kNumber, Decimal(value) + Decimal::from_digits("", "5"), {}, false};
  }
  std::u32string_view root_rest = rest;
  if (value > 1 && value != 3 && value != 7 && value != 8 &&
      (value % 100 >= 20 || value % 100 == 0 ? take(root_rest, U"st") : take(root_rest, U"t"))) {
    Meaning meaning = ordinal_from_root(root_rest, value);
    if (meaning.sense != Sense::kNone) return meaning;
  }
  // Compounds end like their last part: hundertdritte.
  if (value >= 100) {
    for (const auto& [root, below] : kOrdinalRoots) {
      std::u32string_view last = rest;
      if (take(last, root) && !last.empty() && is_adjective_ending(last)) {
        return {Sense::kOrdinal, Decimal(value + below), {}, false};
      }
    }
  }
  if (value > 1 && rest == U"mal") return {Sense::kNumber, Decimal(value), {}, false};
  if (value > 1) {
    if (auto unit = unit_of_ending(rest)) return {Sense::kNumber, Decimal(value), *unit, false};
  }
  if (value >= 20 && value <= 90 && value % 10 == 0 && (rest == U"er" || rest == U"ern")) {
    return {Sense::kDecade, Decimal(value), {}, false};
  }
  return {};
}

}  // namespace

Meaning german_meaning(std::u32string_view word, bool capital) {
  using Table = std::unordered_map<std::u32string_view, Meaning>;
  static const Table table = [] {
    Table words;
    for (const Row& row : kWords) {
      words.emplace(row.word, Meaning{row.sense, Decimal(row.value), {}, row.stands_alone});
    }
    const Decimal one_and_half = Decimal::from_digits("1", "5");
    for (std::u32string_view spelling : {U"anderthalb", U"eineinhalb"}) {
      words.emplace(spelling, Meaning{Sense::kNumber, one_and_half, {}, false});
    }
    words.emplace(U"viertel", Meaning{Sense::kPart, Decimal(4), {}, false});
    words.emplace(U"vierteln", Meaning{Sense::kPart, Decimal(4), {}, false});
    const auto minutes = [&](std::u32string_view word_for_it, int count) {
      words.emplace(word_for_it, Meaning{Sense::kNumber, Decimal(count), "min", false});
    };
    minutes(U"viertelstunde", 15);
    minutes(U"dreiviertelstunde", 45);
    words.emplace(U"zweier", Meaning{Sense::kNumber, Decimal(2), {}, false});
    words.emplace(U"dreier", Meaning{Sense::kNumber, Decimal(3), {}, false});
    for (std::u32string_view spelling : {U"doppelt", U"doppelte", U"doppelten"}) {
      words.emplace(spelling, Meaning{Sense::kNumber, Decimal(2), {}, false});
    }
    // To heed, and the eighth; attention, and eight: as numbers only where they must be.
    words.emplace(U"achten", Meaning{});
    words.emplace(U"acht", Meaning{Sense::kNumber, Decimal(8), {}, false});
    return words;
  }();
  static const FirstLetters letters = [] {
    FirstLetters first;
    for (const auto& [known, meaning] : table) first.add(known);
    for (const Numeral& numeral : kTeens) first.add(numeral.word);
    for (const Numeral& numeral : kTens) first.add(numeral.word);
    for (const Numeral& numeral : kUnits) first.add(numeral.word);
    for (const OrdinalRoot& root : kOrdinalRoots) first.add(root.root);
    for (const Ending& ending : kEndings) first.add(ending.word);
    return first;
  }();
  if (!letters.may_begin(word)) return {};
  // A team and an elf; care.
  if (capital && (word == U"elf" || word == U"acht" || word == U"achter")) return {};
  if (auto found = table.find(word); found != table.end()) return found->second;
  if (auto unit = unit_of_ending(word); unit && word != U"fach") {
    return {Sense::kUnitEnding, {}, *unit, false};
  }
  return number_with_ending(word);
}

}  // namespace qiao::text
