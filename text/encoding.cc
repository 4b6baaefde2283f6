// How an encoding is guessed. Every candidate explains the same bytes, so the lengths of the
// explanations in bits can be compared (minimum description length). The classes of
// characters and their bits are rough, and that is enough: "für" in Windows-1252 is 16 bits;
// in GB 18030 it is 5 and a rare Han character, 27. A paragraph of Big5 read as GB 18030 is
// full of rare characters, and the other way round. Two candidates can only come close when
// there is next to no evidence, as in a file of one word.
#include "text/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "text/ascii.h"
#include "text/han_sets.h"
#include "text/input_error.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

// Enough to be sure; the sample starts with the line of the first byte that is not ASCII.
constexpr std::size_t kSampleSize = 64 << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// ---- UTF-8 -----------------------------------------------------------------------------

// The length of the valid character at `at`, or minus the length of the maximal subpart
// that is invalid (Unicode Standard, table 3-7). Requires at < bytes.size().
int utf8_step(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return -1;
  unsigned low = 0x80, high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (int i = 1; i < length; ++i) {
    const unsigned next = byte(static_cast<std::size_t>(i));
    if (next < low || next > high) return -i;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

// How many bytes from `at` on are ASCII, eight at a time.
std::size_t ascii_run(std::string_view bytes, std::size_t at) {
  const std::size_t begin = at;
  while (at + 8 <= bytes.size()) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & 0x8080808080808080u) break;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at - begin;
}

// The first invalid byte from `at` on, or the end.
std::size_t valid_until(std::string_view bytes, std::size_t at) {
  while (at < bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      at += ascii_run(bytes, at);
      continue;
    }
    // Most of Chinese: E1 to EC need no look at the second byte's bounds.
    while (at + 3 <= bytes.size() && static_cast<unsigned char>(bytes[at]) - 0xE1u <= 0xBu &&
           (bytes[at + 1] & 0xC0) == 0x80 && (bytes[at + 2] & 0xC0) == 0x80) {
      at += 3;
    }
    if (at == bytes.size() || static_cast<unsigned char>(bytes[at]) < 0x80) continue;
    const int step = utf8_step(bytes, at);
    if (step < 0) break;
    at += static_cast<std::size_t>(step);
  }
  return at;
}

// ---- reading in any encoding -----------------------------------------------------------

// One encoding's reading of some bytes, up to the first invalid one unless `lossy`.
struct Reading {
  std::string utf8;
  OffsetMap to_source;
  std::size_t replaced = 0;
  bool stopped = false;  // at an invalid byte
  std::size_t invalid_at = 0;
};

Reading read_utf8(std::string_view bytes, bool lossy) {
  Reading reading;
  std::size_t at = bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  while (true) {
    const std::size_t end = valid_until(bytes, at);
    reading.utf8 += bytes.substr(at, end - at);
    reading.to_source.append_copy(at, end - at);
    if (end == bytes.size()) return reading;
    if (!lossy) {
      reading.stopped = true;
      reading.invalid_at = end;
      return reading;
    }
    const auto invalid = static_cast<std::size_t>(-utf8_step(bytes, end));
    reading.utf8 += kReplacement;
    reading.to_source.append(end, 1, kReplacement.size(), invalid);
    ++reading.replaced;
    at = end + invalid;
  }
}

const char* converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    // Taiwan's and Hong Kong's extensions (ETEN 碁銹裏, HKSCS 嘅啲) leave the common part alone.
    case Encoding::kBig5:
      return "ibm-1375_P100-2008";
    case Encoding::kGb18030:
      return "gb18030";
    case Encoding::kWindows1252:
      return "ibm-5348_P100-1997";
  }
  return "";
}

// The code units [0, count) with the source bytes they came from, as one unit for each
// source character. `end` is the source byte behind the last.
void append_units(const UChar* units, const std::int32_t* offsets, std::size_t count,
                  std::size_t base, std::size_t end, Reading& reading) {
  for (std::size_t i = 0; i < count;) {
    std::size_t j = i + 1;
    // Surrogates, and the few Big5 codes that stand for a letter and its accent.
    while (j < count && (offsets[j] == offsets[i] || offsets[j] < 0)) ++j;
    const std::size_t source = base + static_cast<std::size_t>(offsets[i]);
    const std::size_t next = j < count ? base + static_cast<std::size_t>(offsets[j]) : end;
    char utf8[64];
    std::int32_t size = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strToUTF8(utf8, sizeof utf8, &size, units + i, static_cast<std::int32_t>(j - i), &error);
    if (U_SUCCESS(error) && size > 0) {
      reading.utf8.append(utf8, static_cast<std::size_t>(size));
      reading.to_source.append(source, 1, static_cast<std::size_t>(size), next - source);
    }
    i = j;
  }
}

Reading read_by_converter(std::string_view bytes, Encoding encoding, bool lossy, std::size_t skip) {
  Reading reading;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(converter_name(encoding), &error), &ucnv_close);
  if (U_SUCCESS(error)) {
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
  }
  if (U_FAILURE(error)) {
    throw InputError(std::string(encoding_name(encoding)) +
                     ": ICU has no such converter; install ICU's data");
  }
  std::array<UChar, 4096> units;
  std::array<std::int32_t, 4096> offsets;
  const char* const begin = bytes.data();
  const char* const limit = begin + bytes.size();
  const char* source = begin + skip;
  while (true) {
    const std::size_t base = static_cast<std::size_t>(source - begin);
    UChar* unit = units.data();
    error = U_ZERO_ERROR;
    // Small steps: offsets are 32 bits wide, files may be larger.
    ucnv_toUnicode(converter.get(), &unit, unit + units.size(), &source,
                   std::min(limit, source + units.size() / 2), offsets.data(),
                   limit - source <= static_cast<std::ptrdiff_t>(units.size() / 2), &error);
    const std::size_t count = static_cast<std::size_t>(unit - units.data());
    std::size_t end = static_cast<std::size_t>(source - begin);
    char invalid[16];
    std::int8_t invalid_size = 0;
    if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) {
      UErrorCode ignored = U_ZERO_ERROR;
      invalid_size = sizeof invalid;
      ucnv_getInvalidChars(converter.get(), invalid, &invalid_size, &ignored);
      end -= static_cast<std::size_t>(invalid_size);
    }
    append_units(units.data(), offsets.data(), count, base, end, reading);
    if (U_SUCCESS(error) || error == U_BUFFER_OVERFLOW_ERROR) {
      if (source == limit && error != U_BUFFER_OVERFLOW_ERROR) return reading;
      continue;
    }
    if (!lossy) {
      reading.stopped = true;
      reading.invalid_at = end;
      return reading;
    }
    reading.utf8 += kReplacement;
    reading.to_source.append(end, 1, kReplacement.size(),
                             std::max<std::size_t>(1, static_cast<std::size_t>(invalid_size)));
    ++reading.replaced;
    ucnv_resetToUnicode(converter.get());
    if (source == limit) return reading;
  }
}

// `skip`: bytes of a byte-order mark.
Reading read_as(std::string_view bytes, Encoding encoding, bool lossy, std::size_t skip = 0) {
  return encoding == Encoding::kUtf8 ? read_utf8(bytes, lossy)
                                     : read_by_converter(bytes, encoding, lossy, skip);
}

// ---- guessing --------------------------------------------------------------------------

// The characters that make up some two fifths of any Chinese text, in both scripts.
bool is_frequent_han(std::int32_t c) {
  static const std::unordered_set<std::int32_t> kFrequent = [] {
    std::unordered_set<std::int32_t> set;
    for (const char16_t c16 : std::u16string_view(
             u"的一是不了在人有我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對"
             u"对"
             u"生能而子那得於于著着下自之年過过發发後后作里裡裏用道行所然家種种事成方多經经麼么去法"
             u"學学"
             u"如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理心她本前開开但因只從从想"
             u"日"
             u"意無无次問问己很再間间走長长把給给最少又新三兩两手什點点知等見见外已聽听才將将")) {
      set.insert(c16);
    }
    return set;
  }();
  return kFrequent.contains(c);
}

constexpr double kInvalidBits = 20;

// The cost of a character in bits, and whether a reader would expect to meet it.
struct Weight {
  double bits;
  bool plausible;
};

Weight weigh(std::int32_t c) {
  if (c == 0xFFFD) return {kInvalidBits, false};
  if (c < 0x20) return {c == '\n' || c == '\r' || c == '\t' ? 5.0 : kInvalidBits, c == '\n'};
  if (c < 0x7F) return {5, true};
  if (c < 0xA0) return {kInvalidBits, false};
  if (c < 0x100) {
    static constexpr std::u16string_view kGerman = u"äöüßÄÖÜ";
    static constexpr std::u16string_view kOther = u"éèêáàâóôíîïúûçñåæøëÉ§°«»·\u00A0\u00AD½²³";
    if (kGerman.find(static_cast<char16_t>(c)) != kGerman.npos) return {6, true};
    if (kOther.find(static_cast<char16_t>(c)) != kOther.npos) return {9, true};
    return {14, false};
  }
  if (is_han(c)) {
    if (is_frequent_han(c)) return {7, true};
    if (is_common_han(c)) return {11, true};
    return {c >= 0x4E00 && c <= 0x9FFF ? 17.0 : 20.0, false};
  }
  static constexpr std::u16string_view kMarks =
      u"，。、；：？！「」『』（）《》〈〉・…—–‘’“”„‚‥─．～\u3000";
  if (c < 0x10000 && kMarks.find(static_cast<char16_t>(c)) != kMarks.npos) return {7, true};
  static constexpr std::u16string_view kSigns = u"€™Œœ•‹›‰†Šš→％＋－＝／○●◎★☆【】〔〕①②③④⑤";
  if (c < 0x10000 && kSigns.find(static_cast<char16_t>(c)) != kSigns.npos) return {11, true};
  return {18, false};
}

struct Judgement {
  double bits = 0;
  std::size_t telling = 0;    // characters that are not ASCII
  std::size_t plausible = 0;  // of these
  // Half of the characters may be odd in a damaged file; more, and the reading is noise.
  bool believable() const { return telling == 0 || 2 * plausible > telling; }
};

Judgement judge(std::string_view sample, Encoding encoding) {
  const Reading reading = read_as(sample, encoding, true);
  Judgement judgement;
  std::vector<std::int32_t> characters = {' '};
  for (std::size_t at = 0; at < reading.utf8.size();) {
    characters.push_back(next_character(reading.utf8, at));
  }
  characters.push_back(' ');
  for (std::size_t i = 1; i + 1 < characters.size(); ++i) {
    const std::int32_t c = characters[i];
    const bool in_word = is_ascii_letter(characters[i - 1]) && is_ascii_letter(characters[i + 1]);
    Weight weight = weigh(c);
    // Inside a word a low quotation mark is a letter of another code page (ä of CP 437 is „).
    if (in_word && (c == u'„' || c == u'‚')) weight = {18, false};
    // Han characters come in company; one alone among letters is two letters ("ße" of Straße).
    if (is_han(c) && characters[i - 1] < 0x3000 && characters[i + 1] < 0x3000) {
      weight = {weight.bits + 8, false};
    }
    judgement.bits += weight.bits;
    if (c >= 0x80 || (c < 0x20 && c != '\n' && c != '\r' && c != '\t')) {
      ++judgement.telling;
      judgement.plausible += weight.plausible;
    }
  }
  return judgement;
}

// The bytes before the first that is not ASCII say nothing, so any place there is a start.
std::string_view sample_of(std::string_view bytes) {
  const std::size_t first = ascii_run(bytes, 0);
  return bytes.substr(first - std::min<std::size_t>(first, 64), kSampleSize);
}

// The cheapest believable reading among the candidates, or `fallback`.
Encoding guess_among(std::string_view sample, std::initializer_list<Encoding> candidates,
                     Encoding fallback, double fallback_bits) {
  Encoding best = fallback;
  double best_bits = fallback_bits;
  for (const Encoding candidate : candidates) {
    const Judgement judgement = judge(sample, candidate);
    if (judgement.believable() && judgement.bits < best_bits) {
      best = candidate;
      best_bits = judgement.bits;
    }
  }
  return best;
}

// For bytes that are not valid UTF-8. UTF-8 itself when nothing else explains them better.
Encoding guess_encoding(std::string_view bytes) {
  const std::string_view sample = sample_of(bytes);
  const double as_utf8 = judge(sample, Encoding::kUtf8).bits;
  const Encoding guess =
      guess_among(sample, {Encoding::kBig5, Encoding::kGb18030, Encoding::kWindows1252},
                  Encoding::kUtf8, as_utf8);
  // Chinese UTF-16 without a mark and without a line break has no telling NUL either.
  if (bytes.size() % 2 != 0) return guess;
  const std::string_view start = bytes.substr(0, kSampleSize);
  return guess_among(start, {Encoding::kUtf16Le, Encoding::kUtf16Be}, guess,
                     judge(start, guess).bits);
}

// ---- what is no text -------------------------------------------------------------------

std::string at_byte(std::size_t offset) { return " at byte " + std::to_string(offset); }

void reject_known_formats(std::string_view bytes, std::string_view name) {
  struct Format {
    std::string_view magic, remedy;
  };
  static constexpr Format kFormats[] = {
      {"%PDF-", "a PDF document; convert it to text first (pdftotext)"},
      {"PK\x03\x04", "a ZIP archive; unpack it and name a file in it"},
      {"\xD0\xCF\x11\xE0",
       "an office document in an old format or under a password; save it as DOCX or ODT"},
      {"{\\rtf", "an RTF document; save it as DOCX or ODT"},
      {"\x1F\x8B", "compressed with gzip; unpack it first (gunzip)"},
      {std::string_view("\xFF\xFE\0\0", 4), "UTF-32; convert it to UTF-8 first (iconv)"},
      {std::string_view("\0\0\xFE\xFF", 4), "UTF-32; convert it to UTF-8 first (iconv)"},
  };
  for (const Format& format : kFormats) {
    if (bytes.starts_with(format.magic)) {
      throw InputError(std::string(name) + ": " + std::string(format.remedy));
    }
  }
}

// Throws when decoded text holds what no text holds.
void reject_binary(const Reading& reading, std::string_view name) {
  const std::string_view text = reading.utf8;
  const auto binary = [&](std::size_t at, std::string_view what) {
    throw InputError(std::string(name) + ": a binary file (" + std::string(what) +
                     at_byte(reading.to_source(at)) + "); give a text file");
  };
  const std::size_t nul = text.find('\0');
  if (nul != text.npos) binary(nul, "a NUL");
  // A stray control character is cleaned away later; one in fifty is no text.
  const std::string_view sample = text.substr(0, kSampleSize);
  std::size_t controls = 0, first = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto c = static_cast<unsigned char>(sample[i]);
    if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v') || c == 0x7F) {
      if (controls++ == 0) first = i;
    }
  }
  if (controls > 3 + sample.size() / 50) binary(first, "control characters from");
}

std::size_t line_of_end(std::string_view text) {
  std::size_t lines = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      ++lines;
    }
  }
  return lines;
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view name, bool lossy,
               std::optional<Encoding> said) {
  if (bytes.empty()) {
    throw InputError(std::string(name) + ": an empty file; give one with text");
  }
  reject_known_formats(bytes, name);

  Decoded decoded;
  std::size_t mark = 0;
  if (bytes.starts_with(kUtf8Mark)) {
    mark = kUtf8Mark.size();
  } else if (bytes.starts_with("\xFF\xFE")) {
    decoded.encoding = Encoding::kUtf16Le;
    mark = 2;
  } else if (bytes.starts_with("\xFE\xFF")) {
    decoded.encoding = Encoding::kUtf16Be;
    mark = 2;
  } else if (const std::size_t nul = bytes.find('\0'); nul != bytes.npos) {
    // Every other byte of Latin text in UTF-16 is NUL, and each line end of any text has one.
    decoded.encoding = guess_among(
        bytes.substr(0, kSampleSize), {Encoding::kUtf16Le, Encoding::kUtf16Be}, Encoding::kUtf8,
        kInvalidBits / 2 * static_cast<double>(std::min(bytes.size(), kSampleSize)));
    decoded.detected = decoded.encoding != Encoding::kUtf8;
    if (!decoded.detected) {
      throw InputError(std::string(name) + ": a binary file (a NUL" + at_byte(nul) +
                       "); give a text file");
    }
  } else if (valid_until(bytes, 0) != bytes.size()) {
    decoded.encoding = said ? *said : guess_encoding(bytes);
    decoded.detected = !said && decoded.encoding != Encoding::kUtf8;
  }
  if (mark == bytes.size()) {
    throw InputError(std::string(name) + ": an empty file; give one with text");
  }

  Reading reading = read_as(bytes, decoded.encoding, lossy, mark);
  reject_binary(reading, name);
  if (reading.stopped) {
    const std::string encoding(encoding_name(decoded.encoding));
    throw InputError(std::string(name) + ":" + std::to_string(line_of_end(reading.utf8)) +
                     ": not " + encoding + at_byte(reading.invalid_at) +
                     "; convert it with iconv or use --lossy");
  }
  decoded.utf8 = std::move(reading.utf8);
  decoded.to_source = std::move(reading.to_source);
  decoded.replaced = reading.replaced;
  return decoded;
}

Decoded decode_part(std::string_view bytes, Encoding encoding) {
  Reading reading = read_as(bytes, encoding, true);
  Decoded decoded;
  decoded.utf8 = std::move(reading.utf8);
  decoded.to_source = std::move(reading.to_source);
  decoded.encoding = encoding;
  decoded.replaced = reading.replaced;
  return decoded;
}

std::size_t valid_utf8_prefix(std::string_view bytes) { return valid_until(bytes, 0); }

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kBig5:
      return "Big5";
    case Encoding::kGb18030:
      return "GB18030";
    case Encoding::kWindows1252:
      return "Windows-1252";
  }
  return "";
}

}  // namespace qiao::text
