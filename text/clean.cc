// Clean text is the common case, so one scan over the bytes finds out what there is to do, and
// each step works only when the scan has seen something for it. Steps are composed by their
// offset maps.
#include "text/clean.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "text/ascii.h"
#include "text/han_sets.h"
#include "text/pinyin_gloss.h"
#include "text/unwrap.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

// ---- what there is to do ---------------------------------------------------------------

struct Needs {
  bool strip = false;      // a character that no reader sees, or an odd space
  bool normalize = false;  // a character that may not be NFC
};

// Whether eight bytes are ASCII without control characters (\n is one here).
bool is_plain_ascii(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, 8);
  constexpr std::uint64_t kHigh = 0x8080808080808080u, kOnes = 0x0101010101010101u;
  const std::uint64_t below_space = (word - kOnes * 0x20) & ~word;
  const std::uint64_t deletes = word ^ (kOnes * 0x7F);
  return ((word | below_space | ((deletes - kOnes) & ~deletes)) & kHigh) == 0;
}

// Errs on the side of doing: the steps look again, character by character.
Needs find_needs(std::string_view text) {
  Needs needs;
  const char* const data = text.data();
  const std::size_t size = text.size();
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < size ? static_cast<unsigned char>(data[i]) : 0u;
  };
  for (std::size_t i = 0; i < size;) {
    if (i + 8 <= size && is_plain_ascii(data + i)) {
      i += 8;
      continue;
    }
    const unsigned lead = byte(i);
    if (lead < 0x80) {
      needs.strip |= (lead < 0x20 && lead != '\n') || lead == 0x7F;
      ++i;
    } else if (lead >= 0xE4 && lead <= 0xE9) {  // Han characters
      i += 3;
    } else if (lead < 0xE0) {
      const unsigned second = byte(i + 1);
      if (lead == 0xC2) {
        needs.strip |= second <= 0xA0 || second == 0xAD;
      } else if (lead >= 0xCC) {  // combining characters from U+0300 on, and all that follows
        needs.normalize = true;
        needs.strip |= (lead == 0xCD && second == 0x8F) || (lead == 0xD8 && second == 0x9C);
      }
      i += 2;
    } else {
      const unsigned second = byte(i + 1), third = byte(i + 2);
      if (lead == 0xE2) {  // general punctuation; spaces and marks of direction in it
        needs.strip |= (second == 0x80 && (third <= 0x8F || (third >= 0xA8 && third <= 0xAF))) ||
                       (second == 0x81 && third >= 0x9F);
        needs.normalize |= second >= 0x84;
      } else if (lead == 0xE3) {  // CJK punctuation, kana
        needs.strip |= second == 0x80 && third == 0x80;
        needs.normalize |=
            (second == 0x80 && third >= 0xAA && third <= 0xAF) || (second == 0x82 && third >= 0x99);
      } else if (lead == 0xEF && second >= 0xBC) {  // full-width forms
        needs.strip |= second == 0xBF && third >= 0xB9 && third <= 0xBB;
      } else {
        needs.strip |= lead == 0xE1 || (lead == 0xEF && second == 0xBB);
        needs.normalize = true;
      }
      i += lead >= 0xF0 ? 4 : 3;
    }
  }
  return needs;
}

// ---- characters that no reader sees ----------------------------------------------------

// Windows-1252 at 0x80 to 0x9F; 0 where it has nothing.
constexpr char16_t kWindows1252[] = {
    u'€', 0,    u'‚', u'ƒ', u'„', u'…', u'†', u'‡', u'ˆ', u'‰', u'Š', u'‹', u'Œ', 0, u'Ž', 0,
    0,    u'‘', u'’', u'“', u'”', u'•', u'–', u'—', u'˜', u'™', u'š', u'›', u'œ', 0, u'ž', u'Ÿ'};

// Joiners mean something in emoji and in the scripts between Hebrew and the general
// punctuation, nothing between Latin letters and Han characters.
bool heeds_joiners(std::int32_t c) {
  return (c >= 0x590 && c < 0x2000) || (c >= 0x2190 && c < 0x2E80) || c == 0xFE0F ||
         (c >= 0x1F000 && c < 0x20000);
}

bool is_odd_space(std::int32_t c) {
  return c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool is_line_end(std::int32_t c) {
  return c == '\r' || c == '\f' || c == '\v' || c == 0x2028 || c == 0x2029;
}

bool is_unseen(std::int32_t c) {
  return (c < 0x20 && c != '\n') || c == 0x7F || c == 0xAD || c == 0x34F || c == 0x61C ||
         c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

// Where the next line's text begins when nothing but a line end follows byte `at`; else `at`.
std::size_t behind_line_end(std::string_view text, std::size_t at) {
  std::size_t end = text.find_first_not_of(" \r", at);
  if (end == text.npos || text[end] != '\n') return at;
  end = text.find_first_not_of(" \t", end + 1);
  return end == text.npos || text[end] == '\n' || text[end] == '\r' ? at : end;
}

std::optional<Edited> strip(std::string_view text) {
  Edits edits(text);
  for (std::size_t at = 0; at < text.size();) {
    if (at + 8 <= text.size() && is_plain_ascii(text.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t begin = at;
    const std::int32_t c = next_character(text, at);
    if (is_line_end(c)) {
      if (c == '\r' && at < text.size() && text[at] == '\n') ++at;
      edits.replace({begin, at}, "\n");
    } else if (is_odd_space(c)) {
      edits.replace({begin, at}, " ");
    } else if (c >= 0x80 && c < 0xA0) {
      std::string meant;
      if (const char16_t lost = kWindows1252[c - 0x80])
        icu::UnicodeString(lost).toUTF8String(meant);
      edits.replace({begin, at}, meant);
    } else if (c == 0x200C || c == 0x200D) {
      std::size_t next = at;
      const bool meant = heeds_joiners(character_before(text, begin)) && at < text.size() &&
                         heeds_joiners(next_character(text, next));
      if (!meant) edits.replace({begin, at}, "");
    } else if (is_unseen(c)) {
      // A soft hyphen that is seen, at a line end, goes with the line end.
      if (c == 0xAD) at = behind_line_end(text, at);
      edits.replace({begin, at}, "");
    }
  }
  return edits.finish();
}

// ---- NFC -------------------------------------------------------------------------------

// ICU counts bytes in 32 bits, so longer texts go in pieces; no character composes with \n.
constexpr std::size_t kPiece = std::size_t{1} << 24;

std::optional<Edited> normalize(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return std::nullopt;
  Edits edits(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t line = text.find('\n', std::min(begin + kPiece, text.size()));
    const std::size_t end = std::min(line, text.size());
    const icu::StringPiece piece(text.data() + begin, static_cast<std::int32_t>(end - begin));
    if (!nfc->isNormalizedUTF8(piece, error)) {
      std::string composed;
      icu::StringByteSink<std::string> sink(&composed);
      icu::Edits changes;
      nfc->normalizeUTF8(0, piece, sink, &changes, error);
      for (auto change = changes.getFineChangesIterator();
           U_SUCCESS(error) && change.next(error);) {
        const std::size_t source = begin + static_cast<std::size_t>(change.sourceIndex());
        edits.replace(
            {source, source + static_cast<std::size_t>(change.oldLength())},
            std::string_view(composed).substr(static_cast<std::size_t>(change.destinationIndex()),
                                              static_cast<std::size_t>(change.newLength())));
      }
    }
    begin = end + (end < text.size() ? 1 : 0);
  }
  return edits.finish();
}

// ---- question marks in dates -----------------------------------------------------------

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

// "11?日": nobody asks between a figure and its unit.
bool is_before_unit(std::string_view text, std::size_t question) {
  return question > 0 && is_digit(text[question - 1]) &&
         starts_with_any(text.substr(question + 1),
                         {"年", "月", "日", "億", "亿", "萬", "万", "兆"});
}

// "3月?11?日": the second mark is lost for certain, so the first is too.
bool is_before_damaged_figure(std::string_view text, std::size_t question) {
  if (question < 3 || !starts_with_any(text.substr(question - 3), {"年", "月"})) return false;
  std::size_t end = question + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end > question + 1 && end < text.size() && text[end] == '?' && is_before_unit(text, end);
}

std::optional<Edited> mend_dates(std::string_view text) {
  Edits edits(text);
  for (std::size_t at = text.find('?'); at != text.npos; at = text.find('?', at + 1)) {
    if (is_before_unit(text, at) || is_before_damaged_figure(text, at)) {
      edits.replace({at, at + 1}, "");
    }
  }
  return edits.finish();
}

}  // namespace

Cleaned clean(std::string_view utf8, Lines lines) {
  std::optional<Cleaned> cleaned;
  const auto apply = [&](std::optional<Edited> (*step)(std::string_view)) {
    std::optional<Edited> edited = step(cleaned ? std::string_view(cleaned->text) : utf8);
    if (!edited) return;
    if (cleaned) edited->to_source = edited->to_source.then(cleaned->to_source);
    cleaned = std::move(edited);
  };
  const Needs needs = find_needs(utf8);
  if (needs.strip) apply(strip);
  if (needs.normalize) apply(normalize);
  apply(remove_pinyin_glosses);
  apply(mend_dates);
  if (lines == Lines::kMayBeWrapped) apply(unwrap);
  if (cleaned) return std::move(*cleaned);
  return {std::string(utf8), OffsetMap::identity(utf8.size())};
}

}  // namespace qiao::text
