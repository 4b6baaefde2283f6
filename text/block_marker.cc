#include "text/block_marker.h"

#include <cstdint>
#include <optional>

#include "text/ascii.h"
#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

constexpr int kMaxNumber = 999;

// Reads the block from the front; a failed step leaves it where it was.
class Cursor {
 public:
  explicit Cursor(std::string_view block) : block_(block) {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ == block_.size(); }

  bool skip(std::string_view text) {
    if (!block_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  // At least one space, and something behind it.
  bool skip_space() {
    const std::size_t end = block_.find_first_not_of(" \t", at_);
    if (end == at_ || end == block_.npos) return false;
    at_ = end;
    return true;
  }

  std::optional<int> digits() {
    int number = 0;
    std::size_t end = at_;
    while (end < block_.size() && is_digit(block_[end]) && number <= kMaxNumber) {
      number = 10 * number + (block_[end++] - '0');
    }
    if (end == at_ || number > kMaxNumber) return std::nullopt;
    at_ = end;
    return number;
  }

  // 一 … 九十九.
  std::optional<int> han_number() {
    static constexpr std::string_view kDigits = "一二三四五六七八九";
    int tens = 0, ones = 0;
    std::size_t end = at_;
    bool ten = false;
    while (end + 3 <= block_.size()) {
      const std::string_view character = block_.substr(end, 3);
      const std::size_t digit = kDigits.find(character);
      if (character == "十" && !ten) {
        ten = true;
        tens = ones == 0 ? 1 : ones;
        ones = 0;
      } else if (digit != kDigits.npos && digit % 3 == 0 && ones == 0) {
        ones = static_cast<int>(digit / 3) + 1;
      } else {
        break;
      }
      end += 3;
    }
    if (end == at_) return std::nullopt;
    at_ = end;
    return 10 * tens + ones;
  }

  bool before_han() const {
    if (at_end()) return false;
    std::size_t at = at_;
    return is_han(next_character(block_, at));
  }

 private:
  std::string_view block_;
  std::size_t at_ = 0;
};

std::optional<BlockMarker> heading(std::string_view block) {
  Cursor cursor(block);
  int level = 0;
  while (cursor.skip("#")) ++level;
  if (level < 1 || level > 6 || !cursor.skip_space()) return std::nullopt;
  return BlockMarker{.kind = MarkerKind::kHeading, .length = cursor.at()};
}

std::optional<BlockMarker> bullet(std::string_view block) {
  // A minus, star or plus needs its space; the others are nothing but bullets.
  for (const char* sign : {"-", "*", "+", "·"}) {
    Cursor cursor(block);
    if (cursor.skip(sign) && cursor.skip_space()) {
      return BlockMarker{.kind = MarkerKind::kBullet, .length = cursor.at()};
    }
  }
  for (const char* sign : {"•", "‣", "◦", "▪", "■", "□", "●", "○", "◆", "◇"}) {
    Cursor cursor(block);
    if (!cursor.skip(sign)) continue;
    cursor.skip_space();
    if (cursor.at_end()) return std::nullopt;
    return BlockMarker{.kind = MarkerKind::kBullet, .length = cursor.at()};
  }
  return std::nullopt;
}

std::optional<BlockMarker> number(std::string_view block) {
  Cursor cursor(block);
  const bool open = cursor.skip("(") || cursor.skip("（");
  std::optional<int> value = cursor.digits();
  const bool han = !value;
  if (han) value = cursor.han_number();
  if (!value) return std::nullopt;
  char style = han ? 'H' : '1';
  if (open) {
    if (!cursor.skip(")") && !cursor.skip("）")) return std::nullopt;
    style = han ? 'h' : '(';
    cursor.skip_space();
  } else if (cursor.skip("、") || cursor.skip("．")) {
    cursor.skip_space();
  } else if (!han && (cursor.skip(".") || cursor.skip(")"))) {
    if (!cursor.skip_space() && !cursor.before_han()) return std::nullopt;
  } else {
    return std::nullopt;
  }
  if (cursor.at_end()) return std::nullopt;
  return BlockMarker{
      .kind = MarkerKind::kNumber, .length = cursor.at(), .number = *value, .style = style};
}

}  // namespace

BlockMarker block_marker(std::string_view block) {
  if (const auto marker = heading(block)) return *marker;
  if (const auto marker = bullet(block)) return *marker;
  if (const auto marker = number(block)) return *marker;
  return {};
}

}  // namespace qiao::text
