#include "cli/pair/verdict.h"

#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>

#include "tmx/bead_row.h"
#include "tmx/bilingual_writers.h"
#include "tmx/json_text.h"

namespace qiao::cli {

std::string_view kind_name(PairKind kind) {
  constexpr std::array<std::string_view, 6> kNames = {"pair",   "partial", "version",
                                                      "memory", "alone",   "broken"};
  return kNames[static_cast<std::size_t>(kind)];
}

void write_verdicts_tsv(std::span<const Verdict> verdicts, tmx::ByteSink& sink) {
  sink.write("source\ttarget\tkind\tscore\tsource_covered\ttarget_covered\treason\n");
  for (const Verdict& v : verdicts) {
    sink.write(tmx::tsv_cell(v.source) + '\t' + tmx::tsv_cell(v.target) + '\t' +
               std::string(kind_name(v.kind)) + '\t' + tmx::format_score(v.score) + '\t' +
               tmx::format_score(v.source_covered) + '\t' + tmx::format_score(v.target_covered) +
               '\t' + tmx::tsv_cell(v.reason) + '\n');
  }
}

void write_verdicts_jsonl(std::span<const Verdict> verdicts, tmx::ByteSink& sink) {
  for (const Verdict& v : verdicts) {
    nlohmann::ordered_json object;
    if (!v.source.empty()) object["source"] = v.source;
    if (!v.target.empty()) object["target"] = v.target;
    object["kind"] = kind_name(v.kind);
    object["score"] = v.score;
    object["source_covered"] = v.source_covered;
    object["target_covered"] = v.target_covered;
    object["reason"] = v.reason;
    sink.write(tmx::json_text(object) + '\n');
  }
}

}  // namespace qiao::cli
