#include "tmx/bilingual_writers.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace qiao::tmx {
namespace {

nlohmann::ordered_json places(const std::vector<SentencePlace>& sentences) {
  auto result = nlohmann::ordered_json::array();
  for (const SentencePlace& s : sentences) {
    result.push_back({{"id", s.id}, {"begin", s.range.begin}, {"end", s.range.end}});
  }
  return result;
}

}  // namespace

std::string tsv_cell(std::string_view text) {
  std::string cell;
  cell.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    cell += text[i] == '\t' || text[i] == '\n' || text[i] == '\r' ? ' ' : text[i];
  }
  return cell;
}

void write_tsv(std::span<const BeadRow> rows, ByteSink& sink) {
  sink.write("source\ttarget\tscore\tbead\tstatus\n");
  for (const BeadRow& row : rows) {
    sink.write(tsv_cell(row.source) + "\t" + tsv_cell(row.target) + "\t" + format_score(row.score) +
               "\t" + row.bead + "\t" + row.status + "\n");
  }
}

void write_jsonl(std::span<const BeadRow> rows, const UnitMaking& making, ByteSink& sink) {
  for (const BeadRow& row : rows) {
    nlohmann::ordered_json object = {
        {"source", row.source},
        {"target", row.target},
        {"score", std::round(row.score * 1e6) / 1e6},
        {"bead", row.bead},
        {"status", row.status},
    };
    if (row.reviewed) object["reviewed"] = true;
    object["source_sentences"] = places(row.source_sentences);
    object["target_sentences"] = places(row.target_sentences);
    object["source_language"] = making.source_language;
    object["target_language"] = making.target_language;
    if (!making.document.empty()) object["document"] = making.document;
    sink.write(object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  }
}

}  // namespace qiao::tmx
