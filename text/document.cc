#include "text/document.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "text/block_marker.h"
#include "text/clean.h"
#include "text/input_error.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

// A heading fits on a line, and there are few in a row: more are verses, or a list without
// signs.
constexpr std::size_t kHeadingColumns = 80;
constexpr std::size_t kHeadingsInARow = 3;

struct Block {
  ByteRange text;  // without space around it, and without the sign of a bullet or heading
  BlockMarker marker;
  BlockKind kind = BlockKind::kParagraph;
  bool follows_blank = false;
};

ByteRange trimmed(std::string_view text, ByteRange range) {
  const auto is_space = [&](std::size_t i) { return text[i] == ' ' || text[i] == '\t'; };
  while (range.begin < range.end && is_space(range.begin)) ++range.begin;
  while (range.begin < range.end && is_space(range.end - 1)) --range.end;
  return range;
}

// "***", "-----", "＊　＊　＊": a line that divides and says nothing.
bool is_rule(std::string_view block) {
  static constexpr std::u16string_view kSigns = u"-*_=~#+·•–—─━＊＝※◇◆○● ";
  std::size_t signs = 0;
  for (std::size_t at = 0; at < block.size();) {
    const std::int32_t c = next_character(block, at);
    if (c > 0xFFFF || kSigns.find(static_cast<char16_t>(c)) == kSigns.npos) return false;
    signs += c != ' ';
  }
  return signs > 0;
}

std::vector<Block> find_blocks(std::string_view text) {
  std::vector<Block> blocks;
  bool blank = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    Block block{.text = trimmed(text, {begin, end})};
    begin = end + 1;
    block.follows_blank = std::exchange(blank, block.text.empty() || is_rule(block.text.in(text)));
    if (blank) continue;
    block.marker = block_marker(block.text.in(text));
    if (block.marker.kind == MarkerKind::kHeading || block.marker.kind == MarkerKind::kBullet) {
      block.text.begin += block.marker.length;
      block.kind =
          block.marker.kind == MarkerKind::kHeading ? BlockKind::kHeading : BlockKind::kListItem;
    }
    blocks.push_back(block);
  }
  return blocks;
}

// Numbered blocks that go on counting are items. Between two of them may stand paragraphs that
// belong to the first.
void mark_numbered_items(std::vector<Block>& blocks) {
  Block* before = nullptr;
  for (Block& block : blocks) {
    if (block.marker.kind != MarkerKind::kNumber) continue;
    if (before != nullptr && before->marker.style == block.marker.style &&
        before->marker.number + 1 == block.marker.number) {
      before->kind = block.kind = BlockKind::kListItem;
    }
    before = &block;
  }
}

// Short, with letters, and without punctuation at its end; a parenthesis there is looked into.
bool could_be_heading(std::string_view block) {
  static constexpr std::u16string_view kEnds = u".!?…:;,。！？；：，、⋯\"”“»«›‹』」’]-—–|";
  std::size_t columns = 0;
  bool letters = false;
  std::int32_t last = 0;
  for (std::size_t at = 0; at < block.size();) {
    const std::int32_t c = next_character(block, at);
    letters = letters || u_isalpha(c);
    columns += c >= 0x3000 ? 2 : 1;
    if (c != ')' && c != u'）') last = c;
    if (columns > kHeadingColumns) return false;
  }
  return letters && (last > 0xFFFF || kEnds.find(static_cast<char16_t>(last)) == kEnds.npos);
}

// Headings without a mark. What a heading stands over is a block that could be none.
void mark_headings(std::string_view text, std::vector<Block>& blocks) {
  std::size_t run = 0;  // blocks before i that could be headings
  for (std::size_t i = 0; i <= blocks.size(); ++i) {
    if (i < blocks.size() && blocks[i].kind == BlockKind::kParagraph &&
        could_be_heading(blocks[i].text.in(text))) {
      ++run;
      continue;
    }
    // At the end of the text, and over a bullet, stands no heading but a line like others.
    const bool stands_over = i < blocks.size() && blocks[i].kind != BlockKind::kHeading;
    if (stands_over && run > 0 && run <= kHeadingsInARow) {
      for (std::size_t k = i - run; k < i; ++k) blocks[k].kind = BlockKind::kHeading;
    }
    run = 0;
  }
}

std::vector<std::size_t> find_line_starts(const Decoded& decoded) {
  const std::string_view text = decoded.utf8;
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n' && text[at] != '\r') continue;
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    starts.push_back(decoded.to_source(at + 1));
  }
  return starts;
}

}  // namespace

Document Document::read(std::string bytes, std::string name, const ReadOptions& options) {
  Document document;
  document.name_ = std::move(name);
  document.original_ = std::move(bytes);
  Decoded decoded = decode(document.original_, document.name_, options.lossy);
  document.encoding_ = decoded.encoding;
  document.encoding_guessed_ = decoded.detected;
  document.replaced_ = decoded.replaced;
  document.line_starts_ = find_line_starts(decoded);
  if (options.pre_split) {
    document.text_ = std::move(decoded.utf8);
    document.to_source_ = std::move(decoded.to_source);
  } else {
    Cleaned cleaned = clean(decoded.utf8);
    document.text_ = std::move(cleaned.text);
    document.to_source_ = cleaned.to_source.then(decoded.to_source);
  }

  document.language_ = guess_language(document.text_);
  if (options.language != Language::kUnknown) {
    const bool as_guessed = document.language_.language == options.language;
    const Script script = as_guessed                               ? document.language_.script
                          : options.language == Language::kChinese ? Script::kUnknown
                                                                   : Script::kLatin;
    document.language_ = {options.language, script, 1};
  }

  if (options.pre_split) {
    document.split_lines();
  } else {
    document.split_blocks(options.split);
    if (document.sentences_.empty()) {
      throw InputError(document.name_ + ": no text but white space; give a file with text");
    }
  }
  return document;
}

void Document::add_sentence(ByteRange text, int paragraph, BlockKind kind) {
  sentences_.push_back({text, to_source_(text), paragraph, kind});
}

void Document::split_blocks(const SplitOptions& options) {
  std::vector<Block> blocks = find_blocks(text_);
  mark_numbered_items(blocks);
  mark_headings(text_, blocks);
  int paragraph = 0;
  for (const Block& block : blocks) {
    const std::vector<ByteRange> ranges =
        split_sentences(block.text.in(text_), language_.language, options);
    if (ranges.empty()) continue;
    // Two sentences are no heading, however short, unless the author says so.
    const bool no_heading = block.kind == BlockKind::kHeading && ranges.size() > 1 &&
                            block.marker.kind != MarkerKind::kHeading;
    for (const ByteRange range : ranges) {
      add_sentence({block.text.begin + range.begin, block.text.begin + range.end}, paragraph,
                   no_heading ? BlockKind::kParagraph : block.kind);
    }
    ++paragraph;
  }
}

void Document::split_lines() {
  const std::string_view text = text_;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const bool cr = end < text.size() && end > begin && text[end - 1] == '\r';
    add_sentence({begin, cr ? end - 1 : end}, 0, BlockKind::kParagraph);
    begin = end + 1;
  }
}

Document::Place Document::place(std::size_t source_byte) const {
  const std::size_t byte = std::min(source_byte, original_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const std::size_t start = *(after - 1);
  const Decoded before =
      decode_part(std::string_view(original_).substr(start, byte - start), encoding_);
  Place place;
  place.line = static_cast<std::size_t>(after - line_starts_.begin());
  for (std::size_t at = 0; at < before.utf8.size(); next_character(before.utf8, at)) ++place.column;
  return place;
}

}  // namespace qiao::text
