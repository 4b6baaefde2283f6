// A minute goes on from an hour, a second from a minute, when nothing but "und" or a comma stands
// between. One hour before minutes need not be a figure: eine Stunde 40, 一小時四十分.
#include <string_view>
#include <utility>

#include "text/figures_scan.h"
#include "text/fold.h"

namespace qiao::text {
namespace {

// How each language says one of the larger unit, in small letters.
struct One {
  Language language;
  std::string_view unit;
  std::u32string_view words;
};
constexpr One kOnes[] = {
    {Language::kChinese, "h", U"一小時"},        {Language::kChinese, "h", U"一個小時"},
    {Language::kChinese, "h", U"一個鐘頭"},      {Language::kChinese, "min", U"一分"},
    {Language::kChinese, "min", U"一分鐘"},      {Language::kGerman, "h", U"eine stunde"},
    {Language::kGerman, "h", U"einer stunde"},   {Language::kGerman, "min", U"eine minute"},
    {Language::kGerman, "min", U"einer minute"}, {Language::kEnglish, "h", U"an hour"},
    {Language::kEnglish, "h", U"one hour"},      {Language::kEnglish, "min", U"a minute"},
    {Language::kEnglish, "min", U"one minute"},
};

constexpr std::u32string_view kConnections[] = {U"",      U" ",     U"又", U"零", U"和",
                                                U" und ", U" and ", U", ", U","};

class Durations {
 public:
  Durations(const Characters& text, Language language) : text_(text), language_(language) {}

  std::vector<Found> join(std::vector<Found> all) const {
    std::vector<Found> joined;
    for (Found& found : all) {
      const std::string_view larger = larger_of(unit_of(found));
      const std::int64_t small = larger.empty() ? -1 : parse_decimal(found.figure.value).small(59);
      if (small >= 0 && !joined.empty() && unit_of(joined.back()) == larger &&
          connects(end_of(joined.back()), found.figure.range.begin)) {
        const Decimal large = parse_decimal(joined.back().figure.value);
        if (large.is_whole()) {
          make_one(joined.back(), found, large * Decimal(60) + Decimal(small));
          joined.back().figure.range.end = end_of(found);
          continue;
        }
      }
      if (small >= 0) {
        const std::size_t begin = begin_of_one(larger, found.figure.range.begin);
        if (begin < found.figure.range.begin) {
          const std::size_t end = end_of(found);
          make_one(found, found, Decimal(60 + small));
          found.figure.range = {begin, end};
        }
      }
      joined.push_back(std::move(found));
    }
    return joined;
  }

 private:
  void make_one(Found& whole, const Found& last, const Decimal& value) const {
    const std::string unit(unit_of(last));
    whole.figure.written_out = whole.figure.written_out && last.figure.written_out;
    whole.figure.value = value.str();
    whole.figure.unit = unit;
    whole.bare = false;
  }

  static std::string_view larger_of(std::string_view unit) {
    return unit == "s" ? "min" : unit == "min" ? "h" : "";
  }

  // 分 is a minute beside hours and seconds only: else it may be a mark or a part.
  bool is_bare_minute(const Found& found) const {
    const std::size_t end = past_space(found.figure.range.end);
    return language_ == Language::kChinese && found.bare && text_[end] == U'分' &&
           text_[end + 1] != U'之';
  }
  std::string_view unit_of(const Found& found) const {
    if (found.figure.kind != FigureKind::kAmount) return {};
    return is_bare_minute(found) ? std::string_view("min") : found.figure.unit;
  }
  std::size_t end_of(const Found& found) const {
    const std::size_t end = found.figure.range.end;
    return is_bare_minute(found) ? past_space(end) + 1 : end;
  }
  std::size_t past_space(std::size_t i) const { return text_[i] == U' ' ? i + 1 : i; }

  bool holds(std::size_t begin, std::u32string_view words) const {
    for (std::size_t k = 0; k < words.size(); ++k) {
      const char32_t c = text_[begin + k];
      const char32_t small = c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
      if (small != fold_chinese(words[k])) return false;
    }
    return true;
  }

  bool connects(std::size_t begin, std::size_t end) const {
    for (const std::u32string_view words : kConnections) {
      if (begin + words.size() == end && holds(begin, words)) return true;
    }
    return false;
  }

  // Where "one hour" begins that what stands at `end` goes on from; `end` when none does.
  std::size_t begin_of_one(std::string_view unit, std::size_t end) const {
    for (const One& one : kOnes) {
      if (one.language != language_ || one.unit != unit) continue;
      for (const std::u32string_view words : kConnections) {
        const std::size_t size = one.words.size() + words.size();
        if (size > end || !holds(end - size, one.words)) continue;
        const bool begins_word = size == end || !is_latin(text_[end - size - 1]);
        if (begins_word && connects(end - words.size(), end)) return end - size;
      }
    }
    return end;
  }

  const Characters& text_;
  Language language_;
};

}  // namespace

std::vector<Found> join_durations(const Characters& text, Language language,
                                  std::vector<Found> found) {
  return Durations(text, language).join(std::move(found));
}

}  // namespace qiao::text
