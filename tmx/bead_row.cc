#include "tmx/bead_row.h"

#include <cassert>
#include <charconv>
#include <cmath>

namespace qiao::tmx {

double rounded_score(double score) { return std::round(score * 1e6) / 1e6; }

std::string format_score(double score) {
  char buffer[64];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, score, std::chars_format::fixed, 4).ptr;
  return {buffer, end};
}

TranslationUnit make_unit(const BeadRow& row, const UnitMaking& making) {
  assert(!row.source.empty() && !row.target.empty());
  TranslationUnit unit;
  if (!making.date.empty()) unit.attributes.push_back({"creationdate", making.date});
  const auto add = [&](const char* type, std::string text) {
    if (text.empty()) return;
    unit.annotations.push_back({Annotation::Kind::kProperty, type, std::move(text), {}});
  };
  add("x-score", format_score(row.score));
  add("x-bead", row.bead);
  add("x-context-prev", row.previous_source);
  add("x-document", making.document);
  unit.variants = {{making.source_language, {row.source, {}}, {}, {}},
                   {making.target_language, {row.target, {}}, {}, {}}};
  return unit;
}

}  // namespace qiao::tmx
