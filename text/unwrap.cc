#include "text/unwrap.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "text/block_marker.h"
#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

// Columns as a terminal counts them: a Han character is two wide. Nobody wraps at less than
// forty, where verses are at home, nor at more than two hundred.
constexpr std::size_t kLeastWidth = 40;
constexpr std::size_t kGreatestWidth = 200;
constexpr std::size_t kSampleLines = 5000;
constexpr std::size_t kEvidence = 3;  // open lines that settle the matter without a closer look

// Continuation bytes are no columns; from U+3000 on, lead bytes E3 and above, two.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char byte : text) {
    const auto b = static_cast<unsigned char>(byte);
    columns += ((b & 0xC0) != 0x80) + (b >= 0xE3);
  }
  return columns;
}

struct Line {
  ByteRange text;           // without space around it
  std::size_t indent = 0;   // columns
  std::size_t columns = 0;  // with the indent
  bool blank() const { return text.empty(); }
};

Line line_at(std::string_view utf8, std::size_t begin) {
  const std::size_t end = std::min(utf8.find('\n', begin), utf8.size());
  Line line;
  line.text = {begin, end};
  while (line.text.begin < end && utf8[line.text.begin] == ' ') ++line.text.begin;
  while (line.text.end > line.text.begin && utf8[line.text.end - 1] == ' ') --line.text.end;
  line.indent = line.text.begin - begin;
  line.columns = line.indent + columns_of(line.text.in(utf8));
  return line;
}

std::int32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0xFFFD : next_character(text, at);
}

// Two lines that follow each other without a blank one between, and what the break between
// them looks like.
class Break {
 public:
  Break(std::string_view utf8, const Line& above, const Line& below)
      : above_line_(above),
        below_line_(below),
        above_(above.text.in(utf8)),
        below_(below.text.in(utf8)),
        last_(character_before(above_, above_.size())),
        first_(first_character(below_)) {}

  // The line above ends where no sentence does.
  bool open() const {
    static constexpr std::u16string_view kEnds = u".!?…:;。！？；：⋯\"”“»«›‹』」）)’]";
    return last_ > 0xFFFF || kEnds.find(static_cast<char16_t>(last_)) == kEnds.npos;
  }

  // The next word would not have fitted on the line above.
  bool filled(std::size_t width) const {
    std::size_t word = 0;
    if (is_cjk(first_)) {
      // Punctuation may not begin a line, so it draws a character along.
      word = 4;
    } else {
      const std::size_t end = std::min(below_.find(' '), below_.size());
      // A word before Han characters ends where they begin.
      std::size_t at = 0;
      std::size_t before = 0;
      while (at < end && !is_cjk(next_character(below_, at))) before = at;
      word = 1 + columns_of(below_.substr(0, before));
    }
    // Programs that even out their lines leave a little more room.
    const std::size_t slack = width / 16;
    return above_line_.columns + word + slack > width;
  }

  bool hyphenated() const {
    return last_ == '-' && above_.size() > 1 &&
           u_islower(character_before(above_, above_.size() - 1)) && begins_lower() &&
           // Vor- / und Nachteile
           !begins_with_word("und") && !begins_with_word("oder") && !begins_with_word("bzw.") &&
           !begins_with_word("sowie") && !begins_with_word("bis") && !begins_with_word("and") &&
           !begins_with_word("or") && !begins_with_word("to");
  }

  // Nothing but a cut sentence looks like this.
  bool certain() const {
    return begins_lower() || last_ == ',' || last_ == 0xFF0C || last_ == 0x3001;
  }

  // In a file known to be wrapped at `width`.
  bool joins(std::size_t width) const {
    const BlockMarker above = block_marker(above_), below = block_marker(below_);
    if (above.kind == MarkerKind::kHeading) return false;
    if (below.kind == MarkerKind::kHeading || below.kind == MarkerKind::kBullet) return false;
    if (below.kind == MarkerKind::kNumber && !open()) return false;
    if (below_line_.indent > above_line_.indent && above.kind == MarkerKind::kNone) return false;
    return filled(width) || hyphenated() || (open() && certain());
  }

  // Joins the two lines in `edits`.
  void join(Edits& edits) const {
    const ByteRange gap{above_line_.text.end, below_line_.text.begin};
    if (hyphenated()) {
      edits.replace({gap.begin - 1, gap.end}, "");
    } else if (is_cjk(last_) || is_cjk(first_) || ends_in_compound()) {
      edits.replace(gap, "");
    } else {
      edits.replace(gap, " ");
    }
  }

 private:
  bool begins_lower() const { return u_islower(first_); }
  bool begins_with_word(std::string_view word) const {
    return below_.starts_with(word) && (below_.size() == word.size() || below_[word.size()] == ' ');
  }
  // EU- / Gipfel: the hyphen stays, and no space follows it.
  bool ends_in_compound() const {
    return last_ == '-' && above_.size() > 1 &&
           u_isalnum(character_before(above_, above_.size() - 1)) && u_isupper(first_);
  }

  const Line& above_line_;
  const Line& below_line_;
  std::string_view above_, below_;
  std::int32_t last_, first_;
};

// Calls `visit` with each two neighbouring lines of which neither is blank.
template <typename Visit>
void for_each_break(std::string_view utf8, std::size_t most, Visit visit) {
  Line above = line_at(utf8, 0);
  std::size_t begin = utf8.find('\n');
  for (std::size_t lines = 1; begin != utf8.npos && lines < most; ++lines) {
    const Line below = line_at(utf8, begin + 1);
    if (!above.blank() && !below.blank()) visit(above, below);
    above = below;
    begin = utf8.find('\n', begin + 1);
  }
}

// The width that the lines were cut at, or 0.
std::size_t wrap_width(std::string_view utf8) {
  std::vector<std::size_t> columns;
  for_each_break(utf8, kSampleLines,
                 [&](const Line& above, const Line&) { columns.push_back(above.columns); });
  if (columns.empty()) return 0;
  // A single overlong line, an address say, is not the margin of a longer file.
  const auto widest = columns.begin() + static_cast<std::ptrdiff_t>((columns.size() - 1) * 19 / 20);
  const auto rank = columns.size() < 20 ? columns.end() - 1 : widest;
  std::nth_element(columns.begin(), rank, columns.end());
  const std::size_t width = *rank;
  if (width < kLeastWidth || width > kGreatestWidth) return 0;

  std::size_t breaks = 0, open = 0, open_filled = 0, open_certain = 0;
  for_each_break(utf8, kSampleLines, [&](const Line& above, const Line& below) {
    const Break at(utf8, above, below);
    ++breaks;
    if (!at.open()) return;
    ++open;
    open_filled += at.filled(width) || at.hyphenated();
    open_certain += at.certain();
  });
  // In running text at least every second line ends inside a sentence; in dialogue fewer.
  if (open == 0 || 4 * open < breaks || 4 * open_filled < 3 * open) return 0;
  if (open < kEvidence && open_certain < open) return 0;
  return width;
}

}  // namespace

std::optional<Edited> unwrap(std::string_view utf8) {
  const std::size_t width = wrap_width(utf8);
  if (width == 0) return std::nullopt;
  Edits edits(utf8);
  for_each_break(utf8, utf8.size() + 1, [&](const Line& above, const Line& below) {
    const Break at(utf8, above, below);
    if (at.joins(width)) at.join(edits);
  });
  return edits.finish();
}

}  // namespace qiao::text
