#include <nlohmann/json.hpp>

#include "cli/check/passage_text.h"
#include "cli/check/report.h"
#include "cli/numbers.h"
#include "tmx/json_text.h"

namespace qiao::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;  // rises when a member changes its meaning or goes

std::string_view side_name(SideName side) {
  return side == SideName::kSource ? "source" : "target";
}

Json place(const text::Document& document, std::size_t source_byte) {
  const text::Document::Place at = document.place(source_byte);
  Json json = {{"line", at.line}, {"column", at.column}, {"byte", source_byte}};
  if (!at.part.empty()) json["part"] = at.part;
  return json;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// A passage with what stands before and behind it. A point between sentences has an empty text.
Json passage_json(const Side& side, const Passage& passage) {
  Json sentences = Json::array();
  for (int i = passage.sentences.begin; i < passage.sentences.end; ++i) sentences.push_back(i);
  return {{"sentences", std::move(sentences)},
          {"begin", place(side.document, passage.original.begin)},
          {"end", place(side.document, passage.original.end)},
          {"text", one_line(side.document, passage.text)},
          {"context", sentences_text(side, passage.sentences)},
          {"before", text_or_null(sentence_before(side, passage))},
          {"after", text_or_null(sentence_after(side, passage))}};
}

Json finding_json(const Finding& finding, const Pair& pair) {
  Json json = {
      {"kind", finding_kind_name(finding.kind)},
      {"side", side_name(finding.side)},
      {"confidence", four_decimals(finding.confidence)},
      {"passage", passage_json(side_of(pair, finding.side), finding.passage)},
      {"other", passage_json(side_of(pair, opposite(finding.side)), finding.other)},
  };
  if (!finding.value.empty()) json["value"] = finding.value;
  if (!finding.other_value.empty()) json["other_value"] = finding.other_value;
  return json;
}

Json side_json(const Side& side) {
  return {{"file", side.document.name()},
          {"language", text::language_name(side.language.language)},
          {"sentences", side.document.sentence_count()}};
}

}  // namespace

std::string format_report_json(std::span<const Finding> findings, const Pair& pair,
                               const Summary& summary) {
  Json counts = Json::object();
  for (const FindingKind kind : kFindingKinds) {
    counts[std::string(finding_kind_name(kind))] = count_of(findings, kind);
  }
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(finding_json(finding, pair));
  const Json report = {{"version", kSchemaVersion},        {"source", side_json(pair.source)},
                       {"target", side_json(pair.target)}, {"pairs", summary.pairs},
                       {"counts", std::move(counts)},      {"findings", std::move(list)}};
  return tmx::json_text(report, 2) + '\n';
}

}  // namespace qiao::cli
