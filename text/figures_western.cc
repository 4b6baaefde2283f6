// German and English figures. The text becomes a row of tokens, each word with its meaning
// (figures_words.h); a quantity is put together from them (zwei Millionen, 4.000 Mrd., two hundred
// and fifty thousand), and the tokens beside it say what it is: Prozent, Uhr, März, Drittel, a
// unit.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/figures_scan.h"
#include "text/figures_units.h"
#include "text/figures_words.h"

namespace qiao::text {
namespace {

// Small, since most tokens are words that mean nothing here.
struct Token {
  enum class Kind : std::uint8_t { kEnd, kWord, kDigits, kMark, kName };
  Kind kind = Kind::kEnd;
  bool capital = false;
  std::uint32_t details = 0;  // of a word, where its meaning is kept; of digits, their literal
  std::size_t begin = 0;      // characters
  std::size_t end = 0;
};

char32_t lower(char32_t c) {
  const bool upper = (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  return upper ? c + 0x20 : c;
}

// II to XXXIX, as kings and wars are counted; 0 for anything else.
int roman_value(std::u32string_view word) {
  if (word.size() < 2 || word.size() > 7) return 0;
  std::size_t i = 0;
  int value = 0;
  while (i < word.size() && word[i] == U'X' && value < 30) {
    value += 10;
    ++i;
  }
  const std::u32string_view ones = word.substr(i);
  constexpr std::u32string_view kOnes[] = {U"",  U"I",  U"II",  U"III",  U"IV",
                                           U"V", U"VI", U"VII", U"VIII", U"IX"};
  for (int k = 0; k < 10; ++k) {
    // A row of X alone is more often a size or a rating.
    if (ones == kOnes[k] && !(k == 0)) return value + k;
  }
  return 0;
}

class WesternReader {
 public:
  WesternReader(const Characters& text, Language language)
      : text_(text), language_(language), german_(language != Language::kEnglish) {}

  std::vector<Found> read() {
    tokenize();
    for (std::size_t k = 0; k < tokens_.size();) {
      if (tokens_[k].kind == Kind::kWord && tokens_[k].details == 0 && !tokens_[k].capital) {
        ++k;
        continue;
      }
      const std::size_t next = read_at(k);
      if (next > k) {
        join_range();
        k = next;
      } else {
        ++k;
      }
    }
    return std::move(found_);
  }

 private:
  using Kind = Token::Kind;

  // --- tokens ---

  void tokenize() {
    tokens_.reserve(text_.size() / 5);
    NameFilter names(text_);
    for (std::size_t i = 0; i < text_.size();) {
      const char32_t c = text_[i];
      if (is_digit(c)) {
        i = names.is_inside_name(i) ? push_name(i) : push_digits(i);
      } else if (is_latin(c)) {
        i = push_word(i);
      } else {
        if (c != U' ' && c != U'\n' && c != U'\u00AD') push(Kind::kMark, i, i + 1);
        ++i;
      }
    }
  }

  Token& push(Kind kind, std::size_t begin, std::size_t end) {
    Token token;
    token.kind = kind;
    token.begin = begin;
    token.end = end;
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  std::size_t push_name(std::size_t i) {
    const std::size_t end = std::max(skip_name(text_, i), i + 1);
    push(Kind::kName, i, end);
    return end;
  }

  std::size_t push_word(std::size_t i) {
    std::size_t end = i;
    word_.clear();
    while (is_latin(text_[end])) word_ += lower(text_[end++]);
    if (is_digit(text_[end])) return push_name(i);
    Token& token = push(Kind::kWord, i, end);
    token.capital = lower(text_[i]) != text_[i];
    Meaning meaning =
        german_ ? german_meaning(word_, token.capital) : english_meaning(word_, token.capital);
    if (meaning.sense != Sense::kNone) {
      token.details = static_cast<std::uint32_t>(meanings_.size());
      meanings_.push_back(std::move(meaning));
    }
    return end;
  }

  std::size_t push_digits(std::size_t i) {
    const Literal literal = read_literal(text_, i, german_ ? U',' : U'.');
    // Letters without a space must be a known ending: 1990er, 21st, 5km; else 3D.
    if (is_latin(text_[literal.end])) {
      std::size_t end = literal.end;
      word_.clear();
      while (is_latin(text_[end])) word_ += lower(text_[end++]);
      const Sense sense =
          (german_ ? german_meaning(word_, false) : english_meaning(word_, false)).sense;
      // 5G is no weight.
      const bool is_capital_letter = word_.size() == 1 && lower(text_[end - 1]) != text_[end - 1] &&
                                     word_ != U"w" && word_ != U"v" && word_ != U"l";
      const bool known = sense == Sense::kDecadeEnding || sense == Sense::kOrdinalEnding ||
                         sense == Sense::kUnitEnding || sense == Sense::kScale ||
                         sense == Sense::kMorning || sense == Sense::kAfternoon ||
                         sense == Sense::kNumber || sense == Sense::kClock ||
                         !unit_of_word(word_, language_).empty() || (word_ == U"m" && !german_) ||
                         word_ == U"mal" || word_ == U"fach" || word_ == U"fache" || word_ == U"x";
      if (!known || is_capital_letter || is_digit(text_[end])) return push_name(i);
    }
    Token& token = push(Kind::kDigits, i, literal.end);
    token.details = static_cast<std::uint32_t>(literals_.size());
    literals_.push_back(literal);
    return literal.end;
  }

  const Token& tok(std::size_t k) const {
    static const Token none;
    return k < tokens_.size() ? tokens_[k] : none;
  }
  const Meaning& meaning_of(const Token& token) const {
    return meanings_[token.kind == Kind::kWord ? token.details : 0];
  }
  // Requires a token of digits.
  const Literal& literal_of(const Token& token) const { return literals_[token.details]; }
  Sense sense(std::size_t k) const { return meaning_of(tok(k)).sense; }
  bool is_mark(std::size_t k, char32_t mark) const {
    return tok(k).kind == Kind::kMark && text_[tok(k).begin] == mark;
  }
  // In lower case.
  bool is_word(std::size_t k, std::u32string_view word) const {
    const Token& token = tok(k);
    if (token.kind != Kind::kWord || token.end - token.begin != word.size()) return false;
    return std::equal(word.begin(), word.end(), text_.all.begin() + token.begin,
                      [](char32_t a, char32_t b) { return a == lower(b); });
  }
  std::size_t past_hyphen(std::size_t k) const { return is_mark(k, U'-') ? k + 1 : k; }
  // "Mio." with the full stop that belongs to it.
  std::size_t past_stop(std::size_t k) const {
    return is_mark(k, U'.') && tok(k).begin == tok(k - 1).end ? k + 1 : k;
  }

  // --- quantities ---

  struct Quantity {
    std::size_t next = 0;  // the token behind it; 0: none
    Decimal value;
    Decimal mantissa;
    int scale = 0;
    bool in_words = false;
    bool plain = false;  // one run of digits
    std::string_view unit;
    std::size_t digits = 0;
    std::int64_t small() const { return value.small(9999); }
  };

  Quantity read_quantity(std::size_t k) const {
    Quantity q;
    Decimal current;
    Decimal total;
    int last_scale = 100;
    const Token& first = tok(k);
    if (first.kind == Kind::kDigits) {
      if (!literal_of(first).usable) return {};
      current = literal_of(first).value;
      q.plain = literal_of(first).plain;
      q.digits = literal_of(first).digit_count;
    } else if (meaning_of(first).sense == Sense::kNumber) {
      current = meaning_of(first).value;
      q.unit = meaning_of(first).unit;
      q.in_words = true;
    } else if (meaning_of(first).sense == Sense::kOne && opens_scale(k)) {
      current = Decimal(1);
      q.in_words = true;
      if (sense(k + 1) == Sense::kHalf) {
        current = Decimal::from_digits("", "5");
        ++k;
      }
    } else if (meaning_of(first).sense == Sense::kHalf && opens_scale(k)) {
      current = Decimal::from_digits("", "5");
      q.in_words = true;
      if (sense(k + 1) == Sense::kOne) ++k;  // half a million
    } else if (meaning_of(first).sense == Sense::kScale && meaning_of(first).stands_alone &&
               !first.capital) {
      current = Decimal(1).shifted(static_cast<int>(meaning_of(first).value.small(20)));
      q.in_words = true;
    } else {
      return {};
    }
    q.mantissa = current;
    ++k;
    for (;;) {
      const std::size_t at = past_hyphen(k);
      const Meaning& meaning = meaning_of(tok(at));
      if (meaning.sense == Sense::kScale && q.unit.empty()) {
        const int scale = static_cast<int>(meaning.value.small(20));
        if (scale >= last_scale || (q.scale + scale > 30)) break;
        current = current.shifted(scale);
        q.scale += scale;
        q.plain = false;
        if (scale > 2) {
          last_scale = scale;
          total = total + current;
          current = Decimal();
        }
        k = past_stop(at + 1);
      } else if (meaning.sense == Sense::kDozen && current.exponent() == 0 && total.is_zero()) {
        current = current * Decimal(12);
        q.mantissa = current;
        q.plain = false;
        k = at + 1;
      } else if (!german_ && tok(at).kind == Kind::kWord && is_million_letter(k)) {
        current = current.shifted(6);
        q.scale = 6;
        q.plain = false;
        k = at + 1;
      } else if (const std::size_t more = smaller_number(k, current, total); more > 0) {
        current = current + meaning_of(tok(more - 1)).value;
        if (q.scale == 0) q.mantissa = current;
        q.scale = 0;
        k = more;
      } else if (sense(k) == Sense::kAnd && sense(k + 1) == Sense::kOne &&
                 sense(k + 2) == Sense::kHalf && q.scale == 0) {
        current = current + Decimal::from_digits("", "5");
        q.mantissa = current;
        k += 3;
      } else {
        break;
      }
    }
    if (const int half = vulgar_half(k); half > 0) {  // 2½
      current = current + Decimal(half).shifted(-2);
      q.plain = false;
      ++k;
    }
    q.value = total + current;
    if (q.scale == 0) q.mantissa = q.value;
    q.next = k;
    return q;
  }

  // ¼, ½, ¾ in hundredths.
  int vulgar_half(std::size_t k) const {
    if (tok(k).kind != Kind::kMark || tok(k).begin != tok(k - 1).end) return 0;
    switch (text_[tok(k).begin]) {
      case U'¼':
        return 25;
      case U'½':
        return 50;
      case U'¾':
        return 75;
      default:
        return 0;
    }
  }

  // eine Million, ein Dutzend, a hundred, eine halbe Stunde.
  bool opens_scale(std::size_t k) const {
    std::size_t next = k + 1;
    if (sense(next) == Sense::kHalf || sense(next) == Sense::kOne) ++next;
    const Sense what = sense(next);
    if (what == Sense::kScale || what == Sense::kDozen) return true;
    if (what == Sense::kAnd && sense(next + 1) == Sense::kOne && sense(next + 2) == Sense::kHalf) {
      return true;  // one and a half
    }
    const bool half = next > k + 1 || sense(k) == Sense::kHalf;
    return half &&
           (is_word(next, U"stunde") || is_word(next, U"stunden") || is_word(next, U"hour"));
  }

  // $5m.
  bool is_million_letter(std::size_t k) const {
    return is_word(k, U"m") && k >= 2 && tok(k).begin == tok(k - 1).end &&
           !money_before(k - 1).unit.empty();
  }

  // The token behind a number word that adds to what stands before: twenty-five, two hundred and
  // fifty, zwei Millionen dreihunderttausend. 0 when none does.
  std::size_t smaller_number(std::size_t k, const Decimal& current, const Decimal& total) const {
    std::size_t at = past_hyphen(k);
    if (tok(k - 1).kind == Kind::kDigits) return 0;
    const bool joined = sense(at) == Sense::kAnd && !german_;
    if (joined) ++at;
    const Meaning& meaning = meaning_of(tok(at));
    const bool counts =
        meaning.sense == Sense::kNumber || (meaning.sense == Sense::kOne && is_word(at, U"one"));
    if (!counts || !meaning.unit.empty() || !meaning.value.is_whole()) return 0;
    const int room = current.is_zero() ? total.exponent() : current.exponent();
    if (room == 0 || (current.is_zero() && total.is_zero())) return 0;
    if (joined && room < 2) return 0;
    if (german_ && room < 3) return 0;  // hundert zwanzig is written as one word
    return meaning.value < Decimal(1).shifted(room) ? at + 1 : 0;
  }

  // --- figures ---

  Found& add(std::size_t first, std::size_t next, FigureKind kind, std::string value,
             bool in_words) {
    Found found;
    found.figure.range = {tok(first).begin, tok(next - 1).end};
    found.figure.kind = kind;
    found.figure.value = std::move(value);
    found.figure.written_out = in_words;
    found_.push_back(std::move(found));
    return found_.back();
  }

  // Every reader returns the token behind its figure, or where it began when there is none.
  std::size_t read_at(std::size_t k) {
    const Token& token = tok(k);
    if (token.kind == Kind::kDigits) {
      for (auto reader : {&WesternReader::read_numeric_date, &WesternReader::read_clock,
                          &WesternReader::read_slash, &WesternReader::read_number}) {
        if (const std::size_t next = (this->*reader)(k); next > k) return next;
      }
      return k;
    }
    if (token.kind == Kind::kMark) return read_mark(k);
    if (token.kind != Kind::kWord) return k;
    switch (meaning_of(token).sense) {
      case Sense::kNumber:
      case Sense::kOne:
      case Sense::kScale:
        return read_number(k);
      case Sense::kHalf:
        return read_half(k);
      case Sense::kHalfOf:
        return read_half_of(k);
      case Sense::kOrdinal:
        return read_ordinal_word(k);
      case Sense::kPart:
        return read_quarter_time(k);
      case Sense::kMonth:
        return read_month(k);
      case Sense::kDecade:
        return read_decade_word(k);
      default:
        return read_roman(k);
    }
  }

  // ½ alone.
  std::size_t read_mark(std::size_t k) {
    std::string_view value;
    switch (text_[tok(k).begin]) {
      case U'¼':
        value = "1/4";
        break;
      case U'½':
        value = "1/2";
        break;
      case U'¾':
        value = "3/4";
        break;
      default:
        return k;
    }
    add(k, k + 1, FigureKind::kFraction, std::string(value), false);
    return k + 1;
  }

  std::size_t token_from(std::size_t k, std::size_t character) const {
    while (k < tokens_.size() && tokens_[k].begin < character) ++k;
    return k;
  }

  // 11.3.2025, 11.03., 2025-03-11, 3/11/2025.
  std::size_t read_numeric_date(std::size_t k) {
    const std::size_t begin = tok(k).begin;
    if (const NumericDate date = numeric_date_at(text_, begin); date.end > 0) {
      const std::size_t next = token_from(k, date.end);
      add(k, next, FigureKind::kDate, date_value(date.year, date.month, date.day), false);
      return next;
    }
    const DayFirst date = day_first_at(begin);
    if (date.end == 0) return k;
    const std::size_t next = token_from(k, date.end);
    add(k, next, FigureKind::kDate, date_value(date.year, date.month, date.day), false);
    found_.back().figure.range.end = date.end;
    return next;
  }

  struct DayFirst {
    std::size_t end = 0;
    std::int64_t year = 0, month = 0, day = 0;
  };

  // Two digits of a year mean 1950 to 2049.
  static std::int64_t full_year(std::int64_t year, std::size_t digits) {
    if (digits != 2) return year;
    return year < 50 ? 2000 + year : 1900 + year;
  }

  DayFirst day_first_at(std::size_t begin) const {
    const char32_t mark = german_ ? U'.' : U'/';
    std::int64_t field[3] = {};
    std::size_t digits[3] = {};
    std::size_t pos = begin;
    int fields = 0;
    for (; fields < 3; ++fields) {
      // A space may follow the full stop: 11. 3. 2025.
      std::size_t start = pos;
      if (fields > 0 && german_ && text_[start] == U' ' && is_digit(text_[start + 1])) ++start;
      std::size_t end = start;
      while (is_digit(text_[end]) && end - start < 5) {
        field[fields] = field[fields] * 10 + (text_[end++] - U'0');
      }
      digits[fields] = end - start;
      if (digits[fields] == 0) break;
      if (fields < 2 && (digits[fields] > 2 || text_[end] != mark)) return {};
      pos = fields < 2 ? end + 1 : end;
    }
    if (fields < 2 || (!german_ && fields < 3)) return {};
    DayFirst date{pos, 0, field[1], field[0]};
    if (fields == 3) {
      if (digits[2] != 2 && digits[2] != 4) return {};
      if (is_digit(text_[pos]) || (text_[pos] == mark && is_digit(text_[pos + 1]))) return {};
      date.year = full_year(field[2], digits[2]);
    }
    // Americans put the month first; Britons are understood when the day is above twelve.
    if (!german_ && date.month <= 31 && date.day <= 12) std::swap(date.month, date.day);
    const bool valid = date.day >= 1 && date.day <= 31 && date.month >= 1 && date.month <= 12;
    return valid ? date : DayFirst{};
  }

  // 14:05, 9.30 Uhr, 9:30 pm; scores such as 5:3 stay two numbers.
  std::size_t read_clock(std::size_t k) {
    ClockTime time = clock_time_at(text_, tok(k).begin, U':');
    const bool colon = time.end > 0;
    if (!colon) time = clock_time_at(text_, tok(k).begin, U'.');
    if (time.end == 0) return k;
    std::size_t next = token_from(k, time.end);
    if (german_) {
      if (sense(next) != Sense::kClock && !colon) return k;
      if (sense(next) == Sense::kClock) ++next;
    } else if (!colon && half_of_day(next).next == next) {
      return k;
    }
    return add_time(k, next, time.hour, time.minute, true, false);
  }

  struct HalfOfDay {
    std::size_t next = 0;
    Sense sense = Sense::kNone;
  };

  // morgens, am Abend, p.m. after a time; or abends um before it.
  HalfOfDay half_of_day(std::size_t k) const {
    const auto is_part = [](Sense s) {
      return s == Sense::kMorning || s == Sense::kAfternoon || s == Sense::kNight;
    };
    if (!german_ && (is_word(k, U"a") || is_word(k, U"p")) && is_mark(k + 1, U'.') &&
        is_word(k + 2, U"m")) {
      const Sense part = is_word(k, U"a") ? Sense::kMorning : Sense::kAfternoon;
      return {is_mark(k + 3, U'.') ? k + 4 : k + 3, part};
    }
    if (is_part(sense(k))) return {k + 1, sense(k)};
    if (german_ && (is_word(k, U"am") || is_word(k, U"in"))) {
      const std::size_t noun = is_word(k + 1, U"der") ? k + 2 : k + 1;
      if (is_part(sense(noun))) return {noun + 1, sense(noun)};
    }
    return {k, Sense::kNone};
  }

  // `known`: the hour is of 24, as in 9.30 Uhr; else the half of the day must be said.
  std::size_t add_time(std::size_t k, std::size_t next, std::int64_t hour, std::int64_t minute,
                       bool known, bool in_words) {
    HalfOfDay half = half_of_day(next);
    next = half.next;
    if (half.sense == Sense::kNone && german_) {
      // abends um halb zehn; not "heute Morgen", which morgens alone would be clear enough for.
      for (std::size_t back = 1; back <= 3 && back <= k; ++back) {
        const Sense part = sense(k - back);
        if (part == Sense::kAfternoon || part == Sense::kNight || part == Sense::kMorning) {
          half.sense = part;
          break;
        }
        if (tok(k - back).kind != Kind::kWord) break;
      }
    }
    if (half.sense == Sense::kAfternoon && hour < 12 && hour > 0) hour += 12;
    if (half.sense == Sense::kNight && hour >= 6 && hour < 12) hour += 12;
    if (half.sense == Sense::kMorning && hour == 12) hour = 0;
    known = known || half.sense != Sense::kNone || hour > 12 || hour == 0;
    if (!german_ && half.sense == Sense::kNone && hour <= 12 && hour > 0) known = false;
    add(k, next, FigureKind::kTime, time_value(hour % 24, minute, known), in_words);
    return next;
  }

  std::size_t read_slash(std::size_t k) {
    const SlashPair pair = slash_pair_at(text_, tok(k).begin);
    if (pair.end == 0) return k;
    const std::size_t next = token_from(k, pair.end);
    if (pair.is_season) {
      add(k, k + 1, FigureKind::kYear, std::to_string(pair.first), false);
      add(next - 1, next, FigureKind::kYear, std::to_string(pair.first + 1), false);
    } else {
      add(k, next, FigureKind::kFraction, fraction_value(pair.first, pair.second), false);
    }
    return next;
  }

  std::size_t read_number(std::size_t k) {
    if (sense(k) == Sense::kOne && sense(past_hyphen(k + 1)) == Sense::kPart && !opens_scale(k)) {
      return read_part(k, Decimal(1), past_hyphen(k + 1), true);
    }
    if (sense(k) == Sense::kOne && !german_ && is_word(past_hyphen(k + 1), U"third")) {
      add(k, past_hyphen(k + 1) + 1, FigureKind::kFraction, "1/3", true);
      return past_hyphen(k + 1) + 1;
    }
    const Quantity q = read_quantity(k);
    if (q.next == 0) return k;
    for (auto reader :
         {&WesternReader::read_percent, &WesternReader::read_hour, &WesternReader::read_day,
          &WesternReader::read_decade, &WesternReader::read_quantity_part,
          &WesternReader::read_ordinal, &WesternReader::read_year}) {
      if (const std::size_t next = (this->*reader)(k, q); next > k) return next;
    }
    return read_amount(k, q);
  }

  std::size_t read_percent(std::size_t k, const Quantity& q) {
    std::size_t at = past_hyphen(q.next);
    const auto found = [&](std::size_t next, int shift) {
      add(k, next, FigureKind::kPercent, q.value.shifted(shift).str(), q.in_words);
      return next;
    };
    if (is_mark(at, U'%')) return found(at + 1, 0);
    if (is_mark(at, U'‰')) return found(at + 1, -1);
    if (is_word(at, U"promille")) return found(at + 1, -1);
    if (!german_ && is_word(at, U"per") && is_word(at + 1, U"cent")) return found(at + 2, 0);
    if (sense(at) == Sense::kPercent) return found(at + 1, 0);
    if (sense(at) == Sense::kPercentPoint) {
      const std::size_t next =
          is_word(at + 1, U"points") || is_word(at + 1, U"point") ? at + 2 : at + 1;
      found(next, 0);
      found_.back().figure.unit = "pp";
      return next;
    }
    return k;
  }

  // 9 Uhr, neun Uhr dreißig, 9 pm, nine o'clock.
  std::size_t read_hour(std::size_t k, const Quantity& q) {
    const std::int64_t hour = q.value.small(24);
    if (hour < 0 || !q.unit.empty()) return k;
    if (!german_) {
      if (is_word(q.next, U"o") && is_mark(q.next + 1, U'\'') && is_word(q.next + 2, U"clock")) {
        return add_time(k, q.next + 3, hour, 0, false, q.in_words);
      }
      const HalfOfDay half = half_of_day(q.next);
      // "I am": the letters must stand close, or with full stops.
      const bool close = half.next > q.next && hour >= 1 && hour <= 12 && !q.in_words;
      return close ? add_time(k, q.next, hour, 0, true, false) : k;
    }
    // um sieben aufgestanden; but um sieben Punkte
    const Token& behind = tok(q.next);
    const bool counts = (behind.kind == Kind::kWord && behind.capital) ||
                        behind.kind == Kind::kDigits || sense(q.next) == Sense::kTo ||
                        sense(past_hyphen(q.next)) == Sense::kPercent ||
                        !unit_at(q.next).unit.empty();
    if (k > 0 && (is_word(k - 1, U"um") || is_word(k - 1, U"gegen")) && q.in_words && hour <= 12 &&
        !counts && sense(q.next) != Sense::kClock && sense(past_hyphen(q.next)) != Sense::kPart) {
      return add_time(k, q.next, hour, 0, false, true);
    }
    if (sense(q.next) != Sense::kClock) return k;
    std::size_t next = q.next + 1;
    std::int64_t minute = 0;
    const Quantity minutes = read_quantity(next);
    if (minutes.next > 0 && minutes.unit.empty() && (minutes.plain || minutes.in_words) &&
        minutes.value.small(59) > 0 && unit_at(minutes.next).unit.empty() &&
        !(tok(minutes.next).kind == Kind::kWord && tok(minutes.next).capital)) {
      minute = minutes.small();
      next = minutes.next;
    }
    return add_time(k, next, hour, minute, !q.in_words, q.in_words);
  }

  // 11. März 2025, March 11th, 2025, 11 March, the 3rd of May.
  std::size_t read_day(std::size_t k, const Quantity& q) {
    const std::int64_t day = q.value.small(31);
    if (day < 1 || !q.plain) return k;
    std::size_t at = q.next;
    if (german_) {
      if (!is_mark(at, U'.')) return k;
      ++at;
      // 11./12. März: the month belongs to both.
      if (sense(at) != Sense::kMonth) return k;
    } else {
      if (sense(at) == Sense::kOrdinalEnding) ++at;
      if (is_word(at, U"of")) ++at;
      if (sense(at) != Sense::kMonth || !tok(at).capital) return k;
    }
    return add_month(k, at, day, false);
  }

  // The month at `at` and a year behind it.
  std::size_t add_month(std::size_t k, std::size_t at, std::int64_t day, bool in_words) {
    const std::int64_t month = meaning_of(tok(at)).value.small(12);
    std::size_t next = past_stop(at + 1);
    std::int64_t year = 0;
    const std::size_t year_at = is_mark(next, U',') && day > 0 ? next + 1 : next;
    if (const Token& token = tok(year_at); is_year_token(token)) {
      year = literal_of(token).value.small(9999);
      next = year_at + 1;
    } else if (next == at + 2 && meaning_of(tok(at)).stands_alone) {
      next = at + 1;  // a full stop that ends the sentence
    }
    add(k, next, FigureKind::kDate, date_value(year, month, day), in_words && year == 0);
    return next;
  }

  bool is_year_token(const Token& token) const {
    return token.kind == Kind::kDigits && literal_of(token).plain &&
           literal_of(token).digit_count == 4 && literal_of(token).value.small(2199) >= 1000;
  }

  // März 2025, March 11, 2025, März.
  std::size_t read_month(std::size_t k) {
    if (!tok(k).capital) return k;
    if (!german_) {
      const std::size_t at = past_stop(k + 1);
      const Token& token = tok(at);
      if (token.kind == Kind::kDigits && literal_of(token).plain &&
          literal_of(token).digit_count <= 2) {
        const std::int64_t day = literal_of(token).value.small(31);
        if (day >= 1) return add_day_after_month(k, at, day);
      }
    }
    const std::size_t year_at = past_stop(k + 1);
    if (!meaning_of(tok(k)).stands_alone && !is_year_token(tok(year_at))) return k;
    return add_month(k, k, 0, true);
  }

  std::size_t add_day_after_month(std::size_t k, std::size_t at, std::int64_t day) {
    std::size_t next = sense(at + 1) == Sense::kOrdinalEnding ? at + 2 : at + 1;
    std::int64_t year = 0;
    const std::size_t year_at = is_mark(next, U',') ? next + 1 : next;
    if (is_year_token(tok(year_at))) {
      year = literal_of(tok(year_at)).value.small(9999);
      next = year_at + 1;
    }
    add(k, next, FigureKind::kDate, date_value(year, meaning_of(tok(k)).value.small(12), day),
        false);
    return next;
  }

  // 1990er Jahre, 90er-Jahre, the 1990s.
  std::size_t read_decade(std::size_t k, const Quantity& q) {
    if (!q.plain || q.small() % 10 != 0) return k;
    std::size_t at = q.next;
    if (!german_ && is_mark(at, U'\'')) ++at;
    if (sense(at) != Sense::kDecadeEnding || tok(at).begin > tok(at - 1).end) return k;
    const std::string digits = q.value.str();
    if (digits.size() != 4 && digits.size() != 2) return k;
    return add_decade(k, past_years(at + 1), digits, false);
  }

  std::size_t read_decade_word(std::size_t k) {
    // neunziger Jahre, in den Neunzigern.
    return add_decade(k, past_years(k + 1), meaning_of(tok(k)).value.str(), true);
  }

  std::size_t past_years(std::size_t k) const {
    const std::size_t at = past_hyphen(k);
    return is_word(at, U"jahre") || is_word(at, U"jahren") ? at + 1 : k;
  }

  std::size_t add_decade(std::size_t k, std::size_t next, const std::string& digits,
                         bool in_words) {
    add(k, next, FigureKind::kYear, digits + "s", in_words);
    return next;
  }

  // zwei Drittel, three quarters, zwei-drittel.
  std::size_t read_quantity_part(std::size_t k, const Quantity& q) {
    const std::size_t at = past_hyphen(q.next);
    if (sense(at) != Sense::kPart) return k;
    return read_part(k, q.value, at, q.in_words);
  }

  std::size_t read_part(std::size_t k, const Decimal& numerator, std::size_t at, bool in_words) {
    const std::int64_t above = numerator.small(9999);
    if (above < 1) return k;
    // Viertel nach neun is a time, and a quarter of an hour passes for one.
    if (above == 1 && quarter_time(at).next > 0) return read_quarter_time(at);
    add(k, at + 1, FigureKind::kFraction,
        fraction_value(above, meaning_of(tok(at)).value.small(9999)), in_words);
    return at + 1;
  }

  struct DialTime {
    std::size_t next = 0;
    std::int64_t hour = 0;
    std::int64_t minute = 0;
  };

  DialTime quarter_time(std::size_t k) const {
    const bool after = is_word(k + 1, U"nach") || is_word(k + 1, U"past");
    const bool before = is_word(k + 1, U"vor") || (!german_ && is_word(k + 1, U"to"));
    if (!after && !before) return {};
    const Quantity q = read_quantity(k + 2);
    const std::int64_t hour = q.next > 0 && q.unit.empty() ? q.value.small(24) : -1;
    if (hour < 1 || !unit_at(q.next).unit.empty()) return {};
    const std::size_t next = sense(q.next) == Sense::kClock ? q.next + 1 : q.next;
    return after ? DialTime{next, hour, 15} : DialTime{next, hour - 1, 45};
  }

  std::size_t read_quarter_time(std::size_t k) {
    const DialTime time = quarter_time(k);
    if (time.next == 0) return k;
    return add_time(k, time.next, time.hour == 0 ? 12 : time.hour, time.minute, false, true);
  }

  // halb zehn, half past nine, eine halbe Million (in read_quantity), half of them.
  std::size_t read_half(std::size_t k) {
    if (opens_scale(k)) return read_number(k);
    const std::size_t hour_at = german_ ? k + 1 : is_word(k + 1, U"past") ? k + 2 : tokens_.size();
    if (!german_ || is_word(k, U"halb")) {
      const Quantity q = read_quantity(hour_at);
      const std::int64_t hour = q.next > 0 && q.unit.empty() ? q.value.small(12) : -1;
      if (hour >= 1 && (q.plain || q.in_words) && sense(past_hyphen(q.next)) != Sense::kPercent) {
        const std::int64_t begun = german_ ? (hour == 1 ? 12 : hour - 1) : hour;
        return add_time(k, q.next, begun, 30, false, true);
      }
    }
    if (german_ || sense(k - 1) == Sense::kOrdinal ||
        !(is_word(k + 1, U"of") || is_word(k + 1, U"the"))) {
      return k;
    }
    add(k, k + 1, FigureKind::kFraction, "1/2", true);
    return k + 1;
  }

  // die Hälfte; but the second one of a match is no share.
  std::size_t read_half_of(std::size_t k) {
    if (k > 0 && sense(k - 1) == Sense::kOrdinal) return k;
    add(k, k + 1, FigureKind::kFraction, "1/2", true);
    return k + 1;
  }

  // 3. Liga, 21st; and the first of 11. und 12. März.
  std::size_t read_ordinal(std::size_t k, const Quantity& q) {
    if (!q.plain || q.digits > 3) return k;
    std::size_t next = q.next;
    if (german_) {
      const bool stop = is_mark(next, U'.') && tok(next).begin == tok(next - 1).end;
      if (!stop || next + 1 >= tokens_.size()) return k;
      const Token& behind = tok(next + 1);
      const bool goes_on = behind.kind == Kind::kWord || behind.kind == Kind::kDigits ||
                           is_mark(next + 1, U'-') || is_mark(next + 1, U'/');
      if (!goes_on) return k;
    } else if (sense(next) != Sense::kOrdinalEnding) {
      return k;
    }
    ++next;
    add(k, next, FigureKind::kOrdinal, q.value.str(), false);
    return next;
  }

  std::size_t read_ordinal_word(std::size_t k) {
    const std::size_t of_month = is_word(k + 1, U"of") ? k + 2 : k + 1;
    if (sense(of_month) == Sense::kMonth && tok(of_month).capital) {
      return add_month(k, of_month, meaning_of(tok(k)).value.small(31), true);
    }
    // A second is also a unit; the article tells.
    if (!german_ && is_word(k, U"second") && (is_word(k - 1, U"a") || is_word(k - 1, U"per"))) {
      return k;
    }
    if (!german_ && is_word(k, U"first") && is_word(k + 1, U"lady")) return k;
    add(k, k + 1, FigureKind::kOrdinal, meaning_of(tok(k)).value.str(), true);
    return k + 1;
  }

  // Ludwig XIV., World War II.
  std::size_t read_roman(std::size_t k) {
    const Token& token = tok(k);
    if (!token.capital || token.end - token.begin < 2 || k == 0) return k;
    const int value = roman_value(text_.between(token.begin, token.end));
    if (value == 0 || is_mark(k - 1, U'-') || is_mark(k + 1, U'-')) return k;
    add(k, past_stop(k + 1), FigureKind::kOrdinal, std::to_string(value), true);
    return past_stop(k + 1);
  }

  // A bare run of four digits: a year when it looks like one and nothing is counted by it.
  std::size_t read_year(std::size_t k, const Quantity& q) {
    if (!is_year_token(tok(k)) || !q.plain) return k;
    if (!unit_at(q.next).unit.empty() || !money_before(k).unit.empty()) return k;
    const Token& next = tok(q.next);
    const bool announced =
        k > 0 && (sense(k - 1) == Sense::kYearComes || sense(k - 1) == Sense::kMonth);
    bool counts = false;
    if (next.kind == Kind::kWord && next.begin <= tok(q.next - 1).end + 1) {
      counts = german_ ? next.capital : !next.capital && !follows_a_year(q.next);
    }
    if (is_mark(q.next, U'-') && tok(q.next).begin == tok(k).end &&
        tok(q.next + 1).kind == Kind::kWord) {
      counts = true;
    }
    if (!announced && (counts || q.small() < 1200)) return k;
    add(k, q.next, FigureKind::kYear, q.value.str(), false);
    return q.next;
  }

  bool follows_a_year(std::size_t k) const {
    for (std::u32string_view word :
         {U"and", U"was",  U"were", U"to",    U"in", U"the", U"as", U"when",
          U"but", U"for",  U"with", U"on",    U"by", U"at",  U"is", U"has",
          U"had", U"that", U"or",   U"after", U"he", U"she", U"it"}) {
      if (is_word(k, word)) return true;
    }
    return false;
  }

  struct UnitRead {
    std::string_view unit;
    std::size_t next = 0;
  };

  // The unit at token `k`: km, US-Dollar, -jährig, year-old, ° C.
  UnitRead unit_at(std::size_t k) const {
    const std::size_t at = past_hyphen(k);
    const Token& token = tok(at);
    if (token.kind == Kind::kMark) {
      const char32_t mark = text_[token.begin];
      if (mark == U'°' || mark == U'º') {
        if (is_word(at + 1, U"c")) return {"°C", at + 2};
        if (is_word(at + 1, U"f")) return {"°F", at + 2};
        return {"°", at + 1};
      }
      return {unit_of_word(text_.between(token.begin, token.end), language_), at + 1};
    }
    if (token.kind != Kind::kWord) return {};
    if (meaning_of(token).sense == Sense::kUnitEnding) return {meaning_of(token).unit, at + 1};
    std::u32string word = lower_word(at);
    if (is_mark(at + 1, U'-') && tok(at + 2).kind == Kind::kWord) {
      const std::u32string compound = word + U'-' + lower_word(at + 2);
      if (std::string_view unit = unit_of_word(compound, language_); !unit.empty()) {
        return {unit, at + 3};
      }
    }
    if (word == U"us" && is_mark(at + 1, U'$')) return {"USD", at + 2};
    if (!german_ && word == U"us" && is_word(at + 1, U"dollars")) return {"USD", at + 2};
    if (german_ && word == U"grad" && is_word(at + 1, U"celsius")) return {"°C", at + 2};
    if (german_ && word == U"grad" && is_word(at + 1, U"fahrenheit")) return {"°F", at + 2};
    if (!german_ && word == U"degrees" && is_word(at + 1, U"celsius")) return {"°C", at + 2};
    if (!german_ && word == U"degrees" && is_word(at + 1, U"fahrenheit")) return {"°F", at + 2};
    if (!german_ && (word == U"in" && past_hyphen(k) == k)) return {};  // the preposition
    // A single letter may begin anything: 5 m is a length only when it is small as here.
    if (token.capital && word.size() == 1 && word != U"w" && word != U"v") return {};
    return {unit_of_word(word, language_), at + 1};
  }

  std::u32string lower_word(std::size_t k) const {
    std::u32string word;
    for (char32_t c : text_.between(tok(k).begin, tok(k).end)) word += lower(c);
    return word;
  }

  struct MoneyBefore {
    std::string_view unit;
    std::size_t first = 0;  // the token where it begins
  };

  // $ 5, US$5, NT$ 500, EUR 20.
  MoneyBefore money_before(std::size_t k) const {
    if (k == 0) return {};
    const Token& token = tok(k - 1);
    if (token.kind == Kind::kMark) {
      switch (text_[token.begin]) {
        case U'$':
          if (k >= 2 && is_word(k - 2, U"nt")) return {"TWD", k - 2};
          if (k >= 2 && is_word(k - 2, U"hk")) return {"HKD", k - 2};
          if (k >= 2 && is_word(k - 2, U"us")) return {"USD", k - 2};
          return {"USD", k - 1};
        case U'€':
          return {"EUR", k - 1};
        case U'£':
          return {"GBP", k - 1};
        case U'¥':
          return {"JPY", k - 1};
        default:
          return {};
      }
    }
    if (is_word(k - 1, U"eur")) return {"EUR", k - 1};
    if (is_word(k - 1, U"usd")) return {"USD", k - 1};
    return {};
  }

  std::size_t read_amount(std::size_t k, const Quantity& q) {
    if (q.value.is_zero() && q.in_words) return k;
    std::size_t next = q.next;
    UnitRead unit = {q.unit, next};
    if (unit.unit.empty()) unit = unit_at(next);
    std::size_t first = k;
    if (!unit.unit.empty()) {
      next = unit.next;
    } else if (const MoneyBefore money = money_before(k);
               !money.unit.empty() &&
               (found_.empty() || found_.back().figure.range.end <= tok(money.first).begin)) {
      unit.unit = money.unit;
      first = money.first;
    }
    Decimal value = q.value;
    if (unit.unit == "decade") {  // zwei Jahrzehnte are 二十年
      value = value.shifted(1);
      unit.unit = "year";
    }
    Found& found = add(first, next, FigureKind::kAmount, value.str(), q.in_words);
    found.figure.unit = unit.unit;
    found.mantissa = q.mantissa;
    found.scale = q.scale;
    found.bare = q.scale == 0 && unit.unit.empty();
    return next;
  }

  // Joins the new last figure with the one before it when a range mark stands between.
  void join_range() {
    if (found_.size() < 2) return;
    Found& first = found_[found_.size() - 2];
    Found& second = found_.back();
    std::u32string between;
    const std::size_t begin = first.figure.range.end;
    const std::size_t end = second.figure.range.begin;
    if (end - begin > 8 || end <= begin) return;
    for (char32_t c : text_.between(begin, end)) {
      if (c != U' ') between += lower(c);
    }
    const auto is_one_of = [&](auto... marks) { return ((between == marks) || ...); };
    const bool listed = is_one_of(U"und", U"and", U"/", U"&", U",");
    const bool range = is_one_of(U"-", U"bis", U"biszu", U"auf", U"oder", U"to", U"or") ||
                       (is_one_of(U"und", U"and") && comes_between(first));
    if (!range && !listed) return;
    if (first.figure.kind == FigureKind::kOrdinal && second.figure.kind == FigureKind::kDate) {
      // 11. und 12. März: the day takes the month.
      const std::string& date = second.figure.value;
      const std::size_t day = date.rfind('-');
      if (german_ && day + 3 == date.size() && date.size() >= 7 && first.figure.value.size() <= 2) {
        first.figure.kind = FigureKind::kDate;
        first.figure.value = date.substr(0, day + 1) + (first.figure.value.size() == 1 ? "0" : "") +
                             first.figure.value;
      }
    } else if (range) {
      share_range(first, second);
    }
  }

  // zwischen 10 und 20
  bool comes_between(const Found& first) const {
    std::size_t end = first.figure.range.begin;
    while (end > 0 && text_[end - 1] == U' ') --end;
    const std::u32string_view word = german_ ? U"wischen" : U"etween";
    return end >= word.size() && text_.between(end - word.size(), end) == word;
  }

  const Characters& text_;
  Language language_;
  bool german_;
  std::vector<Token> tokens_;
  std::vector<Meaning> meanings_{1};  // the first is none
  std::vector<Literal> literals_;
  std::vector<Found> found_;
  std::u32string word_;  // the word at hand, in lower case
};

}  // namespace

std::vector<Found> find_western_figures(const Characters& text, Language language) {
  return WesternReader(text, language).read();
}

}  // namespace qiao::text
