#include "cli/corpus/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/corpus/plot.h"
#include "cli/numbers.h"
#include "text/files.h"
#include "tmx/json_text.h"
#include "tmx/xml_text.h"

namespace qiao::cli {
namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Corpus report</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
         color: #1c2733; background: #fff; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.2rem; }
  table { border-collapse: collapse; } td { padding: .15rem 1.2rem .15rem 0; }
  td.n { text-align: right; font-variant-numeric: tabular-nums; }
  svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: currentColor; }
  .whole { fill: #c9d6e2; } .part { fill: #2f6f9f; }
  .note { color: #5a6a78; } li { overflow-wrap: anywhere; }
  @media (prefers-color-scheme: dark) {
    body { color: #dfe7ee; background: #14191e; } .whole { fill: #3a4753; } .part { fill: #6fb1e0; }
    .note { color: #9aa9b5; }
  }
</style>
</head>
<body>
)";

std::string table_row(const char* name, std::size_t value) {
  return "<tr><td>" + std::string(name) + "</td><td class=\"n\">" + grouped(value) + "</td></tr>\n";
}

// Nothing of what did not come about.
std::string row_if_any(const char* name, std::size_t value) {
  return value > 0 ? table_row(name, value) : "";
}

std::string overview(const CorpusStatistics& s) {
  return "<table>\n" + table_row("pairs of documents", s.documents) +
         row_if_any("of these memories", s.memories) + row_if_any("of these broken", s.broken) +
         row_if_any("documents that cannot be read", s.unread) +
         row_if_any("documents without a partner", s.alone) +
         row_if_any("further versions, not taken", s.versions) +
         row_if_any("units of memories skipped", s.skipped_units) +
         table_row("source sentences", s.source_sentences) +
         table_row("target sentences", s.target_sentences) +
         table_row("beads with both sides", s.beads) + table_row("kept", s.kept) +
         table_row("source characters kept", s.kept_source_characters) +
         table_row("target characters kept", s.kept_target_characters) + "</table>\n";
}

// "0.85", the lower edge of a bin.
std::string score_label(std::size_t bin) {
  const std::size_t hundredths = bin * 100 / kScoreBins;
  return "0." + std::string(hundredths < 10 ? "0" : "") + std::to_string(hundredths);
}

std::vector<Bar> score_bars(const CorpusStatistics& s) {
  std::vector<Bar> bars;
  for (std::size_t k = 0; k < kScoreBins; ++k) {
    bars.push_back({score_label(k), s.scores[k], s.kept_scores[k]});
  }
  return bars;
}

void largest_first(std::vector<Bar>& bars) {
  std::stable_sort(bars.begin(), bars.end(),
                   [](const Bar& a, const Bar& b) { return a.value > b.value; });
}

std::vector<Bar> type_bars(const CorpusStatistics& s) {
  std::vector<Bar> bars;
  for (const auto& [type, count] : s.types) bars.push_back({type, count});
  largest_first(bars);
  return bars;
}

std::vector<Bar> rejection_bars(const CorpusStatistics& s) {
  std::vector<Bar> bars;
  for (std::size_t k = 0; k < kRejectionCount; ++k) {
    if (s.rejected[k] > 0) {
      bars.push_back({std::string(rejection_name(static_cast<Rejection>(k))), s.rejected[k]});
    }
  }
  largest_first(bars);
  return bars;
}

std::vector<Bar> yield_bars(const CorpusStatistics& s) {
  std::vector<Bar> bars;
  for (std::size_t k = 0; k < s.yields.size(); ++k) {
    bars.push_back(
        {std::to_string(10 * k) + "–" + std::to_string(10 * (k + 1)), s.yields[k], s.yields[k]});
  }
  return bars;
}

std::string section(const char* title, const char* note, const std::string& body) {
  return "<h2>" + std::string(title) + "</h2>\n<p class=\"note\">" + note + "</p>\n" + body;
}

std::string list_of_errors(const CorpusStatistics& s) {
  if (s.errors.empty()) return "";
  std::string items;
  for (const std::string& error : s.errors) {
    items += "<li>";
    tmx::escape_attribute(error, items);
    items += "</li>\n";
  }
  return section("Broken documents", "One line each; documents.tsv has all of them.",
                 "<ul>\n" + items + "</ul>\n");
}

}  // namespace

std::string report_json(const CorpusStatistics& s) {
  nlohmann::ordered_json rejected = nlohmann::ordered_json::object();
  for (std::size_t k = 0; k < kRejectionCount; ++k) {
    rejected[std::string(rejection_name(static_cast<Rejection>(k)))] = s.rejected[k];
  }
  const nlohmann::ordered_json report = {{"documents", s.documents},
                                         {"memories", s.memories},
                                         {"broken", s.broken},
                                         {"unread", s.unread},
                                         {"alone", s.alone},
                                         {"versions", s.versions},
                                         {"skipped_units", s.skipped_units},
                                         {"source_sentences", s.source_sentences},
                                         {"target_sentences", s.target_sentences},
                                         {"beads", s.beads},
                                         {"kept", s.kept},
                                         {"kept_source_characters", s.kept_source_characters},
                                         {"kept_target_characters", s.kept_target_characters},
                                         {"rejected", rejected},
                                         {"types", s.types},
                                         {"scores", s.scores},
                                         {"kept_scores", s.kept_scores},
                                         {"documents_by_share_kept", s.yields},
                                         {"errors", s.errors}};
  return tmx::json_text(report, 2) + '\n';
}

std::string report_html(const CorpusStatistics& s) {
  std::size_t all = 0;
  for (const auto& [type, count] : s.types) all += count;
  return kHead + std::string("<h1>Corpus report</h1>\n") + overview(s) +
         section("Scores",
                 "How sure the aligner is of each bead with both sides, from 0 to 1; dark: kept.",
                 histogram(score_bars(s))) +
         section("Beads", "Source and target sentences of a bead; 1-0 was dropped, 0-1 added.",
                 bar_list(type_bars(s), all)) +
         section("Not kept",
                 "The first reason against each bead; rejected.tsv has them with their texts.",
                 bar_list(rejection_bars(s), all)) +
         section("Yield by document",
                 "Pairs of documents by the share of their beads that was kept, in per cent.",
                 histogram(yield_bars(s))) +
         list_of_errors(s) + "</body>\n</html>\n";
}

void write_report(const CorpusStatistics& statistics, const RunFolder& folder) {
  const std::pair<const char*, std::string> files[] = {{"report.json", report_json(statistics)},
                                                       {"report.html", report_html(statistics)}};
  for (const auto& [name, text] : files) {
    text::OutputFile out(folder.file(name));
    out.write(text);
    out.commit();
  }
}

}  // namespace qiao::cli
