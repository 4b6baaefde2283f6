// English numbers are rows of words (two hundred and fifty thousand), so a table is enough; the
// reader puts them together.
#include <unordered_map>

#include "text/figures_words.h"

namespace qiao::text {
namespace {

struct Row {
  std::u32string_view word;
  Sense sense;
  int value = 0;
  bool stands_alone = false;
  std::string_view unit = {};
};

constexpr Row kWords[] = {
    {U"a", Sense::kOne, 1},
    {U"an", Sense::kOne, 1},
    {U"one", Sense::kOne, 1},
    {U"two", Sense::kNumber, 2},
    {U"three", Sense::kNumber, 3},
    {U"four", Sense::kNumber, 4},
    {U"five", Sense::kNumber, 5},
    {U"six", Sense::kNumber, 6},
    {U"seven", Sense::kNumber, 7},
    {U"eight", Sense::kNumber, 8},
    {U"nine", Sense::kNumber, 9},
    {U"ten", Sense::kNumber, 10},
    {U"eleven", Sense::kNumber, 11},
    {U"twelve", Sense::kNumber, 12},
    {U"thirteen", Sense::kNumber, 13},
    {U"fourteen", Sense::kNumber, 14},
    {U"fifteen", Sense::kNumber, 15},
    {U"sixteen", Sense::kNumber, 16},
    {U"seventeen", Sense::kNumber, 17},
    {U"eighteen", Sense::kNumber, 18},
    {U"nineteen", Sense::kNumber, 19},
    {U"twenty", Sense::kNumber, 20},
    {U"thirty", Sense::kNumber, 30},
    {U"forty", Sense::kNumber, 40},
    {U"fifty", Sense::kNumber, 50},
    {U"sixty", Sense::kNumber, 60},
    {U"seventy", Sense::kNumber, 70},
    {U"eighty", Sense::kNumber, 80},
    {U"ninety", Sense::kNumber, 90},
    {U"twice", Sense::kNumber, 2},
    {U"double", Sense::kNumber, 2},
    {U"hundred", Sense::kScale, 2},
    {U"thousand", Sense::kScale, 3},
    {U"million", Sense::kScale, 6},
    {U"mn", Sense::kScale, 6},
    {U"billion", Sense::kScale, 9},
    {U"bn", Sense::kScale, 9},
    {U"trillion", Sense::kScale, 12},
    {U"tn", Sense::kScale, 12},
    {U"dozen", Sense::kDozen},
    {U"first", Sense::kOrdinal, 1},
    {U"second", Sense::kOrdinal, 2},
    {U"third", Sense::kOrdinal, 3},
    {U"fourth", Sense::kOrdinal, 4},
    {U"fifth", Sense::kOrdinal, 5},
    {U"sixth", Sense::kOrdinal, 6},
    {U"seventh", Sense::kOrdinal, 7},
    {U"eighth", Sense::kOrdinal, 8},
    {U"ninth", Sense::kOrdinal, 9},
    {U"tenth", Sense::kOrdinal, 10},
    {U"eleventh", Sense::kOrdinal, 11},
    {U"twelfth", Sense::kOrdinal, 12},
    {U"twentieth", Sense::kOrdinal, 20},
    {U"thirtieth", Sense::kOrdinal, 30},
    {U"st", Sense::kOrdinalEnding},
    {U"nd", Sense::kOrdinalEnding},
    {U"rd", Sense::kOrdinalEnding},
    {U"th", Sense::kOrdinalEnding},
    {U"quarter", Sense::kPart, 4},
    {U"quarters", Sense::kPart, 4},
    {U"thirds", Sense::kPart, 3},
    {U"fourths", Sense::kPart, 4},
    {U"fifths", Sense::kPart, 5},
    {U"sixths", Sense::kPart, 6},
    {U"eighths", Sense::kPart, 8},
    {U"tenths", Sense::kPart, 10},
    {U"half", Sense::kHalf},
    {U"s", Sense::kDecadeEnding},
    {U"twenties", Sense::kDecade, 20},
    {U"thirties", Sense::kDecade, 30},
    {U"forties", Sense::kDecade, 40},
    {U"fifties", Sense::kDecade, 50},
    {U"sixties", Sense::kDecade, 60},
    {U"seventies", Sense::kDecade, 70},
    {U"eighties", Sense::kDecade, 80},
    {U"nineties", Sense::kDecade, 90},
    {U"january", Sense::kMonth, 1, true},
    {U"jan", Sense::kMonth, 1},
    {U"february", Sense::kMonth, 2, true},
    {U"feb", Sense::kMonth, 2},
    {U"march", Sense::kMonth, 3},
    {U"mar", Sense::kMonth, 3},
    {U"april", Sense::kMonth, 4, true},
    {U"apr", Sense::kMonth, 4},
    {U"may", Sense::kMonth, 5},
    {U"june", Sense::kMonth, 6, true},
    {U"july", Sense::kMonth, 7, true},
    {U"august", Sense::kMonth, 8, true},
    {U"aug", Sense::kMonth, 8},
    {U"september", Sense::kMonth, 9, true},
    {U"sept", Sense::kMonth, 9},
    {U"sep", Sense::kMonth, 9},
    {U"october", Sense::kMonth, 10, true},
    {U"oct", Sense::kMonth, 10},
    {U"november", Sense::kMonth, 11, true},
    {U"nov", Sense::kMonth, 11},
    {U"december", Sense::kMonth, 12, true},
    {U"dec", Sense::kMonth, 12},
    {U"percent", Sense::kPercent},
    {U"percentage", Sense::kPercentPoint},
    {U"am", Sense::kMorning},
    {U"pm", Sense::kAfternoon},
    {U"to", Sense::kTo},
    {U"or", Sense::kTo},
    {U"and", Sense::kAnd},
    {U"between", Sense::kBetween},
    {U"in", Sense::kYearComes},
    {U"since", Sense::kYearComes},
    {U"by", Sense::kYearComes},
    {U"of", Sense::kYearComes},
    {U"from", Sense::kYearComes},
    {U"until", Sense::kYearComes},
    {U"before", Sense::kYearComes},
    {U"after", Sense::kYearComes},
    {U"during", Sense::kYearComes},
    {U"year", Sense::kYearComes},
    {U"late", Sense::kYearComes},
    {U"early", Sense::kYearComes},
};

}  // namespace

Meaning english_meaning(std::u32string_view word, bool capital) {
  using Table = std::unordered_map<std::u32string_view, Meaning>;
  static const Table table = [] {
    Table words;
    for (const Row& row : kWords) {
      words.emplace(row.word, Meaning{row.sense, Decimal(row.value), row.unit, row.stands_alone});
    }
    return words;
  }();
  static const FirstLetters letters = [] {
    FirstLetters first;
    for (const Row& row : kWords) first.add(row.word);
    return first;
  }();
  if (!letters.may_begin(word)) return {};
  auto found = table.find(word);
  if (found == table.end()) return {};
  // may and march are verbs in lower case.
  if (found->second.sense == Sense::kMonth && !capital) return {};
  return found->second;
}

}  // namespace qiao::text
