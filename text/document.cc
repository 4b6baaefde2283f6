#include "text/document.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "text/block_marker.h"
#include "text/clean.h"
#include "text/input_error.h"
#include "text/readers/extract.h"
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
  bool said = false;  // the kind is what the author says, not what the block looks like
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
      block.said = true;
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
    if (block.marker.kind != MarkerKind::kNumber || block.said) continue;
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

std::vector<std::size_t> find_line_starts(std::string_view text, const OffsetMap& to_source) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n' && text[at] != '\r') continue;
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    starts.push_back(to_source(at + 1));
  }
  return starts;
}

// The block, cue or part that a byte lies in: the last that begins at it or before. Null before
// the first.
template <class Mark>
const Mark* mark_at(const std::vector<Mark>& marks, std::size_t byte) {
  const auto after =
      std::upper_bound(marks.begin(), marks.end(), byte,
                       [](std::size_t at, const Mark& mark) { return at < mark.begin; });
  return after == marks.begin() ? nullptr : &*(after - 1);
}

// What a file says of its blocks goes before what they look like.
void mark_as_extracted(const Extract& extract, const OffsetMap& to_extract,
                       std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    if (block.marker.kind == MarkerKind::kHeading) block.kind = BlockKind::kParagraph;
    const Extract::Block* said = mark_at(extract.blocks, to_extract(block.text.begin));
    if (said && said->kind != BlockKind::kParagraph) {
      block.kind = said->kind;
      block.said = true;
    }
  }
}

}  // namespace

Document Document::read(std::string bytes, std::string name, const ReadOptions& options) {
  Document document(std::move(name));
  Decoded decoded = document.decode_original(std::move(bytes), options);
  if (options.pre_split) {
    document.text_ = std::move(decoded.utf8);
    document.to_source_ = std::move(decoded.to_source);
    document.settle_language(options.language);
    document.split_lines();
    return document;
  }
  Cleaned cleaned = clean(decoded.utf8);
  document.text_ = std::move(cleaned.text);
  document.to_source_ = cleaned.to_source.then(decoded.to_source);
  document.settle_language(options.language);
  document.split_blocks(options.split, nullptr, {});
  return document;
}

Document Document::read(std::string bytes, std::string name, const ReadOptions& options,
                        const TextReader& reader) {
  Document document(std::move(name));
  const Decoded decoded = document.decode_original(std::move(bytes), options);
  const Extract extract = reader(decoded.utf8);
  document.clean_and_split(extract, extract.to_source.then(decoded.to_source), options);
  return document;
}

Document Document::of(Extract extract, std::string name, const ReadOptions& options) {
  Document document(std::move(name));
  document.original_ = extract.text;
  document.line_starts_ = find_line_starts(extract.text, extract.to_source);
  for (Extract::Part& part : extract.parts) {
    document.parts_.push_back({part.begin, std::move(part.name)});
  }
  document.clean_and_split(extract, extract.to_source, options);
  return document;
}

Decoded Document::decode_original(std::string bytes, const ReadOptions& options) {
  original_ = std::move(bytes);
  Decoded decoded = decode(original_, name_, options.lossy, options.encoding);
  encoding_ = decoded.encoding;
  encoding_guessed_ = decoded.detected;
  replaced_ = decoded.replaced;
  line_starts_ = find_line_starts(decoded.utf8, decoded.to_source);
  return decoded;
}

void Document::clean_and_split(const Extract& extract, const OffsetMap& to_original,
                               const ReadOptions& options) {
  Cleaned cleaned = clean(extract.text, Lines::kAreBlocks);
  text_ = std::move(cleaned.text);
  to_source_ = cleaned.to_source.then(to_original);
  settle_language(options.language);
  split_blocks(options.split, &extract, cleaned.to_source);
}

void Document::settle_language(Language said) {
  language_ = guess_language(text_);
  if (said == Language::kUnknown) return;
  const bool as_guessed = language_.language == said;
  const Script script = as_guessed                   ? language_.script
                        : said == Language::kChinese ? Script::kUnknown
                                                     : Script::kLatin;
  language_ = {said, script, 1};
}

void Document::add_sentence(ByteRange text, int paragraph, BlockKind kind) {
  sentences_.push_back({text, to_source_(text), paragraph, kind});
}

// `extract` is null for plain text, `to_extract` leads from text_ into it.
void Document::split_blocks(const SplitOptions& options, const Extract* extract,
                            const OffsetMap& to_extract) {
  std::vector<Block> blocks = find_blocks(text_);
  if (extract) mark_as_extracted(*extract, to_extract, blocks);
  mark_numbered_items(blocks);
  if (!extract || !extract->knows_headings) mark_headings(text_, blocks);
  int paragraph = 0;
  for (const Block& block : blocks) {
    const std::vector<ByteRange> ranges =
        split_sentences(block.text.in(text_), language_.language, options);
    if (ranges.empty()) continue;
    // Two sentences are no heading, however short, unless the author says so.
    const bool no_heading = block.kind == BlockKind::kHeading && ranges.size() > 1 && !block.said;
    for (const ByteRange range : ranges) {
      add_sentence({block.text.begin + range.begin, block.text.begin + range.end}, paragraph,
                   no_heading ? BlockKind::kParagraph : block.kind);
    }
    ++paragraph;
  }
  if (sentences_.empty()) {
    throw InputError(name_ + ": no text but white space; give a file with text");
  }
  if (!extract || extract->cues.empty()) return;
  for (Sentence& sentence : sentences_) {
    const ByteRange range = to_extract(sentence.text);
    const Extract::Cue* first = mark_at(extract->cues, range.begin);
    const Extract::Cue* last = mark_at(extract->cues, range.end - 1);
    if (first && last) sentence.time = TimeSpan{first->time.begin, last->time.end};
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

std::vector<std::string_view> Document::sentence_views() const& {
  std::vector<std::string_view> views;
  views.reserve(sentences_.size());
  for (const Sentence& sentence : sentences_) views.push_back(sentence.text.in(text_));
  return views;
}

Document::Place Document::place(std::size_t source_byte) const {
  const std::size_t byte = std::min(source_byte, original_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const std::size_t start = *(after - 1);
  const Decoded before =
      decode_part(std::string_view(original_).substr(start, byte - start), encoding_);
  Place place;
  place.line = static_cast<std::size_t>(after - line_starts_.begin());
  if (const Part* part = mark_at(parts_, byte)) {
    place.part = part->name;
    const auto first = std::lower_bound(line_starts_.begin(), line_starts_.end(), part->begin);
    place.line -= static_cast<std::size_t>(first - line_starts_.begin());
  }
  for (std::size_t at = 0; at < before.utf8.size(); next_character(before.utf8, at)) ++place.column;
  return place;
}

}  // namespace qiao::text
