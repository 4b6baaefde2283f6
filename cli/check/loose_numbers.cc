// The table: parts of words, looked for anywhere in the case-folded text. Case-folded, Traditional;
// separated by spaces.
#include "cli/check/loose_numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "cli/list.h"
#include "text/fold.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

using text::Figure;
using text::FigureKind;
using text::Language;

struct Stems {
  std::string_view chinese, german, english;
};

constexpr std::array<Stems, 13> kNumbers = {{
    {"零 〇", "null kein", "zero no"},
    {"一 首 頭 單 冠軍 初", "ein erst allein einzel sieger", "one a first single"},
    {"二 兩 雙 再 亞軍 次 下半 倍", "zwei zwo beid doppel paar halb verdoppel zweit binär",
     "two second both double pair twice binary"},
    {"三 參 季軍 季 倍", "drei dritt dreifach vierteljahr quartal trio three",
     "three third triple quarter trio"},
    {"四 倍", "vier quart four", "four quart"},
    {"五 倍", "fünf five", "five fifth"},
    {"六 半年", "sech halbjahr halbes halben", "six half"},
    {"七 週 周 星期 禮拜", "sieb woche", "seven week"},
    {"八", "acht oktal", "eight octal"},
    {"九", "neun", "nine ninth"},
    {"十", "zehn jahrzehnt dekad dezimal", "ten decade decimal"},
    {"十一", "elf", "eleven"},
    {"十二 打 一年", "zwölf dutzend jahr", "twel dozen year"},
}};

// By the denominator.
constexpr std::array<Stems, 3> kFractions = {{
    {"半", "halb hälft mitte", "half middle"},
    {"三分", "drittel", "third"},
    {"四分 刻", "viertel", "quarter"},
}};

// Greater numbers, by the value.
struct Named {
  std::string_view value;
  Stems stems;
};
constexpr std::array<Named, 2> kGreater = {{
    {"16", {"十六進", "hexadez sedezimal", "hexadecimal"}},
    {"90", {"直角", "rechtwinklig senkrecht", "perpendicular"}},
}};

constexpr Stems kOneAndAHalf = {"半", "anderthalb eineinhalb", "half"};

constexpr std::array<Stems, 12> kMonths = {{
    {"一月 元月", "januar jänner", "january"},
    {"二月", "februar feber", "february"},
    {"三月", "märz", "march"},
    {"四月", "april", "april"},
    {"五月", "mai", "may"},
    {"六月", "juni", "june"},
    {"七月", "juli", "july"},
    {"八月", "august", "august"},
    {"九月", "september", "september"},
    {"十月", "oktober", "october"},
    {"十一月", "november", "november"},
    {"十二月", "dezember", "december"},
}};

std::string_view stems_of(const Stems& stems, Language language) {
  switch (language) {
    case Language::kChinese:
      return stems.chinese;
    case Language::kGerman:
      return stems.german;
    case Language::kEnglish:
      return stems.english;
    case Language::kUnknown:
      break;
  }
  return {};
}

std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

const Stems* stems_for(const Figure& figure) {
  const std::string_view value = figure.value;
  if (figure.kind == FigureKind::kDate && value.starts_with("--") && value.size() == 4) {
    const auto month = number(value.substr(2));
    return month && *month >= 1 && *month <= kMonths.size() ? &kMonths[*month - 1] : nullptr;
  }
  if (figure.kind == FigureKind::kYear) return nullptr;
  if (figure.kind == FigureKind::kTime) {  // "~06:00": um sechs, 六點
    if (!value.starts_with('~') || !value.ends_with(":00")) return nullptr;
    const auto hour = number(value.substr(1, value.size() - 4));
    return hour && *hour < kNumbers.size() ? &kNumbers[*hour] : nullptr;
  }
  if (const std::size_t slash = value.find('/'); slash != value.npos) {
    const auto below = number(value.substr(slash + 1));
    return below && *below >= 2 && *below <= 4 ? &kFractions[*below - 2] : nullptr;
  }
  if (value == "1.5") return &kOneAndAHalf;
  const auto greater = std::find_if(kGreater.begin(), kGreater.end(),
                                    [&](const Named& named) { return named.value == value; });
  if (greater != kGreater.end()) return &greater->stems;
  const auto whole = number(value.starts_with("---") ? value.substr(3) : value);
  return whole && *whole < kNumbers.size() ? &kNumbers[*whole] : nullptr;
}

}  // namespace

bool may_be_named(const Figure& figure, std::string_view utf8, Language language) {
  const Stems* stems = stems_for(figure);
  if (stems == nullptr) return false;
  const std::string folded = text::fold_case(text::fold_chinese(utf8));
  const auto list = parts_of(stems_of(*stems, language), ' ');
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view stem) { return folded.find(stem) != folded.npos; });
}

}  // namespace qiao::cli
