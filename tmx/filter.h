// Which units of a memory to keep, and why the others go.
//
//   const Filter filter({.min_score = 0.5, .identical = true});
//   if (const auto reason = filter.reject(unit, "zh-TW")) ++count[*reason];
//
// Each test is off until it is asked for. A unit goes for the first reason that it gives, in the
// order of the fields.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmx/translation_unit.h"

namespace qiao::tmx {

struct FilterOptions {
  // "score": x-score is lower. A unit without a score is not judged by it.
  std::optional<double> min_score;
  // "one-sided": no source or no target. Such a unit is judged by nothing that follows.
  bool one_sided = false;
  // "short", "long": characters of either side.
  std::optional<std::size_t> min_length;
  std::optional<std::size_t> max_length;
  // "ratio": one side says more than so many times the other, lengths weighted as in
  // text_measure.h. Sides under kShortForRatio are not judged: 好 is Einverstanden.
  std::optional<double> max_ratio;
  // "script": Chinese without a Han character, other languages in more Han than Latin letters, and
  // a side in Simplified characters whose tag says Traditional (zh-TW, zh-HK, zh-Hant) or the
  // other way round. Figures and signs alone are of any language.
  bool script = false;
  // "identical": both sides say the same.
  bool identical = false;
  // "figures": a figure written in digits that the other side does not have.
  bool figures = false;
  // "match": an ICU regular expression is found in the words of either side;
  // "no-match": none of these is.
  std::vector<std::string> drop_matching;
  std::vector<std::string> keep_matching;
};

// Weighted length below which a ratio says nothing.
inline constexpr std::size_t kShortForRatio = 20;

class Filter {
 public:
  // Throws InputError for a regular expression that ICU does not take.
  explicit Filter(const FilterOptions& options);
  ~Filter();

  // The reason to reject the unit, one of the names above; nothing when it is kept.
  // Expressions that backtrack without end are cut short and count as not found. Not thread-safe.
  std::optional<std::string_view> reject(const TranslationUnit& unit,
                                         std::string_view header_source_language) const;

 private:
  struct Patterns;
  FilterOptions options_;
  std::unique_ptr<Patterns> patterns_;
};

}  // namespace qiao::tmx
