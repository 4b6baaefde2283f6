#include "cli/check/passage_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/numbers.h"
#include "text/ascii.h"
#include "text/join_sentences.h"

namespace qiao::cli {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }

}  // namespace

std::string one_line(const text::Document& document, text::ByteRange range) {
  std::string line;
  for (const char c : range.in(document.text())) {
    if (text::is_ascii_space(c)) {
      if (line.empty() || line.back() != ' ') line += ' ';
    } else if (!is_control(c)) {
      line += c;
    }
  }
  return line;
}

std::string sentences_text(const Side& side, align::SentenceSpan sentences) {
  std::vector<std::string> lines;
  for (int i = sentences.begin; i < sentences.end; ++i) {
    lines.push_back(
        one_line(side.document, side.document.sentences()[static_cast<std::size_t>(i)].text));
  }
  const std::vector<std::string_view> views(lines.begin(), lines.end());
  return text::join_sentences(views, side.language.language);
}

std::string sentence_before(const Side& side, const Passage& passage) {
  const int i = passage.sentences.begin;
  return i == 0 ? std::string() : sentences_text(side, {i - 1, i});
}

std::string sentence_after(const Side& side, const Passage& passage) {
  const int i = passage.sentences.end;
  if (i >= static_cast<int>(side.document.sentence_count())) return {};
  return sentences_text(side, {i, i + 1});
}

std::string readable_value(std::string_view value) {
  const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
  if (digits < 5) return std::string(value);
  return grouped(std::string(value.substr(0, digits))).append(value.substr(digits));
}

}  // namespace qiao::cli
