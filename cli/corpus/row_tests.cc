#include "cli/corpus/row_tests.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "text/figures.h"
#include "text/language.h"

namespace qiao::cli {
namespace {

using text::Language;

// A shorter text may be a quotation or a name of another language.
constexpr std::size_t kTellingBytes = 60;
constexpr double kSure = 0.9;

Language language_of(const std::string& tag) {
  const auto known = text::parse_language(tag);
  return known ? known->language : Language::kUnknown;
}

bool in_another_language(const std::string& utf8, Language language) {
  if (utf8.size() < kTellingBytes) return false;
  const text::LanguageGuess guess = text::guess_language(utf8);
  return guess.language != Language::kUnknown && guess.language != language &&
         guess.confidence >= kSure;
}

// Whether each figure in digits of `a` is among `b`.
bool all_among(const std::vector<text::Figure>& a, const std::vector<text::Figure>& b) {
  return std::all_of(a.begin(), a.end(), [&](const text::Figure& figure) {
    return figure.written_out || std::any_of(b.begin(), b.end(), [&](const text::Figure& other) {
             // Units are told by guesses (百個人 is a hundred people): here the value is enough.
             return figure.value == other.value || text::same_figure(figure, other);
           });
  });
}

bool figures_differ(const tmx::BeadRow& row, Language source, Language target) {
  const auto a = text::find_figures(row.source, source);
  const auto b = text::find_figures(row.target, target);
  return !all_among(a, b) || !all_among(b, a);
}

tmx::FilterOptions filter_options(const RowTestOptions& options) {
  tmx::FilterOptions filter;
  filter.script = true;
  filter.identical = true;
  if (options.max_ratio > 0) filter.max_ratio = options.max_ratio;
  return filter;
}

}  // namespace

std::string_view rejection_name(Rejection rejection) {
  constexpr std::array<std::string_view, kRejectionCount> kNames = {
      "dropped", "added",   "score",       "identical", "script",        "language",
      "ratio",   "figures", "boilerplate", "duplicate", "near duplicate"};
  return kNames[static_cast<std::size_t>(rejection)];
}

RowTests::RowTests(const RowTestOptions& options)
    : options_(options), filter_(filter_options(options)) {}

std::optional<Rejection> RowTests::reject(const tmx::BeadRow& row,
                                          const tmx::UnitMaking& making) const {
  if (row.target.empty()) return Rejection::kDropped;
  if (row.source.empty()) return Rejection::kAdded;
  if (row.status == "uncertain" || row.score < options_.min_score) return Rejection::kScore;
  const auto reason = filter_.reject(tmx::make_unit(row, making), making.source_language);
  if (reason == "identical") return Rejection::kIdentical;
  if (reason == "script") return Rejection::kScript;
  const Language source = language_of(making.source_language);
  const Language target = language_of(making.target_language);
  if (in_another_language(row.source, source) || in_another_language(row.target, target)) {
    return Rejection::kLanguage;
  }
  if (reason == "ratio") return Rejection::kRatio;
  if (options_.figures && figures_differ(row, source, target)) return Rejection::kFigures;
  return std::nullopt;
}

}  // namespace qiao::cli
