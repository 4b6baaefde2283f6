// How: one walk over the paragraph, from stop to stop.
//
//   er kam. ” Dann          a stop is a run of terminators (. ! ? 。 …) with the closing marks
//         ^^^^^             behind it, also after a space; `next` is where the text goes on
//
// ICU says for each place whether UAX #29 breaks there; `Walk::ends_sentence` confirms, merges or
// adds, by what stands before (abbreviation, ordinal, initial), between (quote, bracket, dash)
// and after (capital, opener, speech verb). ICU's breaks where we know no stop (line ends, stops
// of other scripts) stand. Every decision looks at a bounded stretch of text: O(n) in all.
//
// Which way a quote mark faces („…“ »…« "…" ”…” “…”) follows from what touches it and from the
// marks still open; damaged text leaves some open forever, which does no harm: an open mark only
// serves to name its partner.
#include "text/sentence_splitter.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "text/ascii.h"
#include "text/split_rules.h"

namespace qiao::text {
namespace {

using CodePoint = UChar32;  // negative: ill-formed byte, or outside the text

constexpr int kLongestRun = 4;              // sentences of a quote that are kept together
constexpr std::size_t kLongestWord = 64;    // bytes; what is longer is a URL or noise
constexpr std::size_t kLongestClause = 60;  // bytes of a clause that may name the speaker
constexpr std::size_t kMostOpenMarks = 16;

// ---- Characters ----------------------------------------------------------------------------

bool is_line_end(CodePoint c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_space(CodePoint c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return u_isUWhiteSpace(c);
}

// Ideographs, kana, and the punctuation and full-width forms that go with them.
bool is_cjk(CodePoint c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_dash(CodePoint c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }
bool is_lower(CodePoint c) { return c > 0 && u_islower(c); }
bool is_upper(CodePoint c) { return c > 0 && (u_isupper(c) || u_istitle(c)); }
bool is_letter(CodePoint c) { return c > 0 && u_isalpha(c); }
bool is_letter_or_digit(CodePoint c) {
  return is_ascii_letter(c) || is_digit(c) || (c >= 0x80 && u_isalnum(c));
}

// A few marks among all characters. Letters, digits and ideographs, which the sets never hold,
// are turned away without a search.
class MarkSet {
 public:
  constexpr explicit MarkSet(std::u32string_view marks) : marks_(marks) {
    for (const char32_t c : marks) {
      if (c < 0x80) ascii_[c] = true;
    }
  }
  bool contains(CodePoint c) const {
    if (c < 0x80) return c >= 0 && ascii_[static_cast<std::size_t>(c)];
    if ((c >= 0xC0 && c < 0x2000) || (c >= 0x3040 && c < 0xF900)) return false;
    return std::find(marks_.begin(), marks_.end(), static_cast<char32_t>(c)) != marks_.end();
  }

 private:
  std::u32string_view marks_;
  std::array<bool, 0x80> ascii_{};
};

constexpr MarkSet kTerminators(U".!?。！？…⋯．｡﹒﹗﹖‼⁇⁈⁉‽");
constexpr MarkSet kFullStops(U".．﹒");
constexpr MarkSet kQuestionsAndExclamations(U"!?！？﹗﹖‼⁇⁈⁉‽");
constexpr MarkSet kClauseMarks(U",;:，、；：､");
constexpr MarkSet kOpeningBrackets(U"([{（［｛【〔《〈");
constexpr MarkSet kClosingBrackets(U")]}）］｝】〕》〉");
constexpr MarkSet kQuotes(U"\"'＂«»‹›„‚“”‘’「」『』﹁﹂﹃﹄");
constexpr MarkSet kQuotesThatOpen(U"「『﹁﹃„‚");
constexpr MarkSet kQuotesThatClose(U"」』﹂﹄");
constexpr MarkSet kGuillemets(U"«»‹›");
// Opening and closing marks by twos; a mark may have several partners: „…“ „…” “…” ”…”.
constexpr std::u32string_view kPartners =
    U"()（）(）（)[]［］[］［]{}｛｝【】〔〕《》〈〉「」『』﹁﹂﹃﹄„“„”“”””‚‘‚’‘’«»»«‹››‹\"\"＂＂'"
    U"'";

bool is_full_stop(CodePoint c) { return kFullStops.contains(c); }
bool is_ellipsis(CodePoint c) { return c == U'…' || c == U'⋯'; }
bool is_cjk_full_stop(CodePoint c) { return c == U'。' || c == U'｡'; }
bool is_question_or_exclamation(CodePoint c) { return kQuestionsAndExclamations.contains(c); }
bool joins_clauses(CodePoint c) { return kClauseMarks.contains(c); }
bool opens_bracket(CodePoint c) { return kOpeningBrackets.contains(c); }
bool closes_bracket(CodePoint c) { return kClosingBrackets.contains(c); }
bool is_quote(CodePoint c) { return kQuotes.contains(c); }
bool closes_title(CodePoint c) { return c == U'》' || c == U'〉'; }

bool is_terminator(CodePoint c) { return kTerminators.contains(c); }

bool are_partners(CodePoint open, CodePoint close) {
  for (std::size_t i = 0; i + 1 < kPartners.size(); i += 2) {
    if (kPartners[i] == static_cast<char32_t>(open) &&
        kPartners[i + 1] == static_cast<char32_t>(close)) {
      return true;
    }
  }
  return false;
}

// Roman numerals as they are written: XIV and MCM, not IIX or VX. At most 9 letters.
bool is_roman_numeral(std::string_view word) {
  static constexpr std::string_view kDigits = "IVXLCDM";  // 1 5 10 50 100 500 1000
  if (word.empty() || word.size() > 9) return false;
  std::size_t before = kDigits.size();  // rank of the digit before; falls, but for subtraction
  int in_row = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::size_t here = kDigits.find(word[i]);
    if (here == kDigits.npos) return false;
    in_row = here == before ? in_row + 1 : 1;
    if (in_row > (here % 2 == 0 ? 3 : 1)) return false;
    if (here > before) {
      const bool subtracts = before % 2 == 0 && here - before <= 2;
      if (!subtracts || (i >= 2 && kDigits.find(word[i - 2]) <= before)) return false;
    }
    before = here;
  }
  return true;
}

bool is_number(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c); });
}

// "3", "12.3", "3.11.2025": figures parted by full stops.
bool is_dotted_number(std::string_view word) {
  return !word.empty() && is_digit(word.front()) && is_digit(word.back()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
}

// Bytes at which the walk has to look closer; all others are stepped over. In Chinese most
// characters begin with E4-E9, in German with ASCII letters: neither is in the table.
constexpr std::array<bool, 256> kMarksBegin = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : {'.', '!', '?', '"', '\'', '(', '[', '{', ')', ']', '}'}) {
    table[c] = true;
  }
  table[0xC2] = true;  // « »
  table[0xE2] = true;  // “ ” „ ‚ ‘ ’ … ⋯ ‹ ›
  table[0xE3] = true;  // 。「」『』【】《》
  table[0xEF] = true;  // full-width forms
  return table;
}();

// ---- ICU -----------------------------------------------------------------------------------

// Sentence iterators are costly to make, so each thread keeps one per language.
class IcuSentences {
 public:
  static IcuSentences& of(Language language) {
    thread_local IcuSentences german("de");
    thread_local IcuSentences chinese("zh");
    thread_local IcuSentences english("en");
    switch (language) {
      case Language::kGerman:
        return german;
      case Language::kChinese:
        return chinese;
      default:
        return english;
    }
  }

  // Byte offsets of the boundaries inside `text`, ascending. Without ICU's data there are none,
  // and the rules stand alone.
  const std::vector<std::size_t>& boundaries(std::string_view text) {
    boundaries_.clear();
    if (!iterator_) return boundaries_;
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator_->setText(&utext, status);  // keeps a clone of its own
    if (U_SUCCESS(status)) {
      for (std::int32_t at = iterator_->next(); at != icu::BreakIterator::DONE;
           at = iterator_->next()) {
        boundaries_.push_back(static_cast<std::size_t>(at));
      }
    }
    utext_close(&utext);
    return boundaries_;
  }

 private:
  explicit IcuSentences(const char* locale) {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale(locale), status));
    if (U_FAILURE(status)) iterator_.reset();
  }

  std::unique_ptr<icu::BreakIterator> iterator_;
  std::vector<std::size_t> boundaries_;
};

// ---- The walk ------------------------------------------------------------------------------

struct OpenMark {
  CodePoint mark;
  std::size_t at;
};

struct Stop {
  std::size_t begin = 0;            // first terminator
  std::size_t end = 0;              // behind terminators, closing marks and footnote signs
  std::size_t next = 0;             // first character that is no space, at or behind `end`
  CodePoint before = -1;            // the character in front of the terminators
  CodePoint after = -1;             // the character at `next`
  int full_stops = 0;               // half-width or full-width "."
  bool ellipsis = false;            // … or two and more full stops in a row
  bool asks = false;                // ! or ? of any width
  bool cjk = false;                 // 。
  bool line_end = false;            // between `end` and `next`
  CodePoint closing = -1;           // last closing mark when nothing terminates behind it
  std::optional<OpenMark> opening;  // partner of the outermost mark closed here
  bool closes_quote = false;

  bool glued() const { return end == next; }
};

class Walk {
 public:
  Walk(std::string_view text, Language language, const SplitOptions& options)
      : text_(text),
        language_(language),
        options_(options),
        rules_(SplitRules::latin(language)),
        icu_(IcuSentences::of(language).boundaries(text)) {}

  std::vector<ByteRange> sentences();

 private:
  // Reading the text.
  CodePoint at(std::size_t& i) const;  // steps over the character
  CodePoint peek(std::size_t i) const { return at(i); }
  CodePoint back(std::size_t& i) const;  // steps back over the character
  CodePoint peek_back(std::size_t i) const { return back(i); }
  std::size_t skip_spaces(std::size_t i) const;
  std::size_t skip_openers(std::size_t i) const;
  std::string_view word_at(std::size_t i) const;
  std::string_view token_before(std::size_t i) const;
  std::string_view word_before(std::size_t i) const;
  bool has_words(std::size_t begin, std::size_t end) const;

  // Marks that come in pairs.
  enum class Facing { kOpens, kCloses, kNeither };
  Facing facing(CodePoint mark, std::size_t begin, std::size_t end, bool after_stop) const;
  bool is_open(CodePoint close) const;
  std::optional<OpenMark> close(CodePoint mark);
  void pass_mark(CodePoint mark, std::size_t begin, std::size_t end);
  void keep_together(const OpenMark& opening);

  // Deciding.
  std::size_t sentence_begin() const { return breaks_.empty() ? 0 : breaks_.back(); }
  std::size_t sentence_begin(std::size_t at) const;  // of the sentence that `at` lies in
  Stop read_stop(std::size_t begin);
  std::optional<std::size_t> break_after(const Stop& stop) const;
  bool icu_breaks(const Stop& stop) const;
  bool ends_sentence(const Stop& stop) const;
  bool ends_at_ellipsis(const Stop& stop) const;
  bool ends_in_chinese(const Stop& stop) const;
  bool ends_at_full_stop(const Stop& stop) const;
  bool ends_without_space(const Stop& stop) const;
  bool is_list_marker(const Stop& stop) const;
  bool is_aside(const Stop& stop) const;
  bool says_who_spoke(const Stop& stop) const;
  bool chinese_goes_on(const Stop& stop) const;
  Ending abbreviation_before(const Stop& stop, bool* numbered) const;
  std::vector<ByteRange> ranges() const;

  std::string_view text_;
  Language language_;
  SplitOptions options_;
  const SplitRules& rules_;
  const std::vector<std::size_t>& icu_;
  std::vector<std::size_t> breaks_;
  std::vector<OpenMark> open_;
};

CodePoint Walk::at(std::size_t& i) const {
  if (i >= text_.size()) return -1;
  if (const auto byte = static_cast<unsigned char>(text_[i]); byte < 0x80) return ++i, byte;
  // Windows of four bytes: ICU counts in 32 bits, and no character is longer.
  const auto* window = reinterpret_cast<const std::uint8_t*>(text_.data()) + i;
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(4, text_.size() - i));
  std::int32_t read = 0;
  CodePoint c;
  U8_NEXT(window, read, size, c);
  i += static_cast<std::size_t>(read);
  return c;
}

CodePoint Walk::back(std::size_t& i) const {
  if (i == 0) return -1;
  if (const auto byte = static_cast<unsigned char>(text_[i - 1]); byte < 0x80) return --i, byte;
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(4, i));
  const auto* window = reinterpret_cast<const std::uint8_t*>(text_.data()) + i - size;
  std::int32_t left = size;
  CodePoint c;
  U8_PREV(window, 0, left, c);
  i -= static_cast<std::size_t>(size - left);
  return c;
}

std::size_t Walk::skip_spaces(std::size_t i) const {
  for (std::size_t next = i; next < text_.size(); i = next) {
    if (!is_space(at(next))) break;
  }
  return i;
}

// Behind the opening quotes and brackets at `i`, at most a few.
std::size_t Walk::skip_openers(std::size_t i) const {
  for (int n = 0; n < 4; ++n) {
    std::size_t next = i;
    const CodePoint c = at(next);
    if (!is_quote(c) && !opens_bracket(c)) break;
    i = skip_spaces(next);
  }
  return i;
}

// The letters and digits from `i` on.
std::string_view Walk::word_at(std::size_t i) const {
  std::size_t end = i;
  for (std::size_t next = i; next < text_.size() && end - i < kLongestWord; end = next) {
    const CodePoint c = at(next);
    if (!is_letter_or_digit(c) || is_cjk(c)) break;
  }
  return text_.substr(i, end - i);
}

// What stands before `i` up to a space, a quote, a bracket or a Chinese character.
std::string_view Walk::token_before(std::size_t i) const {
  std::size_t begin = i;
  for (std::size_t next = i; next > 0 && i - begin < kLongestWord; begin = next) {
    const CodePoint c = back(next);
    if (is_ascii_letter(c)) continue;
    const bool apostrophe = (c == '\'' || c == U'’') && is_letter(peek_back(next));  // scheint's
    if (is_space(c) || (is_quote(c) && !apostrophe) || opens_bracket(c) || closes_bracket(c) ||
        is_cjk(c)) {
      break;
    }
  }
  return text_.substr(begin, i - begin);
}

// The token before the white space before `i`.
std::string_view Walk::word_before(std::size_t i) const {
  for (std::size_t next = i; next > 0; i = next) {
    if (!is_space(back(next))) break;
  }
  return token_before(i);
}

// Whether anything but punctuation and white space stands in [begin, end).
bool Walk::has_words(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end;) {
    const CodePoint c = at(i);
    if (c < 0) return true;
    if (c < 0x80 ? is_letter_or_digit(c) : !u_ispunct(c) && !is_space(c)) return true;
    if (c < 0x80 && !is_space(c) && !u_ispunct(c)) return true;  // symbols: + = $ …
  }
  return false;
}

// ---- Marks that come in pairs --------------------------------------------------------------

bool Walk::is_open(CodePoint close) const {
  return std::any_of(open_.begin(), open_.end(),
                     [&](const OpenMark& open) { return are_partners(open.mark, close); });
}

std::optional<OpenMark> Walk::close(CodePoint mark) {
  for (std::size_t i = open_.size(); i > 0; --i) {
    if (!are_partners(open_[i - 1].mark, mark)) continue;
    const OpenMark found = open_[i - 1];
    open_.resize(i - 1);  // what was opened inside and never closed is forgotten
    return found;
  }
  return std::nullopt;
}

// `after_stop`: the mark follows terminators, perhaps after a space.
Walk::Facing Walk::facing(CodePoint mark, std::size_t begin, std::size_t end,
                          bool after_stop) const {
  if (opens_bracket(mark)) return Facing::kOpens;
  if (closes_bracket(mark)) return Facing::kCloses;
  const CodePoint before = peek_back(begin);
  const CodePoint next = peek(end);
  const bool space_before = before < 0 || is_space(before);
  const bool word_next = is_letter_or_digit(next);
  const bool touches_next = next >= 0 && !is_space(next) && !is_terminator(next) &&
                            !joins_clauses(next) && !closes_bracket(next);
  const bool open = is_open(mark);
  if (kQuotesThatOpen.contains(mark)) return Facing::kOpens;
  if (kQuotesThatClose.contains(mark)) return Facing::kCloses;
  if (mark == '\'' || mark == U'’') {
    if (is_letter_or_digit(before) && (word_next || !open)) return Facing::kNeither;  // don't
    if (after_stop && !space_before && (open || !word_next)) return Facing::kCloses;
    return open && mark != '\'' && !word_next ? Facing::kCloses : Facing::kNeither;
  }
  if (mark == U'”') {
    // als”die schnellste“: a mark amid letters is a space lost before it, more often than after.
    if (open && !(word_next && is_letter(before))) return Facing::kCloses;
    const bool may_open = word_next && (space_before || joins_clauses(before) || is_letter(before));
    return may_open ? Facing::kOpens : Facing::kCloses;
  }
  if (mark == U'“' || mark == U'‘') {
    if (open && !(space_before && word_next)) return Facing::kCloses;
    if (after_stop && !space_before && !touches_next) return Facing::kCloses;
    const bool may_open = touches_next || space_before || joins_clauses(before);
    return may_open ? Facing::kOpens : Facing::kCloses;
  }
  if (kGuillemets.contains(mark)) {
    if (space_before && touches_next) return Facing::kOpens;
    return open || !word_next ? Facing::kCloses : Facing::kOpens;
  }
  // Straight quotes: the spaces tell, else the count. In Chinese a space is more often stray.
  if (space_before && touches_next) {
    const bool stray = open && after_stop && language_ == Language::kChinese;
    return stray ? Facing::kCloses : Facing::kOpens;
  }
  if (after_stop && !space_before && !touches_next) return Facing::kCloses;
  return open || next < 0 ? Facing::kCloses : Facing::kOpens;
}

std::size_t Walk::sentence_begin(std::size_t at) const {
  const auto behind = std::upper_bound(breaks_.begin(), breaks_.end(), at);
  return behind == breaks_.begin() ? 0 : *(behind - 1);
}

// A pair closes and its sentence goes on: what ended inside did not end the sentence.
void Walk::keep_together(const OpenMark& opening) {
  const bool title = opening.mark == U'《' || opening.mark == U'〈';
  if (is_quote(opening.mark) && !options_.keep_quotes_together) return;
  if (opening.mark == '{' || opening.mark == '[') return;  // mark-up and code, seldom prose
  const auto inner = std::upper_bound(breaks_.begin(), breaks_.end(), opening.at);
  if (inner == breaks_.end() || breaks_.end() - inner >= kLongestRun) return;
  if (!title && !has_words(sentence_begin(opening.at), opening.at)) return;
  breaks_.erase(inner, breaks_.end());
}

// A mark away from any stop.
void Walk::pass_mark(CodePoint mark, std::size_t begin, std::size_t end) {
  switch (facing(mark, begin, end, false)) {
    case Facing::kOpens:
      if (open_.size() == kMostOpenMarks) open_.erase(open_.begin());
      open_.push_back({mark, begin});
      break;
    case Facing::kCloses:
      if (const std::optional<OpenMark> opening = close(mark)) keep_together(*opening);
      break;
    case Facing::kNeither:
      break;
  }
}

// ---- Stops ---------------------------------------------------------------------------------

Stop Walk::read_stop(std::size_t begin) {
  Stop stop;
  stop.begin = begin;
  stop.before = peek_back(begin);
  int dots_in_row = 0;
  std::size_t end = begin;
  for (;;) {
    std::size_t next = end;
    CodePoint c = at(next);
    if (is_terminator(c)) {
      if (is_full_stop(c)) ++stop.full_stops;
      dots_in_row = is_full_stop(c) ? dots_in_row + 1 : 0;
      stop.ellipsis = stop.ellipsis || is_ellipsis(c) || dots_in_row >= 2;
      stop.asks = stop.asks || is_question_or_exclamation(c);
      stop.cjk = stop.cjk || is_cjk_full_stop(c);
      stop.closing = -1;
      end = next;
      continue;
    }
    const bool attached = !is_space(c);
    std::size_t mark_begin = end;
    if (!attached) {
      mark_begin = next = skip_spaces(end);
      if (text_.substr(end, mark_begin - end).find_first_of("\n\r\v\f") != text_.npos) break;
      c = at(next);
      // ". . ." is one ellipsis.
      if (c == '.' && dots_in_row > 0 && !is_letter_or_digit(peek(next))) {
        end = mark_begin;
        continue;
      }
    } else if (c == '[' && end > begin) {  // a footnote sign: "Satz.[12] Dann"
      const std::string_view number = word_at(next);
      if (is_number(number) && peek(next + number.size()) == ']') {
        end = next + number.size() + 1;
        continue;
      }
    }
    if ((c == '*' || c == '_') && attached) {  // emphasis of mark-up: "**Halt.** Dann"
      std::size_t behind = next;
      while (peek(behind) == c) ++behind;
      if (behind < text_.size() && !is_space(peek(behind))) break;
      end = behind;
      continue;
    }
    if (!is_quote(c) && !closes_bracket(c)) break;
    if (facing(c, mark_begin, next, true) != Facing::kCloses) break;
    if (const std::optional<OpenMark> opening = close(c)) stop.opening = opening;
    stop.closing = c;
    stop.closes_quote = stop.closes_quote || is_quote(c);
    dots_in_row = 0;
    end = next;
  }
  stop.end = end;
  stop.next = skip_spaces(end);
  stop.after = peek(stop.next);
  for (std::size_t i = end; i < stop.next;) stop.line_end = is_line_end(at(i)) || stop.line_end;
  return stop;
}

bool Walk::icu_breaks(const Stop& stop) const {
  const auto found = std::lower_bound(icu_.begin(), icu_.end(), stop.begin + 1);
  return found != icu_.end() && *found <= skip_openers(stop.next);
}

// "2. Eier kochen.", "B. Der Weg", "1.2. Ziele", "Kapitel 3. Der Sturm": the number alone is no
// sentence.
bool Walk::is_list_marker(const Stop& stop) const {
  if (stop.full_stops != 1 || stop.asks || stop.cjk || stop.ellipsis || stop.closes_quote) {
    return false;
  }
  const std::size_t begin = skip_openers(skip_spaces(sentence_begin()));
  if (begin >= stop.begin || stop.begin - begin > kLongestWord) return false;
  std::string_view marker = text_.substr(begin, stop.begin - begin);
  const std::size_t space = marker.find(' ');
  if (space != marker.npos && rules_.numbered_parts.contains(marker.substr(0, space))) {
    marker.remove_prefix(space + 1);
    return is_dotted_number(marker) || is_roman_numeral(marker);
  }
  if (is_dotted_number(marker)) return marker.size() <= 3 || marker.find('.') != marker.npos;
  if (is_roman_numeral(marker)) return true;
  if (marker.size() == 1 && is_letter(marker.front())) return true;
  static constexpr std::string_view kHanNumerals = "一二三四五六七八九十";
  for (std::size_t i = 0; i < marker.size(); i += 3) {
    if (kHanNumerals.find(marker.substr(i, 3)) == kHanNumerals.npos) return false;
  }
  return marker.size() <= 9;
}

// "Das (neue!) Haus", "他（真的嗎？）來了", "[…]": an aside in the middle of a sentence.
bool Walk::is_aside(const Stop& stop) const {
  if (stop.closing < 0 || !closes_bracket(stop.closing)) return false;
  if (closes_title(stop.closing)) return true;
  if (!stop.opening) return false;
  std::size_t i = stop.opening->at;
  if (!has_words(i, stop.end)) return true;
  if (i <= skip_spaces(sentence_begin(i))) return false;
  return !is_terminator(peek_back(i));
}

// Whether a clause behind the quote names its speaker: `"Stop!" Tom said.`  「好！」他笑著說。
// Not when words before the quote did: 甲說：「好！」乙說：「不好！」
bool Walk::says_who_spoke(const Stop& stop) const {
  if (!stop.closes_quote) return false;
  if (is_cjk(stop.after) || language_ == Language::kChinese) {
    if (stop.opening) {
      std::size_t i = stop.opening->at;
      const CodePoint before = back(i);
      if (joins_clauses(before)) return false;
    }
    std::size_t end = stop.next;
    CodePoint last = -1;
    for (std::size_t next = end; next < text_.size() && end - stop.next < kLongestClause;
         end = next) {
      last = at(next);
      if (joins_clauses(last) || is_terminator(last) || is_quote(last)) break;
      last = -1;
    }
    const std::string_view clause = text_.substr(stop.next, end - stop.next);
    const SplitRules& chinese = SplitRules::chinese();
    return (last >= 0 && chinese.speech_verbs.ends(clause)) ||
           chinese.report_verbs.occurs_in(clause);
  }
  // One to three words, then the verb.
  std::size_t i = stop.next;
  for (int n = 0; n < 4; ++n) {
    const std::string_view word = word_at(i);
    if (word.empty()) return false;
    if (n > 0 && rules_.speech_verbs.contains(word)) return true;
    i += word.size();
    if (!is_space(peek(i))) return false;
    i = skip_spaces(i);
  }
  return false;
}

bool Walk::chinese_goes_on(const Stop& stop) const {
  if (joins_clauses(stop.after) || is_dash(stop.after)) return true;
  return SplitRules::chinese().goes_on_after_quote.begins(text_.substr(stop.next));
}

// A stop that ends a Chinese sentence: 。！？ or half-width .!? beside a Chinese character.
bool Walk::ends_in_chinese(const Stop& stop) const {
  if (is_aside(stop)) return false;
  if (stop.closes_quote && stop.closing >= 0) {
    return !chinese_goes_on(stop) && !says_who_spoke(stop);
  }
  if (stop.cjk || stop.closing >= 0) return true;
  if (stop.asks) return !joins_clauses(stop.after);
  // A half-width full stop.
  if (!stop.glued()) return !joins_clauses(stop.after);
  return !rules_.name_endings.contains(word_at(stop.next)) && !is_digit(stop.after) &&
         word_at(stop.next) != "NET";
}

bool Walk::ends_at_ellipsis(const Stop& stop) const {
  if (joins_clauses(stop.after)) return false;
  if (!has_words(sentence_begin(), stop.begin)) return false;
  if (is_aside(stop)) return rules_.openers.contains(word_at(stop.next));
  if (is_cjk(stop.before) || is_cjk(stop.after)) {
    if (stop.closes_quote) return !chinese_goes_on(stop) && !says_who_spoke(stop);
    // Stammering, 我……我不知道, goes on; so does a clause that has hardly begun.
    std::size_t clause = stop.begin;
    for (int n = 0; n < 3; ++n) {
      const CodePoint c = back(clause);
      if (!is_letter_or_digit(c) || c == stop.after) return false;
    }
    std::size_t second = stop.next;
    at(second);
    return !is_terminator(peek(second)) &&
           SplitRules::chinese().openers.begins(text_.substr(stop.next));
  }
  const std::size_t content = skip_openers(stop.next);
  if (!is_upper(peek(content))) return false;
  if (stop.closes_quote || content > stop.next) return !says_who_spoke(stop);
  if (stop.glued()) return false;
  if (word_at(content) == word_before(stop.begin)) return false;  // stammering: "I … I do"
  if (rules_.openers.contains(word_at(content))) return true;
  std::size_t before = stop.begin;  // "Halt! ... Dort oben": the sentence ended before the dots
  while (is_space(peek_back(before))) back(before);
  if (is_terminator(peek_back(before))) return true;
  return language_ == Language::kGerman ? !is_space(stop.before) : word_at(content).size() > 1;
}

// "Weg.Da" against "www.example.org", "Microsoft.Net", "Dr.Peter", "3.5".
bool Walk::ends_without_space(const Stop& stop) const {
  const std::string_view token = token_before(stop.begin);
  const std::string_view next = word_at(stop.next);
  if (!is_upper(stop.after) || next.size() < 2 || token.size() >= kLongestWord) return false;
  if (stop.asks) return token.find("://") == token.npos && token.find('/') == token.npos;
  if (!is_lower(stop.before) && !is_digit(stop.before)) return false;
  for (std::size_t i = 0, n = token.size(); i < n; ++i) {
    const bool plain = is_letter_or_digit(static_cast<unsigned char>(token[i])) ||
                       static_cast<unsigned char>(token[i]) >= 0x80 || token[i] == '-';
    if (!plain) return false;
  }
  const CodePoint behind = peek(stop.next + next.size());
  if (behind == '.' && is_letter_or_digit(peek(stop.next + next.size() + 1))) return false;
  if (behind == '_' || behind == '/' || behind == '@' || behind == '(' || behind == ':')
    return false;
  bool numbered = false;
  const Ending ending = abbreviation_before(stop, &numbered);
  if (ending == Ending::kNever) return false;
  if (rules_.openers.contains(next)) return true;
  if (ending == Ending::kBeforeOpener) return false;
  std::size_t second = stop.next;
  at(second);
  const std::string_view rest = next.substr(second - stop.next);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] >= 'A' && rest[i] <= 'Z') return false;  // Console.WriteLine
  }
  std::string lower(next);
  if (lower.front() >= 'A' && lower.front() <= 'Z')
    lower.front() = static_cast<char>(lower.front() + 32);
  return !is_digit(stop.before) && token.size() >= 2 && !rules_.name_endings.contains(lower);
}

// What the token in front of the full stop is, alone or as the last of up to four short ones:
// "B" in "z. B.", "M" in "n. Chr. M." is found by its longest known chain. `numbered` says
// whether a number would belong to it.
Ending Walk::abbreviation_before(const Stop& stop, bool* numbered) const {
  std::string chain;
  std::size_t begin = stop.begin;
  Ending ending = Ending::kOrdinary;
  *numbered = false;
  for (int part = 0; part < 4; ++part) {
    std::string_view token = token_before(begin);
    if (part > 0 && (token.size() < 2 || token.size() > 8 || token.back() != '.')) break;
    if (token.empty() || token.size() >= kLongestWord) break;
    std::string longer(token);
    if (part == 0) longer += '.';
    longer += chain;
    Ending found = rules_.ending_of(longer);
    if (part == 0) {
      *numbered = rules_.before_numbers.contains(longer);
      const std::size_t hyphen = longer.rfind('-');
      if (found == Ending::kOrdinary && hyphen != longer.npos) {
        found = rules_.ending_of(longer.substr(hyphen + 1));
        *numbered = *numbered || rules_.before_numbers.contains(longer.substr(hyphen + 1));
      }
    }
    if (found != Ending::kOrdinary) ending = found;
    chain = std::move(longer);
    begin -= token.size();
    const std::size_t token_begin = begin;
    while (begin > 0 && is_space(peek_back(begin))) back(begin);
    if (begin == token_begin) break;
  }
  return ending;
}

bool Walk::ends_at_full_stop(const Stop& stop) const {
  const std::size_t content = skip_openers(stop.next);
  const CodePoint next = peek(content);
  const std::string_view next_word = word_at(content);
  if (is_lower(next)) return false;
  if (stop.closing >= 0) {
    if (is_aside(stop)) return rules_.openers.contains(next_word);
    return is_upper(next) || is_digit(next) || is_cjk(next) || icu_breaks(stop);
  }
  const std::string_view token = token_before(stop.begin);
  bool numbered = false;
  const Ending ending = abbreviation_before(stop, &numbered);
  const bool opener = rules_.openers.contains(next_word);
  const bool number_next =
      is_digit(next) || is_roman_numeral(next_word) || next == U'§' ||
      (!next_word.empty() && next_word.size() <= 3 && is_digit(next_word.back()));
  if (numbered && number_next) return false;
  switch (ending) {
    case Ending::kNever:
      return false;
    case Ending::kBeforeCapital:
      return is_upper(next) || opener;
    case Ending::kBeforeOpener:
      return opener;
    case Ending::kOrdinary:
      break;
  }
  if (numbered) return opener || (is_upper(next) && token.size() > 3);
  // Initials: "J. S. Bach", "z. Zt."
  const bool one_letter = !token.empty() && [&] {
    const std::size_t hyphen = token.rfind('-');  // "Hans-J."
    std::size_t first = stop.begin - token.size() + (hyphen == token.npos ? 0 : hyphen + 1);
    const CodePoint c = at(first);
    return first == stop.begin && is_letter(c) && !is_cjk(c);
  }();
  if (one_letter) return opener && !is_lower(stop.before);
  if (language_ == Language::kGerman) {
    const std::string_view guide = word_before(stop.begin - token.size());
    if (is_dotted_number(token)) {
      const bool day = token.find('.') != token.npos;  // "am 12.3. Montag"
      if (day && is_digit(next)) return false;
      if (opener) return true;
      if (is_digit(next)) return token.size() > 2;  // "3. 11. 2025"
      if (rules_.ordinal_heads.contains(next_word) && token.size() <= (day ? 6u : 3u)) return false;
      return !(rules_.ordinal_guides.contains(guide) && token.size() <= (day ? 5u : 3u));
    }
    if (is_roman_numeral(token)) {
      if (opener) return true;
      if (rules_.ordinal_heads.contains(next_word)) return false;
      return guide.empty() || !(is_upper(peek(stop.begin - token.size() - 1 - guide.size())) ||
                                rules_.ordinal_guides.contains(guide));
    }
  }
  if (is_upper(next)) return true;
  if (is_digit(next)) {  // after a short word with a capital it may be an abbreviation: "Par. 5"
    return token.size() >= 4 || !is_upper(peek(stop.begin - token.size())) || icu_breaks(stop);
  }
  if (is_cjk(next)) return !(is_number(token) && stop.glued() && token.size() <= 2);
  return icu_breaks(stop);
}

bool Walk::ends_sentence(const Stop& stop) const {
  if (stop.next == text_.size() || stop.line_end) return true;
  if (is_list_marker(stop)) return false;
  if (stop.ellipsis && !stop.asks && !stop.cjk) return ends_at_ellipsis(stop);
  const bool wide = stop.asks && [&] {
    const CodePoint c = peek(stop.begin);
    return c == U'！' || c == U'？' || c == U'﹗' || c == U'﹖';
  }();
  if (stop.cjk || wide || is_cjk(stop.before) || (stop.asks && is_cjk(stop.after))) {
    return ends_in_chinese(stop);
  }
  const std::size_t content = skip_openers(stop.next);
  if (stop.glued() && stop.closing < 0 && content == stop.next && !is_cjk(stop.after)) {
    return ends_without_space(stop);
  }
  if (joins_clauses(stop.after)) return false;
  if (!stop.asks) return ends_at_full_stop(stop);
  // "Ach! wie schön", „Halt!“ rief er.
  if (is_lower(peek(content)) || says_who_spoke(stop)) return false;
  if (is_aside(stop)) return rules_.openers.contains(word_at(content));
  return is_upper(peek(content)) || icu_breaks(stop);
}

// Where the sentence behind `stop` begins, if one does. A dash between two sentences opens the
// second: „Komm!“ | – „Nein!“
std::optional<std::size_t> Walk::break_after(const Stop& stop) const {
  if (is_dash(stop.after) && !stop.glued() && !stop.line_end) {
    std::size_t behind = stop.next;
    while (is_dash(peek(behind))) at(behind);
    const std::size_t then = skip_spaces(behind);
    const CodePoint first = peek(skip_openers(then));
    if (then == behind || !(is_upper(first) || is_digit(first))) return std::nullopt;
    Stop without_dash = stop;
    without_dash.next = then;
    without_dash.after = peek(then);
    if (!ends_sentence(without_dash)) return std::nullopt;
    return stop.next;
  }
  if (!ends_sentence(stop)) return std::nullopt;
  return stop.next;
}

std::vector<ByteRange> Walk::ranges() const {
  std::vector<ByteRange> ranges;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    ByteRange range{skip_spaces(begin), end};
    range.begin = std::min(range.begin, end);
    while (range.end > range.begin && is_space(peek_back(range.end))) back(range.end);
    if (!range.empty()) ranges.push_back(range);
    begin = end;
  };
  for (const std::size_t at : breaks_) add(at);
  add(text_.size());

  // Punctuation alone joins the sentence before it, or the first one behind.
  std::vector<ByteRange> sentences;
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t waiting = kNone;  // where punctuation without a sentence before it begins
  for (const ByteRange& range : ranges) {
    if (!has_words(range.begin, range.end) && !sentences.empty()) {
      sentences.back().end = range.end;
    } else if (!has_words(range.begin, range.end)) {
      waiting = std::min(waiting, range.begin);
    } else {
      sentences.push_back({std::min(waiting, range.begin), range.end});
      waiting = kNone;
    }
  }
  if (waiting != kNone) sentences.push_back({waiting, ranges.back().end});
  return sentences;
}

std::vector<ByteRange> Walk::sentences() {
  std::size_t proposed = 0;  // the next boundary of ICU
  // ICU's breaks up to `end` where no stop of ours stands.
  const auto take_proposed = [&](std::size_t end) {
    for (; proposed < icu_.size() && icu_[proposed] <= end; ++proposed) {
      if (icu_[proposed] > sentence_begin()) breaks_.push_back(icu_[proposed]);
    }
  };
  std::size_t i = 0;
  while (i < text_.size()) {
    if (!kMarksBegin[static_cast<unsigned char>(text_[i])]) {
      ++i;
      continue;
    }
    std::size_t next = i;
    const CodePoint c = at(next);
    if (is_terminator(c)) {
      take_proposed(i);
      const Stop stop = read_stop(i);
      if (const std::optional<std::size_t> at = break_after(stop)) {
        if (*at < text_.size()) breaks_.push_back(*at);
      } else if (stop.opening) {
        keep_together(*stop.opening);
      }
      // UAX #29 takes every quote and bracket behind a stop for a closing one.
      const std::size_t covered = skip_openers(stop.next);
      while (proposed < icu_.size() && icu_[proposed] <= covered) ++proposed;
      next = stop.end;
    } else if (is_quote(c) || (opens_bracket(c) || closes_bracket(c))) {
      take_proposed(i);
      pass_mark(c, i, next);
    }
    i = next;
  }
  take_proposed(text_.size() - 1);
  return ranges();
}

}  // namespace

std::vector<ByteRange> split_sentences(std::string_view paragraph, Language language,
                                       const SplitOptions& options) {
  if (paragraph.empty()) return {};
  return Walk(paragraph, language, options).sentences();
}

}  // namespace qiao::text
