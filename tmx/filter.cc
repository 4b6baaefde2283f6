#include "tmx/filter.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "text/figures.h"
#include "text/input_error.h"
#include "text/language.h"
#include "tmx/text_measure.h"

namespace qiao::tmx {
namespace {

using Matcher = std::unique_ptr<icu::RegexMatcher>;

// A hostile expression may take exponential time: ICU counts its steps, 10,000 or so a
// millisecond, and what exceeds this many is no match.
constexpr int32_t kRegexSteps = 1000;

std::vector<Matcher> compile(const std::vector<std::string>& expressions) {
  std::vector<Matcher> matchers;
  for (const std::string& expression : expressions) {
    UErrorCode status = U_ZERO_ERROR;
    matchers.push_back(
        std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(expression), 0, status));
    if (U_SUCCESS(status)) matchers.back()->setTimeLimit(kRegexSteps, status);
    if (U_FAILURE(status)) {
      throw InputError("regular expression '" + expression + "': " + u_errorName(status) +
                       "; see ICU's syntax of regular expressions");
    }
  }
  return matchers;
}

bool found(const Matcher& matcher, std::string_view text) {
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  matcher->reset(wide);
  UErrorCode status = U_ZERO_ERROR;
  return matcher->find(status) && U_SUCCESS(status);
}

// Whether the text is written as its language is.
bool in_script(const Variant& variant, std::string_view words, const TextMeasure& size) {
  if (size.han + size.latin == 0) return true;
  const auto said = text::parse_language(variant.language);
  if (!said) return true;
  if (said->language != text::Language::kChinese) return size.han <= size.latin;
  if (size.han == 0) return false;
  if (said->script == text::Script::kUnknown) return true;
  const text::Script seen = text::guess_language(words).script;
  const auto other = said->script == text::Script::kTraditional ? text::Script::kSimplified
                                                                : text::Script::kTraditional;
  return seen != other;
}

text::Language language_of(const Variant& variant) {
  const auto said = text::parse_language(variant.language);
  return said ? said->language : text::Language::kUnknown;
}

// Whether every figure of `a` that is written in digits has its like among those of `b`.
bool covered(const std::vector<text::Figure>& a, const std::vector<text::Figure>& b) {
  return std::all_of(a.begin(), a.end(), [&](const text::Figure& figure) {
    return figure.written_out || std::any_of(b.begin(), b.end(), [&](const text::Figure& other) {
             return text::same_figure(figure, other);
           });
  });
}

bool too_unlike(const TextMeasure& a, const TextMeasure& b, double max_ratio) {
  const auto [less, more] = std::minmax({a.weight(), b.weight()});
  return more >= kShortForRatio &&
         static_cast<double>(more) > max_ratio * static_cast<double>(less);
}

}  // namespace

struct Filter::Patterns {
  std::vector<Matcher> drop;
  std::vector<Matcher> keep;
};

Filter::Filter(const FilterOptions& options)
    : options_(options),
      patterns_(std::make_unique<Patterns>(
          Patterns{compile(options.drop_matching), compile(options.keep_matching)})) {}
Filter::~Filter() = default;

std::optional<std::string_view> Filter::reject(const TranslationUnit& unit,
                                               std::string_view header_source_language) const {
  const FilterOptions& o = options_;
  if (o.min_score) {
    const std::optional<double> score = score_of(unit);
    if (score && *score < *o.min_score) return "score";
  }
  const Sides pair = sides(unit, header_source_language);
  if (!pair.source || !pair.target) {
    if (o.one_sided) return "one-sided";
    return std::nullopt;
  }
  const std::string source = pair.source->segment.words();
  const std::string target = pair.target->segment.words();
  const TextMeasure a = measure(source), b = measure(target);
  if (o.min_length && std::min(a.characters, b.characters) < *o.min_length) return "short";
  if (o.max_length && std::max(a.characters, b.characters) > *o.max_length) return "long";
  if (o.max_ratio && too_unlike(a, b, *o.max_ratio)) return "ratio";
  if (o.script && (!in_script(*pair.source, source, a) || !in_script(*pair.target, target, b))) {
    return "script";
  }
  if (o.identical && source == target) return "identical";
  if (o.figures) {
    const auto in_source = text::find_figures(source, language_of(*pair.source));
    const auto in_target = text::find_figures(target, language_of(*pair.target));
    if (!covered(in_source, in_target) || !covered(in_target, in_source)) return "figures";
  }
  const auto either_side = [&](const Matcher& matcher) {
    return found(matcher, source) || found(matcher, target);
  };
  const auto& [drop, keep] = *patterns_;
  if (std::any_of(drop.begin(), drop.end(), either_side)) return "match";
  if (!keep.empty() && std::none_of(keep.begin(), keep.end(), either_side)) return "no-match";
  return std::nullopt;
}

}  // namespace qiao::tmx
