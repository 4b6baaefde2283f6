// Chinese figures, read from left to right. A number is built first (digits, Chinese numerals or
// both: 3萬5千, 二十, 兩千三百, 4萬億), and what follows it says what it is (年, 月, 點, %, 成,
// 分之, a unit). A lone numeral is a figure only before a measure word, since 三 and 七 stand in
// many names and sayings; 一 by itself never is, as ein is none in German.
//
// All text is folded (fold.h), so every literal here goes through the same fold.
#include <algorithm>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/figures_scan.h"
#include "text/figures_units.h"
#include "text/fold.h"
#include "text/han_sets.h"

namespace qiao::text {
namespace {

// Words that begin like a figure and are none. Only those that the rules would take for one.
constexpr std::u32string_view kSayings[] = {
    U"十分",     U"萬一",     U"萬分",       U"萬歲",         U"萬萬",         U"千千萬萬",
    U"百分百",   U"一成不變", U"七成八",     U"三分球",       U"四分衛",       U"四分五裂",
    U"三番兩次", U"三番五次", U"五花八門",   U"七上八下",     U"七嘴八舌",     U"三頭六臂",
    U"五角大",   U"三部曲",   U"三級跳",     U"三輪車",       U"四輪驅動",     U"三位一體",
    U"三天兩頭", U"三年五載", U"兩年三",     U"四分之一決賽", U"二分之一決賽", U"十年寒窗",
    U"百年好合", U"百年大計", U"千年蟲",     U"千里迢迢",     U"千里馬",       U"千里之外",
    U"萬里長城", U"萬人迷",   U"百日咳",     U"百人斬",       U"五月天",       U"九層塔",
    U"二次元",   U"三次元",   U"三件式",     U"七里香",       U"八里區",       U"四處",
    U"五股區",   U"九份",     U"六本木",     U"三個臭皮匠",   U"五四運動",     U"一五一十",
    U"三三兩兩", U"七七八八", U"九九乘法",   U"五五波",       U"二二八",       U"三一一",
    U"九一一",   U"九二一",   U"三長兩短",   U"三言兩語",     U"三心兩意",     U"三心二意",
    U"兩敗俱傷", U"百葉窗",   U"百分比",     U"百分點",       U"四周",         U"四代同堂",
    U"八卦",     U"六神無主", U"九牛一毛",   U"九死一生",     U"十全十美",     U"十字",
    U"十足",     U"十之八九", U"八九不離十", U"一了百了",     U"億萬",         U"萬億富",
    U"百萬富翁", U"億萬富翁", U"千萬不",     U"千萬別",       U"千萬要",       U"千萬記",
    U"千萬小心", U"十萬火急", U"十萬八千里", U"百年老店",     U"二手",         U"三明治",
    U"三溫暖",   U"一級",     U"一流",       U"三不五時",     U"三更半夜",     U"三代同堂",
    U"兩岸",     U"兩性",     U"兩側",       U"兩旁",         U"兩邊",         U"兩者",
    U"兩端",     U"兩極",     U"兩全",       U"兩難",         U"兩用",         U"兩可",
    U"兩立",     U"兩棲",     U"兩手",       U"兩口子",       U"四人幫",       U"五體投地",
    U"七年之癢", U"百家",     U"百科",       U"百貨",         U"百姓",         U"百合",
    U"千金",     U"千古",     U"萬物",       U"萬能",         U"萬聖",         U"萬國",
    U"萬事",     U"萬有",     U"萬維",       U"萬豪",         U"千瓦",         U"千禧",
    U"千克",     U"千米",     U"百度",       U"三角",         U"兩樣",         U"萬代",
    U"千家萬戶", U"千秋萬世", U"三星堆",     U"四大皆空",     U"第一時間",     U"第一夫人",
    U"第一線",   U"第一手",   U"第三方",     U"第三者",       U"第二天",       U"第三世界",
    U"第一人稱", U"第三人稱", U"第六感",     U"第一桶金",     U"四分位",       U"二進位",
    U"二進制",   U"八進位",   U"第一四分位", U"第二四分位",   U"第三四分位",   U"八進制",
    U"十進位",   U"十進制",   U"十六進位",   U"十六進制",
};

// What a lone numeral must stand before to be a figure: measure words, and nouns that do without.
constexpr std::u32string_view kMeasures =
    U"個名位人隻條張件次年月日天週歲小時秒元塊毛美歐英公尺寸噸升倍折度項種場座家間所棟輛艘架部臺"
    U"支枝枚本頁篇章節句首幅顆粒把套對組隊排列層樓級段集季期代屆任輪局盤回遍趟步口杯碗瓶盒箱包袋桶"
    U"罐株棵朵塊滴道門扇匹頭尾群批股筆票站世大國省縣市州校黨男女兄弟姊姐妹座處起則份宗樁類款版棒球"
    U"分禮磅英哩里米克毫釐平畝甲坪斤兩萬億角面";
// What makes a word with 半 before it: 半島, 半夜, 半程, 半價 …
constexpr std::u32string_view kHalfOfWord = U"島夜程價數徑球導路山糖工年天月個小";
// After 百, 千 and 萬 without a number before them.
constexpr std::u32string_view kMeasuresOfHundreds =
    U"個名位人隻件次天歲元塊美歐公尺噸倍度項種場家輛艘架枚本頁篇股票平英里";

constexpr std::u32string_view kIndefinite = U"數幾多成上無若好";

// Parts of the day, with what they make of an hour on the dial.
enum class DayPart { kUnknown, kMorning, kNoon, kAfternoon, kNight };
constexpr std::pair<std::u32string_view, DayPart> kDayParts[] = {
    {U"上午", DayPart::kMorning},   {U"早上", DayPart::kMorning},   {U"清晨", DayPart::kMorning},
    {U"凌晨", DayPart::kMorning},   {U"早晨", DayPart::kMorning},   {U"清早", DayPart::kMorning},
    {U"今早", DayPart::kMorning},   {U"中午", DayPart::kNoon},      {U"正午", DayPart::kNoon},
    {U"下午", DayPart::kAfternoon}, {U"午後", DayPart::kAfternoon}, {U"傍晚", DayPart::kAfternoon},
    {U"晚上", DayPart::kNight},     {U"晚間", DayPart::kNight},     {U"夜間", DayPart::kNight},
    {U"深夜", DayPart::kNight},     {U"半夜", DayPart::kNight},     {U"夜裡", DayPart::kNight},
    {U"當晚", DayPart::kNight},     {U"今晚", DayPart::kNight},     {U"昨晚", DayPart::kNight},
    {U"午夜", DayPart::kNight},     {U"周五晚", DayPart::kNight},
};

constexpr std::pair<std::u32string_view, std::string_view> kMoneyBefore[] = {
    {U"新臺幣", "TWD"}, {U"臺幣", "TWD"}, {U"NT$", "TWD"},  {U"US$", "USD"}, {U"HK$", "HKD"},
    {U"人民幣", "CNY"}, {U"港幣", "HKD"}, {U"美金", "USD"}, {U"USD", "USD"}, {U"EUR", "EUR"},
    {U"$", "USD"},      {U"€", "EUR"},    {U"£", "GBP"},    {U"¥", "JPY"},
};

std::u32string folded(std::u32string_view text) {
  std::u32string result;
  for (char32_t c : text) result += fold_chinese(c);
  return result;
}

bool is_in(char32_t c, const std::u32string& set) { return set.find(c) != set.npos; }

// -1 when `c` is no digit.
int digit_value(char32_t c) {
  switch (c) {
    case U'零':
    case U'〇':
      return 0;
    case U'一':
    case U'壹':
      return 1;
    case U'二':
    case U'兩':
    case U'貳':
      return 2;
    case U'三':
    case U'叁':
    case U'叄':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}

// Powers of ten; 0 when `c` is no such unit. 廿 and 卅 are digit and unit in one.
int small_scale(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 1;
    case U'百':
    case U'佰':
      return 2;
    case U'千':
    case U'仟':
      return 3;
    default:
      return 0;
  }
}

int big_scale(char32_t c) {
  switch (c) {
    case U'萬':
      return 4;
    case U'億':
      return 8;
    case U'兆':
      return 12;
    default:
      return 0;
  }
}

bool is_numeral(char32_t c) {
  return digit_value(c) >= 0 || small_scale(c) > 0 || big_scale(c) > 0 || c == U'廿' || c == U'卅';
}

struct Number {
  std::size_t end = 0;
  Decimal value;
  int scale = 0;            // of the units at its end: 4 of 20萬, 12 of 4萬億
  bool in_digits = false;   // Arabic ones
  bool plain = false;       // one run of digits or numerals, no unit: may be a year
  std::size_t digits = 0;   // of such a run
  bool unit_first = false;  // 百, 千萬: nothing says how many
  // -1 when it is not whole, or beyond what years, days and denominators reach.
  std::int64_t small() const { return value.small(100'000'000); }
};

class ChineseReader {
 public:
  explicit ChineseReader(const Characters& text) : text_(text), names_(text) {}

  std::vector<Found> read() {
    static const std::bitset<0x10000> openers = [] {
      std::bitset<0x10000> set;
      for (char32_t c = 0; c < 0x10000; ++c) {
        set[c] = is_digit(c) || is_numeral(c) || c == U'第' || c == U'半';
      }
      return set;
    }();
    for (std::size_t i = 0; i < text_.size();) {
      const char32_t c = text_.all[i];
      i = c < 0x10000 && openers[c] ? read_at(i) : i + 1;
    }
    return std::move(found_);
  }

 private:
  // Looks at the character `i`, one that may open a figure, and returns where to go on.
  std::size_t read_at(std::size_t i) {
    const char32_t c = text_[i];
    if (is_digit(c)) {
      if (names_.is_inside_name(i)) return skip_name(text_, i);
      return read_digits(i);
    }
    if (c == U'第') return read_ordinal(i);
    if (c == U'半') return read_half(i);
    if (at(i, U"十分之") || at(i, U"萬分之")) {
      const Number below{.value = Decimal(c == U'十' ? 10 : 10000)};
      const std::size_t end = read_fraction(i, below, past_space(i + 3));
      return std::max(end, i + 3);
    }
    if (const std::size_t size = saying_at(i); size > 0) return i + size;
    if (is_weekday_mark(i)) return i + 1;
    return read_numeral(i);
  }

  // --- words ---

  bool at(std::size_t i, std::u32string_view word) const {
    for (char32_t c : word) {
      if (text_[i++] != fold_chinese(c)) return false;
    }
    return true;
  }
  bool ends_before(std::size_t i, std::u32string_view word) const {
    return i >= word.size() && at(i - word.size(), word);
  }
  std::size_t past_space(std::size_t i) const { return text_[i] == U' ' ? i + 1 : i; }
  std::size_t before_space(std::size_t i) const {
    return i > 0 && text_[i - 1] == U' ' ? i - 1 : i;
  }

  std::size_t saying_at(std::size_t i) const {
    using Table = std::unordered_map<char32_t, std::vector<std::u32string>>;
    static const Table table = [] {
      Table sayings;
      for (std::u32string_view saying : kSayings) {
        std::u32string word = folded(saying);
        sayings[word.front()].push_back(std::move(word));
      }
      return sayings;
    }();
    auto found = table.find(text_[i]);
    std::size_t longest = 0;
    if (found == table.end()) return 0;
    for (const std::u32string& saying : found->second) {
      if (saying.size() > longest && text_.from(i).substr(0, saying.size()) == saying) {
        longest = saying.size();
      }
    }
    return longest;
  }

  // 星期三, 禮拜二, 週五, and 初一 of the moon's month.
  bool is_weekday_mark(std::size_t i) const {
    if (digit_value(text_[i]) < 1 || digit_value(text_[i]) > 6) return false;
    if (ends_before(i, U"星期") || ends_before(i, U"禮拜")) return true;
    return ends_before(i, U"週") || ends_before(i, U"初");
  }

  bool is_measure(std::size_t i, bool of_hundreds) const {
    static const std::u32string all = folded(kMeasures);
    static const std::u32string few = folded(kMeasuresOfHundreds);
    if (at(i, U"多") || at(i, U"餘") || at(i, U"來") || at(i, U"幾")) ++i;
    return is_in(text_[i], of_hundreds ? few : all);
  }

  // --- numbers ---

  // A run of at least two numerals without a unit: 二〇二五, 八五.
  std::size_t digit_run(std::size_t i) const {
    std::size_t end = i;
    while (digit_value(text_[end]) >= 0) ++end;
    return end - i;
  }

  std::optional<Number> read_number(std::size_t i) const {
    const std::size_t run = digit_run(i);
    const bool has_zero =
        text_.between(i, i + run).find_first_of(U"〇零") != std::u32string_view::npos;
    const char32_t after_run = text_[i + run];
    if (run >= 2 && small_scale(after_run) == 0 && big_scale(after_run) == 0) {
      if (run > 16) return std::nullopt;
      Number number{.end = i + run, .plain = true, .digits = run};
      std::string digits;
      for (std::size_t k = i; k < i + run; ++k) {
        digits += static_cast<char>('0' + digit_value(text_[k]));
      }
      number.value = Decimal::from_digits(digits);
      return number;
    }
    if (run >= 2 && !has_zero) return std::nullopt;
    return read_scaled_number(i);
  }

  // Sections of at most 9999 and the big units between them.
  std::optional<Number> read_scaled_number(std::size_t i) const {
    Number number;
    Decimal total, section;
    std::optional<Decimal> pending;  // a number whose unit is still to come
    bool pending_is_digit = false;   // a single one, so that 三萬五 is 35000
    bool zero_seen = false;
    bool section_begun = false;
    int last_unit = 0;  // powers of ten of the unit read last
    int last_small = 4;
    int last_big = 0;
    std::size_t pos = i;
    for (;; number.end = pos) {
      const char32_t c = text_[pos];
      if (is_digit(c)) {
        if (pending) break;
        const Literal literal = read_literal(text_, pos, U'.');
        // 1億8000萬, 1億8,000萬
        const bool is_section =
            literal.digit_count <= 4 && (literal.plain || text_[pos + 1] == U',');
        if (!literal.usable || (pos > i && !is_section)) {
          if (pos > i) break;
          return std::nullopt;
        }
        pending = literal.value;
        pending_is_digit = literal.digit_count == 1;
        number.in_digits = true;
        number.plain = pos == i && literal.plain;
        number.digits = literal.digit_count;
        number.scale = 0;
        pos = literal.end;
        const char32_t next = text_[past_space(pos)];
        if (small_scale(next) > 1 || big_scale(next) > 0) {
          if (!at(past_space(pos), U"百分")) pos = past_space(pos);
        }
      } else if (const int digit = digit_value(c); digit > 0) {
        if (pending) break;
        pending = Decimal(digit);
        pending_is_digit = true;
        number.plain = pos == i;
        number.digits = 1;
        number.scale = 0;
        ++pos;
      } else if (digit == 0) {
        if (pending || pos == i || digit_value(text_[pos + 1]) <= 0) break;
        zero_seen = true;
        ++pos;
      } else if (c == U'廿' || c == U'卅') {
        if (pending || last_small <= 1) break;
        section = section + Decimal(c == U'廿' ? 20 : 30);
        section_begun = true;
        last_small = last_unit = 1;
        number.plain = false;
        number.scale = 0;
        zero_seen = false;
        ++pos;
      } else if (const int small = small_scale(c); small > 0) {
        if (small >= last_small || (!pending && pos > i && small != 1)) break;
        if (at(pos, U"百分")) break;
        number.unit_first = number.unit_first || (!pending && pos == i);
        section = section + pending.value_or(Decimal(1)).shifted(small);
        number.scale = pending ? small : 0;
        pending.reset();
        section_begun = true;
        last_small = last_unit = small;
        number.plain = false;
        zero_seen = false;
        ++pos;
      } else if (const int big = big_scale(c); big > 0) {
        const bool nothing_yet = pos == i;
        if (nothing_yet && big != 4) return std::nullopt;
        if ((nothing_yet && at(pos, U"萬一")) || at(pos, U"億萬")) break;
        if (pending) section = section + *pending;
        const bool has_section = section_begun || pending;
        if (!has_section && !nothing_yet) {
          if (total.exponent() + big > 40 || last_unit < 4) break;
          total = total.shifted(big);
          number.scale += big;
        } else {
          if (nothing_yet) {
            section = Decimal(1);
            number.unit_first = true;
          }
          const bool over_all = last_big != 0 && last_big < big;
          total = over_all ? (total + section).shifted(big) : total + section.shifted(big);
          number.scale = nothing_yet ? 0 : number.scale + big;
        }
        section = Decimal();
        section_begun = false;
        pending.reset();
        last_small = 4;
        last_big = last_unit = big;
        number.plain = false;
        zero_seen = false;
        ++pos;
      } else if ((at(pos, U"多") || at(pos, U"餘") || at(pos, U"幾")) && pos > i &&
                 big_scale(text_[pos + 1]) > 0) {
        ++pos;
      } else if (at(pos, U"點") && pending && pending_is_digit && !number.in_digits &&
                 is_spoken_decimal(pos)) {
        std::string fraction;
        for (++pos; digit_value(text_[pos]) >= 0; ++pos) {
          fraction += static_cast<char>('0' + digit_value(text_[pos]));
        }
        pending = section + *pending + Decimal::from_digits("", fraction);
        section = Decimal();
        pending_is_digit = false;
        number.plain = false;
        number.digits = 2;
      } else {
        break;
      }
    }
    if (pos == i) return std::nullopt;
    if (pending) {
      // 三百五 is 350, 一萬五 15000, but 三百零五 305 and 二十五 25.
      const bool shortened = pending_is_digit && last_unit >= 2 && !zero_seen;
      section = section + (shortened ? pending->shifted(last_unit - 1) : *pending);
    }
    number.value = total + section;
    // In 二至三十 the first is 2; only from hundreds on does a range share its unit.
    if (number.scale < 2) number.scale = 0;
    number.end = pos;
    return number;
  }

  // 三點五億, 二點三倍; but 三點五分 is a time.
  bool is_spoken_decimal(std::size_t point) const {
    static const std::u32string units = folded(U"萬億兆倍個公米度元美歐噸成英%");
    const std::size_t run = digit_run(point + 1);
    return run > 0 && run <= 8 && is_in(text_[point + 1 + run], units);
  }

  // --- figures ---

  Found& add(std::size_t begin, std::size_t end, FigureKind kind, std::string value,
             const Number& number) {
    Found found;
    found.figure.range = {begin, end};
    found.figure.kind = kind;
    found.figure.value = std::move(value);
    found.figure.written_out = !number.in_digits;
    found_.push_back(std::move(found));
    return found_.back();
  }

  // Joins the new last figure with the one before it when a range mark stands between.
  void join_range() {
    if (found_.size() < 2) return;
    Found& first = found_[found_.size() - 2];
    Found& second = found_.back();
    const std::size_t from = past_space(first.figure.range.end);
    const std::size_t to = before_space(second.figure.range.begin);
    if (from >= to || to - from > 2) return;
    static const std::u32string marks = folded(U"-~至到、或");
    const bool is_mark = (to - from == 1 && is_in(text_[from], marks)) || at(from, U"--") ||
                         at(from, U"或是") || at(from, U"——");
    if (!is_mark) return;
    if (first.figure.kind == FigureKind::kDate && second.figure.kind == FigureKind::kDate &&
        second.figure.value.rfind("---", 0) == 0 && first.figure.value.size() >= 7) {
      // 3月11日至13日: the day takes the month.
      const std::string& date = first.figure.value;
      second.figure.value = date.substr(0, date.size() - 2) + second.figure.value.substr(3);
    } else if (first.bare && first.figure.value.size() == 4 && second.figure.unit == "year" &&
               second.figure.value.size() == 2) {
      // 1950至53年
      second.figure.value = first.figure.value.substr(0, 2) + second.figure.value;
      second.figure.unit.clear();
      first.figure.kind = second.figure.kind = FigureKind::kYear;
    } else {
      share_range(first, second);
    }
  }

  std::size_t read_digits(std::size_t i) {
    if (const std::size_t end = read_numeric_date(i); end > i) return end;
    if (const std::size_t end = read_clock(i); end > i) return end;
    if (const std::size_t end = read_slash(i); end > i) return end;
    const std::optional<Number> number = read_number(i);
    if (!number) return skip_name(text_, i);
    if (is_latin(text_[number->end]) && unit_at_start(text_.from(number->end)).size == 0) {
      return skip_name(text_, number->end);  // 3D, 5G
    }
    if (is_latin(text_[number->end])) {
      const std::size_t end = number->end + unit_at_start(text_.from(number->end)).size;
      if (is_latin(text_[end]) || is_digit(text_[end])) return skip_name(text_, number->end);
    }
    if (text_[number->end] == U'-' && is_latin(text_[number->end + 1])) {
      return skip_name(text_, number->end);
    }
    return read_meaning(i, *number);
  }

  // 2025-03-11, 2025/3/11, 2025.3.11.
  std::size_t read_numeric_date(std::size_t i) {
    const NumericDate date = numeric_date_at(text_, i);
    if (date.end == 0) return i;
    Number number{.in_digits = true};
    add(i, date.end, FigureKind::kDate, date_value(date.year, date.month, date.day), number);
    return date.end;
  }

  // 14:05, 9:30分; scores such as 5:3 stay two numbers.
  std::size_t read_clock(std::size_t i) {
    const ClockTime time = clock_time_at(text_, i, U':');
    if (time.end == 0) return i;
    add_time(i, time.end, time.hour, time.minute, true);
    std::size_t end = past_space(time.end);
    if (at(end, U"分") || at(end, U"時"))
      ++end;
    else
      end = time.end;
    return end;
  }

  // 3/4 is a fraction, 2018/19 two years.
  std::size_t read_slash(std::size_t i) {
    const SlashPair pair = slash_pair_at(text_, i);
    if (pair.end == 0) return i;
    const Number number{.in_digits = true};
    if (pair.is_season) {
      add(i, pair.slash, FigureKind::kYear, std::to_string(pair.first), number);
      add(pair.slash + 1, pair.end, FigureKind::kYear, std::to_string(pair.first + 1), number);
    } else {
      add(i, pair.end, FigureKind::kFraction, fraction_value(pair.first, pair.second), number);
    }
    return pair.end;
  }

  std::size_t read_ordinal(std::size_t i) {
    if (const std::size_t size = saying_at(i); size > 0) return i + size;
    const std::size_t begin = past_space(i + 1);
    if (!is_digit(text_[begin]) && !is_numeral(text_[begin])) return i + 1;
    std::optional<Number> number = read_number(begin);
    if (!number || !number->value.is_whole()) return begin;
    add(i, number->end, FigureKind::kOrdinal, number->value.str(), *number);
    return number->end;
  }

  // 半小時, 半個小時; 半年 and 半天 are vaguer.
  std::size_t read_half(std::size_t i) {
    const std::size_t unit = at(i + 1, U"個") ? i + 2 : i + 1;
    if (at(unit, U"小時") || at(unit, U"鐘頭")) {
      add(i, unit + 2, FigureKind::kAmount, "0.5", {}).figure.unit = "h";
      return unit + 2;
    }
    if (at(i, U"半數")) {
      add(i, i + 2, FigureKind::kFraction, "1/2", {});
      return i + 2;
    }
    return i + 1;
  }

  std::size_t read_numeral(std::size_t i) {
    if (at(i, U"一半")) {
      add(i, i + 2, FigureKind::kFraction, "1/2", {});
      return i + 2;
    }
    if (at(i, U"百分之") || at(i, U"千分之")) return read_percent_words(i);
    // 三四百人, 兩三個: two numbers.
    if (digit_run(i) == 2 && digit_value(text_[i]) > 0 &&
        digit_value(text_[i + 1]) == digit_value(text_[i]) + 1 && text_[i + 1] != U'兩') {
      if (const std::size_t end = read_neighbours(i); end > i) return end;
    }
    const std::optional<Number> number = read_number(i);
    if (!number) {
      std::size_t end = i + 1;
      while (is_numeral(text_[end])) ++end;
      return end;
    }
    // 數百萬, 幾十, 上千: no value is said.
    static const std::u32string indefinite = folded(kIndefinite);
    if (number->unit_first && i > 0 && is_in(text_[i - 1], indefinite)) return number->end;
    if (number->value == Decimal(10) && at(number->end, U"幾")) return number->end;  // 十幾個
    return read_meaning(i, *number);
  }

  std::size_t read_neighbours(std::size_t i) {
    const std::optional<Number> second = read_scaled_number(i + 1);
    if (!second || !is_measure(second->end, false)) return i;
    const Decimal digit(digit_value(text_[i + 1]));
    const int shift = second->value.exponent();
    if (!(digit.shifted(shift) == second->value)) return i;
    Number first{.end = i + 1};
    first.value = Decimal(digit_value(text_[i])).shifted(shift);
    const std::size_t before = found_.size();
    Found& lower = add(i, i + 1, FigureKind::kAmount, first.value.str(), first);
    lower.mantissa = first.value;
    lower.bare = true;
    const std::size_t end = read_meaning(i + 1, *second);
    if (found_.size() == before + 2) {
      found_[before].figure.unit = found_[before + 1].figure.unit;
      found_[before].bare = false;
    }
    return end;
  }

  // 百分之三十, 百分之3.5, 千分之三, 百分之百.
  std::size_t read_percent_words(std::size_t i) {
    const int shift = at(i, U"千") ? -1 : 0;
    const std::size_t begin = past_space(i + 3);
    if (at(begin, U"百") && !is_numeral(text_[begin + 1])) {
      add(i, begin + 1, FigureKind::kPercent, "100", {});
      return begin + 1;
    }
    const std::optional<Number> number = read_percent_number(begin);
    if (!number) return i + 3;
    add(i, number->end, FigureKind::kPercent, number->value.shifted(shift).str(), *number);
    join_range();
    return number->end;
  }

  // As read_number, but 點 can only mean a decimal point here.
  std::optional<Number> read_percent_number(std::size_t i) const {
    if (!is_digit(text_[i]) && !is_numeral(text_[i])) return std::nullopt;
    std::optional<Number> number = read_number(i);
    if (!number || number->in_digits || !at(number->end, U"點")) return number;
    std::string fraction;
    std::size_t end = number->end + 1;
    for (; digit_value(text_[end]) >= 0 && fraction.size() < 8; ++end) {
      fraction += static_cast<char>('0' + digit_value(text_[end]));
    }
    if (fraction.empty()) return number;
    number->value = number->value + Decimal::from_digits("", fraction);
    number->end = end;
    return number;
  }

  // What follows the number says what it is.
  std::size_t read_meaning(std::size_t i, const Number& number) {
    const std::size_t next = past_space(number.end);
    for (auto reader :
         {&ChineseReader::read_year, &ChineseReader::read_month, &ChineseReader::read_time,
          &ChineseReader::read_share, &ChineseReader::read_day}) {
      if (const std::size_t end = (this->*reader)(i, number, next); end > i) {
        join_range();
        return end;
      }
    }
    const std::size_t end = read_amount(i, number, next);
    join_range();
    return end;
  }

  std::size_t read_year(std::size_t i, const Number& number, std::size_t next) {
    if (!at(next, U"年") || number.small() < 0) return i;
    const std::int64_t value = number.small();
    if (at(next + 1, U"代") && value % 10 == 0) {
      if (!(number.digits == 4 && number.plain) && value >= 100) return i;
      std::string decade = std::to_string(value);
      if (value == 0) decade = "00";
      add(i, next + 2, FigureKind::kYear, decade + "s", number);
      return next + 2;
    }
    const std::size_t before = before_space(i);
    const bool republic = ends_before(before, U"民國");
    const bool of_era = ends_before(before, U"西元") || ends_before(before, U"公元") ||
                        ends_before(before, U"元前");
    std::size_t month_begin = past_space(next + 1);
    const DatePart month = date_part(month_begin, U"月", 12);
    const bool counts_back = at(next + 1, U"前") || at(next + 1, U"來") || at(next + 1, U"歷史");
    const bool four_digits =
        number.plain && number.digits == 4 && value >= 1000 && !(counts_back && value % 100 == 0);
    const bool short_republic = number.plain && number.digits == 3 && value < 150 && month.end > 0;
    if (!republic && !of_era && !four_digits && !short_republic) return i;
    const std::int64_t year = republic || short_republic ? value + 1911 : value;
    const std::size_t begin = republic || of_era ? before - 2 : i;
    if (month.end == 0) {
      add(begin, next + 1, FigureKind::kYear, std::to_string(year), number);
      return next + 1;
    }
    return add_date(begin, year, month, number);
  }

  std::size_t read_month(std::size_t i, const Number& number, std::size_t next) {
    if (!at(next, U"月") || !number.value.is_whole()) return i;
    const DatePart month = date_part(i, U"月", 12);
    return month.end == 0 ? i : add_date(i, 0, month, number);
  }

  std::size_t read_day(std::size_t i, const Number& number, std::size_t next) {
    if (number.value == Decimal(1) && !number.in_digits) return i;
    if (at(next, U"日圓") || at(next, U"日元") || at(next, U"日幣") || at(next, U"日本")) return i;
    if (at(next, U"號線") || at(next, U"號稱") || at(next, U"號碼")) return i;
    const DatePart day = day_part(i);
    if (day.end == 0) return i;
    add(i, day.end, FigureKind::kDate, date_value(0, 0, day.value), number);
    return day.end;
  }

  struct DatePart {
    std::size_t end = 0;  // 0: none there
    std::int64_t value = 0;
  };

  DatePart date_part(std::size_t i, std::u32string_view mark, std::int64_t limit) const {
    if (!is_digit(text_[i]) && !is_numeral(text_[i])) return {};
    std::optional<Number> number = read_number(i);
    if (is_digit(text_[i])) {
      // 03月: a leading zero is no sign of an identifier here.
      std::size_t end = i;
      std::int64_t value = 0;
      while (is_digit(text_[end]) && end - i < 3) value = value * 10 + (text_[end++] - U'0');
      number = Number{.end = end, .value = Decimal(value)};
    }
    if (!number) return {};
    const std::int64_t value = number->value.small(limit);
    const std::size_t end = past_space(number->end);
    if (value < 1 || !at(end, mark)) return {};
    return {end + mark.size(), value};
  }

  DatePart day_part(std::size_t i) const {
    const DatePart day = date_part(i, U"日", 31);
    return day.end > 0 ? day : date_part(i, U"號", 31);
  }

  std::size_t add_date(std::size_t begin, std::int64_t year, const DatePart& month,
                       const Number& number) {
    const std::size_t after_month = at(month.end, U"份") ? month.end + 1 : month.end;
    const DatePart day = day_part(past_space(after_month));
    const std::size_t end = day.end > 0 ? day.end : after_month;
    add(begin, end, FigureKind::kDate, date_value(year, month.value, day.value), number);
    return end;
  }

  // 九點半, 下午3時20分, 三點鐘, 五點.
  std::size_t read_time(std::size_t i, const Number& number, std::size_t next) {
    const bool by_point = at(next, U"點");
    if (!by_point && !at(next, U"時")) return i;
    const std::int64_t hour = number.value.small(24);
    if (hour < 0 || (number.plain && number.digits > 2)) return i;
    const bool somewhat = at(i, U"一點") && (ends_before(i, U"早") || ends_before(i, U"晚")) &&
                          !ends_before(i, U"今早") && !ends_before(i, U"今晚") &&
                          !ends_before(i, U"昨晚") && !ends_before(i, U"當晚");
    if (somewhat) return i;  // 早一點 is a bit earlier
    const DayPart part = day_part_before(i);
    std::size_t end = next + 1;
    std::int64_t minute = 0;
    bool evident = part != DayPart::kUnknown;
    if (at(end, U"半")) {
      minute = 30;
      ++end;
      evident = true;
    } else if (at(end, U"鐘") || at(end, U"整")) {
      ++end;
      evident = evident || by_point;
    } else if (at(end, U"一刻") || at(end, U"三刻")) {
      minute = at(end, U"一刻") ? 15 : 45;
      end += 2;
      evident = true;
    } else {
      const std::size_t begin = at(end, U"零") ? end + 1 : past_space(end);
      const DatePart minutes = date_part(begin, U"分", 59);
      if (minutes.end > 0 && !at(minutes.end, U"之")) {
        minute = minutes.value;
        end = at(minutes.end, U"鐘") ? minutes.end + 1 : minutes.end;
        evident = true;
      }
    }
    if (!by_point && number.in_digits && !at(end, U"間") && !at(end, U"候") && !at(end, U"代") &&
        !at(end, U"期")) {
      evident = true;
    }
    if (!evident && by_point && number.in_digits) {
      evident = !at(end, U"五") && !is_numeral(text_[end]) && !is_digit(text_[end]);
    }
    if (!evident && by_point) {
      evident = at(end, U"左右") || at(end, U"以前") || at(end, U"以後") || at(end, U"多") ||
                (at(end, U"前") && hour > 1) || ends_before(i, U"早") || ends_before(i, U"晚");
    }
    // 三點建議 are points, and so are 以下三點; 三點起床 is a time.
    static const std::u32string counting = folded(U"有這那下列共述以為幾分出");
    static const std::u32string counted = folded(U"建意要原說聲結好理注優缺共不啟心看主疑特的");
    if (!evident && by_point && !number.in_digits && hour >= 2 && hour <= 12) {
      evident = !(i > 0 && is_in(text_[i - 1], counting)) && !is_in(text_[end], counted) &&
                !is_numeral(text_[end]);
    }
    if (!evident) return i;
    add_time(i, end, hour, minute, number.in_digits);
    return end;
  }

  DayPart day_part_before(std::size_t i) const {
    std::size_t end = before_space(i);
    for (std::u32string_view about : {U"大約", U"將近", U"接近"}) {
      if (ends_before(end, about)) end = before_space(end - 2);
    }
    if (ends_before(end, U"約") || ends_before(end, U"近")) end = before_space(end - 1);
    for (const auto& [word, part] : kDayParts) {
      if (ends_before(end, word)) return part;
    }
    if (ends_before(end, U"早")) return DayPart::kMorning;
    if (ends_before(end, U"晚")) return DayPart::kNight;
    return DayPart::kUnknown;
  }

  void add_time(std::size_t i, std::size_t end, std::int64_t hour, std::int64_t minute,
                bool in_digits) {
    const DayPart part = day_part_before(i);
    const bool known = part != DayPart::kUnknown || hour > 12 || hour == 0 || text_[i] == U'0';
    const bool after_noon = part == DayPart::kAfternoon || (part == DayPart::kNight && hour >= 5) ||
                            (part == DayPart::kNoon && hour <= 3);
    if (after_noon && hour < 12) hour += 12;
    if (hour == 12 && (part == DayPart::kMorning || part == DayPart::kNight)) hour = 0;
    hour %= 24;
    Number number{.in_digits = in_digits};
    add(i, end, FigureKind::kTime, time_value(hour, minute, known), number);
  }

  // 30%, 5個百分點, 三成五, 八折, 三分之二.
  std::size_t read_share(std::size_t i, const Number& number, std::size_t next) {
    const auto percent = [&](std::size_t end, const Decimal& value) {
      add(i, end, FigureKind::kPercent, value.str(), number);
      return end;
    };
    if (text_[next] == U'%') return percent(next + 1, number.value);
    if (text_[next] == U'‰') return percent(next + 1, number.value.shifted(-1));
    if (at(next, U"趴")) return percent(next + 1, number.value);
    for (std::u32string_view point : {U"個百分點", U"百分點"}) {
      if (at(next, point)) {
        const std::size_t end = percent(next + point.size(), number.value);
        found_.back().figure.unit = "pp";
        return end;
      }
    }
    const std::int64_t value = number.small();
    if (at(next, U"成") && value >= 1 && value <= 9 && is_share_of_tenths(next + 1)) {
      const int half = digit_value(text_[next + 1]);
      if (half > 0 && small_scale(text_[next + 2]) == 0) {
        return percent(next + 2, Decimal(value * 10 + half));
      }
      if (at(next + 1, U"半")) return percent(next + 2, Decimal(value * 10 + 5));
      return percent(next + 1, Decimal(value * 10));
    }
    if (at(next, U"折") && value >= 1 && value <= 99 && !at(next, U"折磨") && !at(next, U"折騰")) {
      // What is taken off, as German says it: 八折 is 20 Prozent Rabatt.
      return percent(next + 1, Decimal(100 - (value < 10 ? value * 10 : value)));
    }
    if (at(next, U"分之") && value >= 1) return read_fraction(i, number, next + 2);
    return i;
  }

  // 三成 is a share, 三成員 and 二成立 are not.
  bool is_share_of_tenths(std::size_t i) const {
    static const std::u32string others = folded(U"員立為功本年長績果就群語都交品熟千百萬是會");
    return !is_in(text_[i], others);
  }

  // 三分之二, 一又二分之一 (its whole part is the figure before).
  std::size_t read_fraction(std::size_t i, const Number& below, std::size_t begin) {
    const std::optional<Number> above = read_percent_number(begin);
    if (!above || above->small() < 0 || below.small() < 1) return i;
    std::int64_t numerator = above->small();
    if (i >= 2 && at(i - 1, U"又")) {
      if (const int whole = digit_value(text_[i - 2]); whole > 0) {
        numerator += whole * below.small();
        i -= 2;
        if (!found_.empty() && found_.back().figure.range.end > i) found_.pop_back();
      }
    }
    Number number = *above;
    number.in_digits = number.in_digits && below.in_digits;
    add(i, above->end, FigureKind::kFraction, fraction_value(numerator, below.small()), number);
    return above->end;
  }

  std::size_t read_amount(std::size_t i, const Number& number, std::size_t next) {
    std::size_t end = number.end;
    Decimal value = number.value;
    if (at(next, U"世紀") || (at(next, U"世") && !at(next, U"世代") && !at(next, U"世界"))) {
      if (number.value == Decimal(1) && !number.in_digits) return end;
      add(i, end, FigureKind::kOrdinal, value.str(), number);
      return end;
    }
    std::size_t unit_begin = next;
    if (at(next, U"多") || at(next, U"餘") || at(next, U"幾") || at(next, U"來")) ++unit_begin;
    unit_begin = past_space(unit_begin);
    // 一個半小時, 兩年半; but 一個半獸人.
    bool and_half = false;
    if (at(unit_begin, U"倍半") || (at(unit_begin, U"個半") && is_half_of(unit_begin + 2))) {
      value = value + Decimal::from_digits("", "5");
      and_half = true;
      end = unit_begin = unit_begin + 2;
    }
    std::string_view unit;
    if (const ChineseUnit found = unit_at_start(text_.from(unit_begin)); found.size > 0) {
      if (!at(unit_begin, U"年級") && !at(unit_begin, U"天王") && !at(unit_begin, U"磅礴") &&
          !at(unit_begin, U"升級")) {
        unit = found.name;
        end = unit_begin + found.size;
      }
    } else if (and_half && at(unit_begin, U"月")) {
      unit = "month";
      end = unit_begin + 1;
    }
    if (unit == "°" && (ends_before(i, U"華氏") || ends_before(before_space(i), U"華氏"))) {
      unit = "°F";
    } else if (unit == "°" && (ends_before(i, U"攝氏") || ends_before(before_space(i), U"攝氏"))) {
      unit = "°C";
    }
    static const std::u32string half_of_word = folded(kHalfOfWord);
    if (is_halved(unit) && at(end, U"半") && !is_in(text_[end + 1], half_of_word)) {
      value = value + Decimal::from_digits("", "5");
      and_half = true;
      ++end;
    }
    if (unit.empty() || unit == "money") {
      const std::size_t before = before_space(i);
      for (const auto& [word, name] : kMoneyBefore) {
        if (ends_before(before, word)) {
          unit = name;
          break;
        }
      }
    }
    if (!number.in_digits && !and_half && !is_evident(number, unit_begin, unit) &&
        !opens_range(number)) {
      return number.end;
    }
    Found& found = add(i, end, FigureKind::kAmount, value.str(), number);
    found.figure.unit = unit;
    found.mantissa = number.value.shifted(-number.scale);
    found.scale = number.scale;
    found.bare = number.scale == 0 && unit.empty();
    return end;
  }

  // Whether what 個半 counts is a unit, or is not said.
  bool is_half_of(std::size_t i) const {
    return at(i, U"月") || unit_at_start(text_.from(i)).size > 0 ||
           !is_han(static_cast<std::int32_t>(text_[i]));
  }

  // 兩年半, 一臺斤半, 三公里半.
  static bool is_halved(std::string_view unit) {
    const std::string_view kind = measure_of(unit).kind;
    return kind == "time" || kind == "months" || kind == "mass" || kind == "length" ||
           kind == "area";
  }

  // Whether a number in numerals is meant as one; see the head of the file.
  bool is_evident(const Number& number, std::size_t next, std::string_view unit) const {
    if (number.unit_first && number.value == Decimal(10)) return is_measure(next, false);
    if (number.unit_first && number.value.exponent() >= 2 && number.scale == 0) {
      return is_measure(next, true);
    }
    if (!number.plain) return true;
    if (number.digits > 1) return false;  // 八五, 九一一: names of days, numbers of houses
    if (number.value == Decimal(1)) return !unit.empty() && is_imperial(unit);
    return !unit.empty() || is_measure(next, false) || text_[next - 1] == U'兩';
  }

  // 三到五人, 二、三百人: the second number shows that the first is one.
  bool opens_range(const Number& number) const {
    const std::size_t mark = number.end;
    const std::size_t begin = mark + 1;
    if (digit_value(text_[begin]) < 1 && small_scale(text_[begin]) == 0) return false;
    if (at(mark, U"、")) {
      if (!(Decimal(std::max(digit_value(text_[begin]), 0)) == number.value + Decimal(1)))
        return false;
    } else if (!at(mark, U"至") && !at(mark, U"到") && !at(mark, U"-") && !at(mark, U"~")) {
      return false;
    }
    const std::optional<Number> second = read_number(begin);
    if (!second) return false;
    return is_evident(*second, second->end, unit_at_start(text_.from(second->end)).name);
  }

  const Characters& text_;
  NameFilter names_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Found> find_chinese_figures(const Characters& text) {
  return ChineseReader(text).read();
}

}  // namespace qiao::text
