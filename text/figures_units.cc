#include "text/figures_units.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/fold.h"

namespace qiao::text {
namespace {

struct Unit {
  std::string_view name;
  std::string_view kind;
  std::int64_t factor;
  int powers_of_ten;
  std::u32string_view chinese;  // separated by spaces, like the two below
  std::u32string_view german;   // lower case
  std::u32string_view english;
};

constexpr Unit kUnits[] = {
    // money: the kinds differ, so that dollars never equal euros
    {"USD", "USD", 1, 0, U"美元 美金 USD US$ U.S.$",
     U"us-dollar us-dollars usd $ us$ dollar dollars", U"us-dollar usd $ us$ dollar dollars"},
    {"EUR", "EUR", 1, 0, U"歐元 EUR €", U"euro euros eur €", U"euro euros eur €"},
    {"GBP", "GBP", 1, 0, U"英鎊 GBP £", U"gbp £", U"gbp £"},
    {"JPY", "JPY", 1, 0, U"日圓 日元 日幣 JPY ¥", U"yen jpy ¥", U"yen jpy ¥"},
    {"TWD", "TWD", 1, 0, U"新臺幣 臺幣 NTD NT$ TWD", U"nt-dollar taiwan-dollar twd nt$",
     U"nt-dollar twd ntd nt$"},
    {"CNY", "CNY", 1, 0, U"人民幣 CNY RMB", U"yuan renminbi rmb cny", U"yuan renminbi rmb cny"},
    {"HKD", "HKD", 1, 0, U"港元 港幣 HKD HK$", U"hongkong-dollar hkd hk$", U"hkd hk$"},
    {"KRW", "KRW", 1, 0, U"韓元 韓圜 韓幣", U"won", U""},
    {"CHF", "CHF", 1, 0, U"瑞士法郎 瑞郎 CHF", U"franken chf", U"chf francs franc"},
    {"RUB", "RUB", 1, 0, U"盧布", U"rubel", U"roubles rubles"},
    {"INR", "INR", 1, 0, U"盧比", U"rupien rupie", U"rupees rupee"},
    {"cent", "cent", 1, 0, U"美分", U"cent", U"cents cent"},
    {"money", "money", 1, 0, U"元 塊錢 塊", U"", U""},
    {"pound", "pound", 1, 0, U"", U"pfund", U"pound pounds"},
    // length, in mm
    {"km", "length", 1, 6, U"公里 千米 km KM", U"km kilometer kilometern kilometers",
     U"km kilometer kilometers kilometre kilometres"},
    {"m", "length", 1, 3, U"公尺 m", U"m meter metern meters", U"m meter meters metre metres"},
    {"cm", "length", 1, 1, U"公分 釐米 cm", U"cm zentimeter zentimetern",
     U"cm centimeter centimeters centimetre centimetres"},
    {"mm", "length", 1, 0, U"公釐 毫米 mm", U"mm millimeter millimetern",
     U"mm millimeter millimeters millimetre millimetres"},
    {"mile", "length", 1609344, 0, U"英里 哩", U"meile meilen", U"mile miles mi"},
    {"ft", "length", 3048, -1, U"英尺 英呎 呎", U"fuß", U"ft foot feet"},
    {"in", "length", 254, -1, U"英寸 英吋 吋", U"zoll", U"in inch inches"},
    {"nm", "length", 1, -6, U"奈米 納米 nm", U"nm nanometer nanometern",
     U"nm nanometer nanometers nanometre nanometres"},
    // mass, in mg
    {"t", "mass", 1, 9, U"公噸 噸", U"t tonne tonnen", U"t ton tons tonne tonnes"},
    {"kg", "mass", 1, 6, U"公斤 千克 kg", U"kg kilo kilos kilogramm",
     U"kg kilo kilos kilogram kilograms"},
    {"g", "mass", 1, 3, U"公克 克 g", U"g gramm", U"g gram grams"},
    {"mg", "mass", 1, 0, U"毫克 mg", U"mg milligramm", U"mg milligram milligrams"},
    {"jin", "mass", 6, 5, U"臺斤 斤", U"", U"catty catties"},  // as in Taiwan
    {"lb", "mass", 45359237, -2, U"磅", U"", U"lb lbs"},
    // volume, in ml
    {"l", "volume", 1, 3, U"公升 升 L", U"l liter litern", U"l liter liters litre litres"},
    {"ml", "volume", 1, 0, U"毫升 ml mL", U"ml milliliter millilitern",
     U"ml milliliter milliliters"},
    // area, in m²
    {"km²", "area", 1, 6, U"平方公里 km²", U"km² quadratkilometer quadratkilometern", U"km²"},
    {"m²", "area", 1, 0, U"平方公尺 平方米 m²", U"m² qm quadratmeter quadratmetern", U"m²"},
    {"ping", "area", 33058, -4, U"坪", U"", U"ping"},
    {"ha", "area", 1, 4, U"公頃", U"ha hektar", U"ha hectare hectares"},
    // time: seconds up to weeks, months up to centuries; a month is no fixed number of days
    {"s", "time", 1, 0, U"秒鐘 秒", U"s sekunde sekunden sek", U"s second seconds sec"},
    {"min", "time", 60, 0, U"分鐘", U"min minute minuten", U"min minute minutes"},
    {"h", "time", 3600, 0, U"個小時 小時 個鐘頭 鐘頭", U"h std stunde stunden",
     U"h hour hours hr hrs"},
    {"d", "time", 86400, 0, U"天", U"tag tage tagen tages", U"day days"},
    {"week", "time", 604800, 0, U"個星期 星期 個禮拜 禮拜 週", U"woche wochen", U"week weeks"},
    {"month", "months", 1, 0, U"個月", U"monat monate monaten monats", U"month months"},
    {"year", "months", 12, 0, U"年 歲 週年", U"jahr jahre jahren jahres jährige",
     U"year years yr yrs"},
    {"decade", "months", 12, 1, U"", U"jahrzehnt jahrzehnte jahrzehnten jahrzehnts",
     U"decade decades"},
    {"century", "months", 12, 2, U"個世紀", U"jahrhunderte jahrhunderten", U"centuries"},
    // temperature and angle
    {"°C", "°C", 1, 0, U"°C ℃ ºC", U"°c ℃ ºc", U"°c ℃ ºc"},
    {"°F", "°F", 1, 0, U"°F ℉ ºF", U"°f ℉ ºf", U"°f ℉ ºf"},
    {"°", "°", 1, 0, U"度 °", U"grad ° º", U"degrees degree °"},
    // electricity and data
    {"W", "power", 1, 0, U"瓦特 瓦 W", U"w watt", U"w watt watts"},
    {"kW", "power", 1, 3, U"千瓦 kW", U"kw kilowatt", U"kw kilowatt kilowatts"},
    {"MW", "power", 1, 6, U"MW", U"mw megawatt", U"mw megawatt megawatts"},
    {"GW", "power", 1, 9, U"吉瓦 GW", U"gw gigawatt", U"gw gigawatt gigawatts"},
    {"kWh", "energy", 1, 3, U"千瓦時 度電 kWh", U"kwh kilowattstunde kilowattstunden", U"kwh"},
    {"V", "V", 1, 0, U"伏特 V", U"v volt", U"v volt volts"},
    {"MB", "MB", 1, 0, U"MB", U"mb megabyte", U"mb megabyte megabytes"},
    {"GB", "GB", 1, 0, U"GB", U"gb gigabyte", U"gb gigabyte gigabytes"},
    {"TB", "TB", 1, 0, U"TB", U"tb terabyte", U"tb terabyte terabytes"},
    {"Hz", "frequency", 1, 0, U"赫茲 Hz", U"hz hertz", U"hz hertz"},
    {"MHz", "frequency", 1, 6, U"MHz", U"mhz megahertz", U"mhz megahertz"},
    {"GHz", "frequency", 1, 9, U"GHz", U"ghz gigahertz", U"ghz gigahertz"},
};

template <typename Use>
void for_each_word(std::u32string_view words, Use use) {
  while (!words.empty()) {
    const std::size_t size = std::min(words.find(U' '), words.size());
    use(words.substr(0, size));
    words.remove_prefix(std::min(size + 1, words.size()));
  }
}

using WordTable = std::unordered_map<std::u32string_view, std::string_view>;

WordTable word_table(std::u32string_view Unit::*words) {
  WordTable table;
  for (const Unit& unit : kUnits) {
    for_each_word(unit.*words, [&](std::u32string_view word) { table.emplace(word, unit.name); });
  }
  return table;
}

// By the first character, the longest first.
using ChineseTable =
    std::unordered_map<char32_t, std::vector<std::pair<std::u32string, std::string_view>>>;

ChineseTable chinese_table() {
  ChineseTable table;
  for (const Unit& unit : kUnits) {
    for_each_word(unit.chinese, [&](std::u32string_view word) {
      std::u32string folded;
      for (char32_t c : word) folded += fold_chinese(c);
      table[folded.front()].emplace_back(folded, unit.name);
    });
  }
  for (auto& [first, units] : table) {
    std::stable_sort(units.begin(), units.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
  return table;
}

}  // namespace

std::string_view unit_of_word(std::u32string_view word, Language language) {
  static const WordTable german = word_table(&Unit::german);
  static const WordTable english = word_table(&Unit::english);
  const WordTable& table = language == Language::kEnglish ? english : german;
  auto found = table.find(word);
  return found == table.end() ? std::string_view{} : found->second;
}

ChineseUnit unit_at_start(std::u32string_view text) {
  static const ChineseTable table = chinese_table();
  if (text.empty()) return {};
  auto found = table.find(text.front());
  if (found == table.end()) return {};
  for (const auto& [word, name] : found->second) {
    if (text.substr(0, word.size()) == word) return {word.size(), name};
  }
  return {};
}

Measure measure_of(std::string_view unit) {
  for (const Unit& row : kUnits) {
    if (row.name == unit) return {row.kind, Decimal(row.factor).shifted(row.powers_of_ten)};
  }
  return {unit, Decimal(1)};
}

bool may_be_same_unit(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto may_mean = [](std::string_view loose, std::string_view unit) {
    if (loose == "money") return unit.size() == 3 && unit[0] >= 'A' && unit[0] <= 'Z';
    if (loose == "°") return unit == "°C" || unit == "°F";
    return loose == "pound" && (unit == "GBP" || unit == "lb");
  };
  return may_mean(a, b) || may_mean(b, a);
}

bool is_imperial(std::string_view unit) {
  return unit == "mile" || unit == "ft" || unit == "in" || unit == "lb" || unit == "ping" ||
         unit == "jin";
}

}  // namespace qiao::text
