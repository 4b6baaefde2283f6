#include "align/ladder.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <ostream>
#include <system_error>
#include <utility>

#include "text/input_error.h"

namespace qiao::align {
namespace {

constexpr std::string_view kBlank = " \t\r";

// Reads one line from left to right; every complaint names the file and the line.
class LineReader {
 public:
  LineReader(std::string_view line, std::string_view name, std::size_t number)
      : rest_(line), name_(name), number_(number) {
    skip_blank();
  }

  bool at_end() const { return rest_.empty(); }

  bool accept(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    skip_blank();
    return true;
  }

  void expect(char c) {
    if (!accept(c)) fail(std::string("expected '") + c + "'");
  }

  std::vector<int> sentence_numbers() {
    std::vector<int> numbers;
    expect('[');
    if (accept(']')) return numbers;
    do {
      const int id = number<int>("a sentence number");
      if (id < 0) fail("a sentence number is negative");
      numbers.push_back(id);
    } while (accept(','));
    expect(']');
    return numbers;
  }

  double cost() {
    const auto value = number<double>("a cost");
    if (!std::isfinite(value)) fail("the cost is not a finite number");
    return value;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(std::string(name_) + ":" + std::to_string(number_) + ": " + what +
                     (at_end() ? " at the end of the line" : " at '" + near() + "'") +
                     "; a bead reads [0, 1]:[2]:0.153");
  }

 private:
  template <typename Number>
  Number number(const char* what) {
    Number value{};
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error == std::errc::result_out_of_range) fail(std::string(what) + " is out of range");
    if (error != std::errc()) fail(std::string("expected ") + what);
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    skip_blank();
    return value;
  }

  void skip_blank() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlank), rest_.size()));
  }

  // A few characters of what follows, fit for a terminal whatever the file holds.
  std::string near() const {
    std::string shown;
    for (const char c : rest_.substr(0, 12)) shown += c >= ' ' && c <= '~' ? c : '?';
    return shown;
  }

  std::string_view rest_;
  std::string_view name_;
  std::size_t number_;
};

std::vector<int> numbers_of(SentenceSpan span) {
  std::vector<int> numbers(static_cast<std::size_t>(span.size()));
  std::iota(numbers.begin(), numbers.end(), span.begin);
  return numbers;
}

void append_numbers(const std::vector<int>& numbers, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) out += ", ";
    out += std::to_string(numbers[i]);
  }
  out += ']';
}

// std::to_chars keeps to the point whatever the locale says.
void append_cost(double cost, std::string& out) {
  char buffer[512];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, cost, std::chars_format::fixed, 6).ptr;
  out.append(buffer, end);
}

void append_line(const LadderBead& bead, std::string& out) {
  append_numbers(bead.source, out);
  out += ':';
  append_numbers(bead.target, out);
  out += ':';
  append_cost(bead.cost, out);
}

}  // namespace

Ladder parse_ladder(std::string_view text, std::string_view name) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Ladder beads;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    LineReader line(text.substr(0, length), name, number);
    text.remove_prefix(std::min(length + 1, text.size()));
    if (line.at_end()) continue;
    LadderBead bead;
    bead.source = line.sentence_numbers();
    line.expect(':');
    bead.target = line.sentence_numbers();
    if (line.accept(':')) bead.cost = line.cost();
    if (!line.at_end()) line.fail("the bead goes on");
    beads.push_back(std::move(bead));
  }
  return beads;
}

std::string format_ladder(std::span<const LadderBead> beads) {
  std::string out;
  for (const LadderBead& bead : beads) {
    append_line(bead, out);
    out += '\n';
  }
  return out;
}

Ladder to_ladder(const Alignment& alignment) {
  Ladder ladder;
  ladder.reserve(alignment.beads.size());
  for (const Bead& bead : alignment.beads) {
    ladder.push_back({numbers_of(bead.source), numbers_of(bead.target), 1 - bead.score});
  }
  return ladder;
}

std::ostream& operator<<(std::ostream& out, const LadderBead& bead) {
  std::string line;
  append_line(bead, line);
  return out << line;
}

}  // namespace qiao::align
