#include "cli/check/figure_findings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "cli/check/loose_numbers.h"
#include "cli/check/match_clock.h"
#include "text/ascii.h"
#include "text/figures.h"
#include "text/figures_units.h"

namespace qiao::cli {
namespace {

using align::Bead;
using align::SentenceSpan;
using text::Figure;
using text::FigureKind;

bool named_among(const Figure& figure, const std::vector<const Figure*>& others) {
  return std::any_of(others.begin(), others.end(),
                     [&](const Figure* other) { return same_figure(figure, *other); });
}

// Whether two figures that are not the same may be two answers to one question.
bool comparable(const Figure& a, const Figure& b) {
  const auto is_calendar = [](FigureKind kind) {
    return kind == FigureKind::kYear || kind == FigureKind::kDate;
  };
  if (a.kind != b.kind && !(is_calendar(a.kind) && is_calendar(b.kind))) return false;
  const auto is_money = [](const Figure& figure) {
    return figure.unit == "pound" || text::may_be_same_unit("money", figure.unit);
  };
  return a.unit.empty() || b.unit.empty() || text::may_be_same_unit(a.unit, b.unit) ||
         (is_money(a) && is_money(b));
}

// Numbers that every tongue uses as words as well: 三人組, zu zweit, 最後一哩.
bool is_small(const Figure& figure) {
  const bool counts = figure.kind == FigureKind::kAmount || figure.kind == FigureKind::kOrdinal ||
                      figure.kind == FigureKind::kFraction;
  if (figure.value == "1") return counts;
  return counts && figure.unit.empty() &&
         (figure.value.size() == 1 || figure.value == "10" || figure.value == "11" ||
          figure.value == "12" || figure.kind == FigureKind::kFraction);
}

// The runs of digits of a text: "2:14,45" has 2, 14 and 45.
std::vector<std::string_view> digit_runs(std::string_view text) {
  std::vector<std::string_view> runs;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text::is_digit(text[end])) ++end;
    if (end > at) runs.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return runs;
}

// Times and durations are written in too many ways to compare them all by value (2 分 14 秒 45,
// 2:14,45 min): one whose digits stand on the other side as well is named. So are bare numbers,
// which may be a part of such; never scaled ones, 2億 is not 2 Milliarden.
bool spelt_alike(const Figure& figure, std::string_view mine, std::string_view theirs,
                 const std::vector<const Figure*>& others) {
  // 下午4:40 is not 4:40 Uhr.
  const auto is_time = [](const Figure* other) { return other->kind == FigureKind::kTime; };
  if (is_time(&figure) && std::any_of(others.begin(), others.end(), is_time)) return false;
  const bool timed = figure.kind == FigureKind::kTime || figure.unit == "s" ||
                     figure.unit == "min" || figure.unit == "h";
  const std::string_view spelling = figure.range.in(mine);
  const bool bare =
      figure.kind == FigureKind::kAmount && figure.unit.empty() && spelling == figure.value;
  if (!timed && !bare) return false;
  const auto runs = digit_runs(spelling);
  const auto other_runs = digit_runs(theirs);
  return !runs.empty() && std::all_of(runs.begin(), runs.end(), [&](std::string_view run) {
    return std::find(other_runs.begin(), other_runs.end(), run) != other_runs.end();
  });
}

// Whether a text has these digits and dots, and no more of either around them but a last dot.
bool has_number(std::string_view text, std::string_view number) {
  const auto is_digit_at = [&](std::size_t at) {
    return at < text.size() && text::is_digit(text[at]);
  };
  for (std::size_t at = text.find(number); at != std::string_view::npos;
       at = text.find(number, at + 1)) {
    const std::size_t end = at + number.size();
    const bool goes_on =
        is_digit_at(end) || (end < text.size() && text[end] == '.' && is_digit_at(end + 1));
    const bool comes_from =
        at > 0 && (is_digit_at(at - 1) || (text[at - 1] == '.' && at > 1 && is_digit_at(at - 2)));
    if (!goes_on && !comes_from) return true;
  }
  return false;
}

// Sections, figures and tables are numbered alike in both tongues, and "6.3." is a day in German
// and a decimal in Chinese: what looks like such a number and stands on the other side as it is is
// named. Groups of up to two digits; 3.500 is 3500 in German and 3.5 in Chinese.
bool numbered_alike(const Figure& figure, std::string_view mine, std::string_view theirs) {
  if (figure.kind != FigureKind::kDate && figure.kind != FigureKind::kAmount) return false;
  std::string_view spelling = figure.range.in(mine);
  if (spelling.ends_with('.')) spelling.remove_suffix(1);
  const auto is_part = [](char c) { return text::is_digit(c) || c == '.'; };
  const auto groups = digit_runs(spelling);
  const bool dotted = groups.size() > 1 && std::all_of(spelling.begin(), spelling.end(), is_part) &&
                      std::all_of(groups.begin(), groups.end(),
                                  [](std::string_view group) { return group.size() <= 2; });
  return dotted && has_number(theirs, spelling);
}

std::string value_of(const Figure& figure) {
  std::string value = figure.value;
  if (figure.kind == FigureKind::kPercent) value += figure.unit.empty() ? " %" : " pp";
  if (figure.kind != FigureKind::kPercent && !figure.unit.empty()) value += ' ' + figure.unit;
  return value;
}

// Whether the sides may count in °F and °C without saying so.
bool is_temperature(const Figure& figure) {
  return figure.unit == "°" || figure.unit == "°F" || figure.unit == "°C";
}

bool same_if_converted(Figure fahrenheit, Figure celsius) {
  if (fahrenheit.unit == "°C" || celsius.unit == "°F") return false;
  fahrenheit.unit = "°F";
  celsius.unit = "°C";
  return same_figure(fahrenheit, celsius);
}

bool is_converted(const Figure& a, const Figure& b) {
  return is_temperature(a) && is_temperature(b) &&
         (same_if_converted(a, b) || same_if_converted(b, a));
}

// "80 度 … 10 度" against "27 °C … 6 Grad": where one temperature is told in the other scale by a
// sign, so are those beside it that have none.
bool named_by_conversion(const Figure& figure, const std::vector<const Figure*>& beside,
                         const std::vector<const Figure*>& others) {
  if (!is_temperature(figure)) return false;
  const bool conversion = std::any_of(beside.begin(), beside.end(), [&](const Figure* mine) {
    return std::any_of(others.begin(), others.end(), [&](const Figure* theirs) {
      return mine->unit != theirs->unit && mine->value != theirs->value && is_temperature(*mine) &&
             is_temperature(*theirs) && same_figure(*mine, *theirs);
    });
  });
  return conversion && std::any_of(others.begin(), others.end(), [&](const Figure* other) {
           return is_converted(figure, *other);
         });
}

class FigureCheck {
 public:
  FigureCheck(const Pair& pair, const PairFigures& figures, const FigureOptions& options)
      : pair_(pair), figures_(figures), options_(options) {}

  void check(const Bead& bead, std::vector<Finding>& findings) const {
    std::vector<const Figure*> left_source = left_over(SideName::kSource, bead);
    std::vector<const Figure*> left_target = left_over(SideName::kTarget, bead);
    for (const Figure*& source : left_source) {
      for (const Figure*& target : left_target) {
        if (target == nullptr || !comparable(*source, *target)) continue;
        Finding finding = finding_of(SideName::kSource, bead, *source);
        finding.other = part_passage(pair_.target.document, bead.target, target->range);
        finding.other_value = value_of(*target);
        finding.confidence = std::min(finding.confidence, confidence_of(*target) * bead.score);
        findings.push_back(std::move(finding));
        source = target = nullptr;
        break;
      }
    }
    for (const Figure* figure : left_source) {
      if (figure) findings.push_back(finding_of(SideName::kSource, bead, *figure));
    }
    for (const Figure* figure : left_target) {
      if (figure) findings.push_back(finding_of(SideName::kTarget, bead, *figure));
    }
  }

 private:
  const FigureTable& table(SideName side) const {
    return side == SideName::kSource ? figures_.source : figures_.target;
  }

  // What the bead's `side` names and the other side, at the bead and around it, does not; each
  // value once.
  std::vector<const Figure*> left_over(SideName side, const Bead& bead) const {
    const SentenceSpan there = span_of(bead, opposite(side));
    const Side& other = side_of(pair_, opposite(side));
    const SentenceSpan around = widened(there, options_.around, other.document);
    const auto others = figures_in(table(opposite(side)), around);
    // Where the alignment itself is in doubt, any word around may be the one.
    const std::string_view text_there =
        text_of(other.document, bead.score < options_.doubtful ? around : there);
    std::vector<const Figure*> left;
    const auto mine = figures_in(table(side), span_of(bead, side));
    for (const Figure* figure : mine) {
      if (named_among(*figure, others) || named_among(*figure, left)) continue;
      if (may_be_named(*figure, text_there, other.language.language)) continue;
      if (named_by_conversion(*figure, mine, others)) continue;
      const std::string_view text_here = side_of(pair_, side).document.text();
      if (spelt_alike(*figure, text_here, text_there, others)) continue;
      if (numbered_alike(*figure, text_here, text_there)) continue;
      if (told_by_match_clock(*figure, text_here, text_there)) continue;
      left.push_back(figure);
    }
    return left;
  }

  double confidence_of(const Figure& figure) const {
    if (!figure.written_out) return options_.digits;
    return is_small(figure) ? options_.small_words : options_.words;
  }
  Finding finding_of(SideName side, const Bead& bead, const Figure& figure) const {
    return {
        .kind = FindingKind::kFigure,
        .side = side,
        .passage = part_passage(side_of(pair_, side).document, span_of(bead, side), figure.range),
        .other =
            whole_passage(side_of(pair_, opposite(side)).document, span_of(bead, opposite(side))),
        .value = value_of(figure),
        .confidence = confidence_of(figure) * bead.score};
  }

  const Pair& pair_;
  const PairFigures& figures_;
  const FigureOptions& options_;
};

}  // namespace

std::vector<Finding> figure_findings(const Pair& pair, const align::Alignment& alignment,
                                     const PairFigures& figures, const FigureOptions& options) {
  const FigureCheck check(pair, figures, options);
  std::vector<Finding> findings;
  for (const Bead& bead : alignment.beads) {
    if (!bead.is_null()) check.check(bead, findings);
  }
  return findings;
}

}  // namespace qiao::cli
