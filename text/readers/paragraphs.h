// Paragraphs that stand inside one another, put one after the other: a text box or a note sits in
// the middle of a sentence in the file, and is no part of it.
//
//   open "Er ging" [open note "Zu Fuß." close] " heim." close   ->   "Er ging heim." … "Zu Fuß."
//
// Private to the readers of office documents.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/readers/extract_builder.h"

namespace qiao::text {

class Paragraphs {
 public:
  void open(BlockKind kind) { open_.push_back({kind, {}}); }
  bool any_open() const { return !open_.empty(); }
  // Of the innermost one. Requires any_open().
  BlockKind& kind() { return open_.back().kind; }
  void leave_out() { open_.back().left_out = true; }
  void add(std::string_view text) { open_.back().text += text; }
  void break_line() { open_.back().text += kLineBreak; }
  // A paragraph inside another comes behind it, a note behind all.
  void close(bool note = false) {
    Paragraph closed = std::move(open_.back());
    open_.pop_back();
    if (closed.left_out) return;
    if (note) {
      notes_.push_back(std::move(closed));
    } else if (open_.empty()) {
      write(closed);
      for (const Paragraph& inner : std::exchange(inner_, {})) write(inner);
    } else {
      inner_.push_back(std::move(closed));
    }
  }

  void write_notes() {
    for (const Paragraph& note : std::exchange(notes_, {})) write(note);
  }
  Extract finish() {
    write_notes();
    return builder_.finish();
  }

 private:
  struct Paragraph {
    BlockKind kind;
    std::string text;
    bool left_out = false;
  };
  static constexpr char kLineBreak = '\x1E';  // XML cannot hold it

  void write(const Paragraph& paragraph) {
    builder_.begin_block(paragraph.kind);
    std::string_view text = paragraph.text;
    while (true) {
      const std::size_t end = text.find(kLineBreak);
      builder_.add(text.substr(0, end), {});
      if (end == text.npos) return;
      builder_.break_line({});
      text.remove_prefix(end + 1);
    }
  }

  ExtractBuilder builder_{Sources::kNone};
  std::vector<Paragraph> open_;
  std::vector<Paragraph> inner_;  // closed, behind the outermost that is open
  std::vector<Paragraph> notes_;
};

}  // namespace qiao::text
