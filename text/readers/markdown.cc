// How: md4c lends the text between the marks as views of the page itself, so that their places are
// their sources.
#include "text/readers/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <climits>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "text/input_error.h"
#include "text/readers/extract_builder.h"
#include "text/readers/html.h"

namespace qiao::text {
namespace {

constexpr std::size_t kLongestHeader = 64 << 10;  // bytes of YAML

// Behind a header "---\n…\n---\n" at the front of the file; 0 when there is none.
std::size_t end_of_header(std::string_view utf8) {
  const auto line_end = [&](std::size_t at) { return std::min(utf8.find('\n', at), utf8.size()); };
  const auto line = [&](std::size_t begin) {
    std::string_view text = utf8.substr(begin, line_end(begin) - begin);
    while (text.ends_with('\r') || text.ends_with(' ')) text.remove_suffix(1);
    return text;
  };
  if (line(0) != "---") return 0;
  for (std::size_t at = line_end(0) + 1; at < std::min(utf8.size(), kLongestHeader);
       at = line_end(at) + 1) {
    if (line(at) == "---" || line(at) == "...") return std::min(line_end(at) + 1, utf8.size());
  }
  return 0;
}

class Page {
 public:
  Page(std::string_view utf8, std::string_view name) : utf8_(utf8), name_(name) {}

  Extract read() {
    if (utf8_.size() > UINT_MAX) {
      throw InputError(std::string(name_) + ": a page of over 4 GB; cut it into parts");
    }
    const std::size_t header = end_of_header(utf8_);
    passed_ = header;
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return guarded(self, [&](Page& page) { page.enter(type); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return guarded(self, [&](Page& page) { page.leave(type); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
      return guarded(self, [&](Page& page) { page.unread_ += is_unread(type); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      return guarded(self, [&](Page& page) { page.unread_ -= is_unread(type); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return guarded(self, [&](Page& page) { page.text(type, {text, size}); });
    };
    md_parse(utf8_.data() + header, static_cast<MD_SIZE>(utf8_.size() - header), &parser, this);
    if (thrown_) std::rethrow_exception(thrown_);
    return builder_.finish();
  }

 private:
  // Nothing may be thrown through md4c, which is C; what is thrown waits, and 1 stops the parser.
  template <class Action>
  static int guarded(void* self, Action action) {
    Page& page = *static_cast<Page*>(self);
    try {
      action(page);
    } catch (...) {
      page.thrown_ = std::current_exception();
      return 1;
    }
    return 0;
  }

  static bool is_unread(MD_SPANTYPE type) { return type == MD_SPAN_IMG || type == MD_SPAN_DEL; }

  void enter(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_LI) ++items_;
    if (type == MD_BLOCK_CODE) ++unread_;
    if (type == MD_BLOCK_HTML) html_.emplace();
    builder_.begin_block(type == MD_BLOCK_H ? BlockKind::kHeading
                         : items_ > 0       ? BlockKind::kListItem
                                            : BlockKind::kParagraph);
  }

  void leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_LI) --items_;
    if (type == MD_BLOCK_CODE) --unread_;
    if (type == MD_BLOCK_HTML && html_ && !html_->empty()) {
      add_html(html_->in(utf8_), name_, html_->begin, builder_);
    }
    if (type == MD_BLOCK_HTML) html_.reset();
    builder_.begin_block(items_ > 0 ? BlockKind::kListItem : BlockKind::kParagraph);
  }

  // The bytes of the page that md4c lends, or, for a text of its own (a line end), the place
  // behind what was lent before.
  ByteRange source_of(std::string_view text) {
    const char* const begin = utf8_.data();
    if (text.data() >= begin && text.data() <= begin + utf8_.size()) {
      const auto at = static_cast<std::size_t>(text.data() - begin);
      const ByteRange source = {std::max(at, passed_), std::max(at + text.size(), passed_)};
      passed_ = source.end;
      return source;
    }
    return {passed_, passed_};
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    const ByteRange source = source_of(text);
    if (html_) {
      if (source.empty()) return;
      if (html_->empty()) html_->begin = source.begin;
      html_->end = source.end;
      return;
    }
    if (unread_ > 0) return;
    switch (type) {
      case MD_TEXT_NULLCHAR:
        return;
      case MD_TEXT_HTML:
        if (text.starts_with("<br") || text.starts_with("<BR")) builder_.break_line(source);
        return;
      case MD_TEXT_BR:
        return builder_.break_line(source);
      case MD_TEXT_SOFTBR:
        return builder_.add("\n", source);
      case MD_TEXT_ENTITY: {
        const std::string character = decode_entity(text);
        return builder_.add(character.empty() ? text : character, source);
      }
      default:
        return builder_.add(text, source);
    }
  }

  std::string_view utf8_;
  std::string_view name_;
  ExtractBuilder builder_;
  std::exception_ptr thrown_;
  int items_ = 0;                  // open list items
  int unread_ = 0;                 // open spans and blocks of no text
  std::optional<ByteRange> html_;  // of the HTML block that is open
  std::size_t passed_ = 0;
};

}  // namespace

Extract read_markdown(std::string_view utf8, std::string_view name) {
  return Page(utf8, name).read();
}

}  // namespace qiao::text
