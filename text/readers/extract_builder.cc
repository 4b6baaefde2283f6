#include "text/readers/extract_builder.h"

#include <algorithm>
#include <utility>

#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\f\v";
constexpr std::string_view kLineSeparator = "\u2028";

}  // namespace

void ExtractBuilder::begin_block(BlockKind kind) {
  kind_ = kind;
  if (!at_block_start_) append("\n", {space_source_.end, space_source_.end});
  at_block_start_ = at_line_start_ = true;
  space_ = false;
}

void ExtractBuilder::append(std::string_view utf8, ByteRange source) {
  extract_.text += utf8;
  if (sources_ == Sources::kNone) return;
  if (utf8.size() == source.size()) {
    extract_.to_source.append_copy(source.begin, utf8.size());
  } else {
    extract_.to_source.append(source.begin, 1, utf8.size(), source.size());
  }
  space_source_ = {source.end, source.end};
}

void ExtractBuilder::add(std::string_view utf8, ByteRange source) {
  const bool copy = utf8.size() == source.size();
  const auto source_of = [&](std::size_t begin, std::size_t end) {
    return copy ? ByteRange{source.begin + begin, source.begin + end} : source;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t word = std::min(utf8.find_first_not_of(kSpaces, at), utf8.size());
    if (word > at && !at_line_start_) {
      if (!std::exchange(space_, true)) {
        space_holds_line_end_ = false;
        space_source_ = source_of(at, at + 1);
      }
      space_holds_line_end_ |= utf8.substr(at, word - at).find('\n') != utf8.npos;
    }
    at = word;
    if (at == utf8.size()) break;
    const std::size_t end = std::min(utf8.find_first_of(kSpaces, at), utf8.size());
    std::size_t next = at;
    if (std::exchange(space_, false)) {
      const bool invisible = space_holds_line_end_ &&
                             is_cjk(character_before(extract_.text, extract_.text.size())) &&
                             is_cjk(next_character(utf8, next));
      if (!invisible) append(" ", space_source_);
    }
    if (std::exchange(at_block_start_, false)) extract_.blocks.push_back({size(), kind_});
    at_line_start_ = false;
    append(utf8.substr(at, end - at), source_of(at, end));
    at = end;
  }
}

void ExtractBuilder::break_line(ByteRange source) {
  space_ = false;
  if (std::exchange(at_line_start_, true)) return;
  append(kLineSeparator, source);
}

void ExtractBuilder::begin_cue(TimeSpan time) { extract_.cues.push_back({size(), time}); }

void ExtractBuilder::begin_part(std::string name) {
  begin_block(BlockKind::kParagraph);
  extract_.parts.push_back({size(), std::move(name)});
}

Extract ExtractBuilder::finish() {
  begin_block(BlockKind::kParagraph);
  if (sources_ == Sources::kNone) extract_.to_source = OffsetMap::identity(size());
  for (const Extract::Block& block : extract_.blocks) {
    extract_.knows_headings |= block.kind == BlockKind::kHeading;
  }
  return std::move(extract_);
}

}  // namespace qiao::text
