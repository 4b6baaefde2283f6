#include "tmx/bilingual_writers.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "tmx/json_text.h"

namespace qiao::tmx {
namespace {

std::string quoted(const std::string& text) { return json_text(nlohmann::json(text)); }

std::string places(const std::vector<SentencePlace>& sentences) {
  std::string list = "[";
  for (const SentencePlace& s : sentences) {
    if (list.size() > 1) list += ',';
    list += "{\"id\":" + std::to_string(s.id) + ",\"begin\":" + std::to_string(s.range.begin) +
            ",\"end\":" + std::to_string(s.range.end) + "}";
  }
  return list + "]";
}

// The shortest digits that read back as the number, without an exponent: nlohmann::json finds some
// a few digits longer (0.0006489999999999999), and the review page has to write the same.
std::string shortest_score(double score) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, rounded_score(score),
                                std::chars_format::fixed)
                      .ptr};
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

std::string json_of(const BeadRow& row) {
  return "{\"source\":" + quoted(row.source) + ",\"target\":" + quoted(row.target) +
         ",\"score\":" + shortest_score(row.score) + ",\"bead\":" + quoted(row.bead) +
         ",\"status\":" + quoted(row.status) + (row.reviewed ? ",\"reviewed\":true" : "") +
         ",\"source_sentences\":" + places(row.source_sentences) +
         ",\"target_sentences\":" + places(row.target_sentences) + "}";
}

void write_jsonl(std::span<const BeadRow> rows, const UnitMaking& making, ByteSink& sink) {
  std::string end = ",\"source_language\":" + quoted(making.source_language) +
                    ",\"target_language\":" + quoted(making.target_language);
  if (!making.document.empty()) end += ",\"document\":" + quoted(making.document);
  end += "}\n";
  for (const BeadRow& row : rows) {
    std::string object = json_of(row);
    object.pop_back();  // its brace
    sink.write(object + end);
  }
}

}  // namespace qiao::tmx
