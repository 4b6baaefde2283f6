#include "text/readers/subtitles.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "text/ascii.h"
#include "text/byte_range.h"
#include "text/input_error.h"
#include "text/readers/extract_builder.h"
#include "text/readers/html.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

constexpr std::int64_t kLongestPause = 1500;  // milliseconds inside a sentence
constexpr int kMostJoined = 8;                // cues of one sentence
// The share of cues that end a sentence, below which a file does without full stops. Of German
// cues more than half do.
constexpr double kWritesFullStops = 0.25;
constexpr std::size_t kLongestTag = 200;

constexpr std::string_view kArrow = "-->";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// "01:02:03,004", "02:03.004", from the front of `text`.
std::optional<std::int64_t> parse_time(std::string_view text) {
  std::int64_t fields[4] = {};
  std::size_t count = 0, at = 0;
  char mark = ':';
  while (count < 4) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at]) && at - begin < 6) {
      fields[count] = 10 * fields[count] + (text[at++] - '0');
    }
    if (at == begin) return std::nullopt;
    ++count;
    if (mark != ':') {
      for (std::size_t digits = at - begin; digits < 3; ++digits) fields[count - 1] *= 10;
      for (std::size_t digits = at - begin; digits > 3; --digits) fields[count - 1] /= 10;
      break;
    }
    if (at == text.size() || (text[at] != ':' && text[at] != ',' && text[at] != '.')) return {};
    mark = text[at++];
  }
  if (mark == ':' || count < 3) return std::nullopt;
  const std::int64_t hours = count == 4 ? fields[0] : 0;
  return ((hours * 60 + fields[count - 3]) * 60 + fields[count - 2]) * 1000 + fields[count - 1];
}

struct Cue {
  TimeSpan time;
  std::vector<ByteRange> lines;  // of the file, trimmed and not empty
};

class File {
 public:
  File(std::string_view utf8, std::string_view name) : utf8_(utf8), name_(name) { find_lines(); }

  std::vector<Cue> cues() const {
    std::vector<Cue> cues;
    const bool vtt = !lines_.empty() && line(0).starts_with("WEBVTT");
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::optional<TimeSpan> time = timing(i);
      if (!time) continue;
      cues.push_back({*time, text_lines(i + 1, vtt)});
    }
    if (cues.empty()) {
      throw InputError(std::string(name_) +
                       ": no subtitles, no line like 00:00:01,000 --> 00:00:02,500; check that it "
                       "is the right file");
    }
    return cues;
  }

 private:
  void find_lines() {
    for (std::size_t begin = 0; begin < utf8_.size();) {
      const std::size_t end = std::min(utf8_.find_first_of("\r\n", begin), utf8_.size());
      lines_.push_back({begin, end});
      begin = utf8_.substr(end).starts_with("\r\n") ? end + 2 : end + 1;
    }
  }

  std::string_view line(std::size_t i) const { return trimmed(lines_[i].in(utf8_)); }

  // The time that a line says, nothing when it is no line of times.
  std::optional<TimeSpan> timing(std::size_t i) const {
    const std::string_view text = line(i);
    const std::size_t arrow = text.find(kArrow);
    if (arrow == text.npos) return std::nullopt;
    const std::string_view left = trimmed(text.substr(0, arrow));
    const std::string_view right = trimmed(text.substr(arrow + kArrow.size()));
    const auto begin = parse_time(left);
    const auto end = parse_time(right);
    if (begin && end) return TimeSpan{*begin, std::max(*begin, *end)};
    const bool meant = !left.empty() && is_digit(left[0]) && left.find(':') != left.npos;
    if (!meant && !begin) return std::nullopt;  // an arrow in a text
    throw InputError(std::string(name_) + ":" + std::to_string(i + 1) +
                     ": no times of a subtitle; write them as 00:00:01,000 --> 00:00:02,500");
  }

  // The text of the cue whose times stand before line `i`. A blank line ends it in WebVTT; in
  // SubRip, whose authors leave blank lines in, the times of the next cue do, with the number
  // before them.
  std::vector<ByteRange> text_lines(std::size_t i, bool vtt) const {
    std::vector<ByteRange> lines;
    for (; i < lines_.size(); ++i) {
      const std::string_view text = line(i);
      if (text.empty() && vtt) break;
      if (text.find(kArrow) != text.npos && timing(i)) {
        if (!lines.empty() && is_number(lines.back().in(utf8_)) && lines.back() == whole(i - 1)) {
          lines.pop_back();
        }
        break;
      }
      if (!text.empty()) lines.push_back(whole(i));
    }
    return lines;
  }

  ByteRange whole(std::size_t i) const {
    const std::string_view text = line(i);
    const auto begin = static_cast<std::size_t>(text.data() - utf8_.data());
    return text.empty() ? ByteRange{} : ByteRange{begin, begin + text.size()};
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
  }

  std::string_view utf8_;
  std::string_view name_;
  std::vector<ByteRange> lines_;
};

// A piece of a cue without markup.
struct Piece {
  std::string text;  // empty: copied from `source`
  ByteRange source;
};

// The end of the tag or position that begins at `at`; `at` when it is text.
std::size_t behind_markup(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at, kLongestTag);
  if (rest.starts_with('<') && rest.size() > 1) {
    const char next = rest[1];
    const bool tag = is_ascii_letter(next) || next == '/' || is_digit(next);
    const std::size_t end = rest.find('>');
    if (tag && end != rest.npos) return at + end + 1;
  }
  if (rest.starts_with("{\\") || rest.starts_with("{y:") || rest.starts_with("{Y:")) {
    const std::size_t end = rest.find('}');
    if (end != rest.npos) return at + end + 1;
  }
  return at;
}

std::vector<Piece> without_markup(std::string_view utf8, ByteRange range) {
  const std::string_view line = range.in(utf8);
  std::vector<Piece> pieces;
  std::size_t copied = 0;
  const auto copy_to = [&](std::size_t end) {
    if (end > copied) pieces.push_back({"", {range.begin + copied, range.begin + end}});
  };
  for (std::size_t at = 0; (at = line.find_first_of("<{&", at)) != line.npos;) {
    std::size_t end = behind_markup(line, at);
    std::string character;
    if (line[at] == '&') {
      const std::size_t close = line.substr(at, 12).find(';');
      if (close != line.npos) character = decode_entity(line.substr(at, close + 1));
      if (!character.empty()) end = at + close + 1;
    }
    if (end == at) {
      ++at;
      continue;
    }
    copy_to(at);
    if (!character.empty()) pieces.push_back({character, {range.begin + at, range.begin + end}});
    copied = at = end;
  }
  copy_to(line.size());
  return pieces;
}

// "- Ja." and "–Ja." are what a speaker says, "-5 Grad" is no speaker. The bytes to leave out.
std::size_t speaker_dash(std::string_view line) {
  for (const std::string_view dash : {"-", "\u2010", "\u2013", "\u2014", "\uFF0D"}) {
    if (!line.starts_with(dash)) continue;
    const std::size_t text = line.find_first_not_of(" \t\u00A0", dash.size());
    if (text == line.npos || is_digit(line[dash.size()]) || line[dash.size()] == '-') return 0;
    return text;
  }
  return 0;
}

bool ends_sentence(std::string_view text) {
  static constexpr std::u16string_view kFinal = u".!?…⋯。！？♪♫";
  static constexpr std::u16string_view kBehind = u"\"'”“’‘»«›‹」』)）]］】*#";
  std::size_t at = text.size();
  while (at > 0) {
    const std::int32_t c = character_before(text, at);
    at = start_before(text, at);
    if (c > 0xFFFF) return false;
    const auto unit = static_cast<char16_t>(c);
    if (kFinal.find(unit) != kFinal.npos) return true;
    // "[Musik]" is no sentence, and nothing goes on behind it.
    if (unit == u']' || unit == u'］' || unit == u')' || unit == u'）') return true;
    if (!u_isUWhiteSpace(c) && kBehind.find(unit) == kBehind.npos) return false;
  }
  return true;
}

// What a cue says without its markup, for looking at.
std::string plain(std::string_view utf8, const Cue& cue) {
  std::string text;
  for (const ByteRange& line : cue.lines) {
    for (const Piece& piece : without_markup(utf8, line)) {
      text += piece.text.empty() ? piece.source.in(utf8) : std::string_view(piece.text);
    }
    text += '\n';
  }
  return text;
}

}  // namespace

Extract read_subtitles(std::string_view utf8, std::string_view name) {
  const std::vector<Cue> cues = File(utf8, name).cues();
  std::vector<bool> ends(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) ends[i] = ends_sentence(plain(utf8, cues[i]));
  const auto ended = static_cast<double>(std::count(ends.begin(), ends.end(), true));
  const bool joins = ended >= kWritesFullStops * static_cast<double>(cues.size());

  ExtractBuilder builder;
  int joined = 0;
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const Cue& cue = cues[i];
    if (cue.lines.empty()) continue;
    const bool goes_on = joins && i > 0 && !ends[i - 1] && joined < kMostJoined &&
                         cue.time.begin - cues[i - 1].time.end <= kLongestPause;
    joined = goes_on ? joined + 1 : 0;
    if (!goes_on) builder.begin_block(BlockKind::kParagraph);
    builder.begin_cue(cue.time);
    for (ByteRange line : cue.lines) {
      std::vector<Piece> pieces = without_markup(utf8, line);
      if (!pieces.empty() && pieces[0].text.empty()) {
        const std::size_t dash = speaker_dash(pieces[0].source.in(utf8));
        if (dash > 0) builder.begin_block(BlockKind::kParagraph);
        pieces[0].source.begin += dash;
      }
      builder.add(joins ? "\n" : " ", {line.begin, line.begin});
      for (const Piece& piece : pieces) {
        builder.add(piece.text.empty() ? piece.source.in(utf8) : std::string_view(piece.text),
                    piece.source);
      }
    }
  }
  Extract extract = builder.finish();
  extract.knows_headings = true;  // subtitles have none
  return extract;
}

}  // namespace qiao::text
