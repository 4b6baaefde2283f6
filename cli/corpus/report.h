// The report of a corpus: report.json for programs, report.html for people, one page without
// scripts that needs no other file. The same statistics give the same bytes.
#pragma once

#include <string>

#include "cli/corpus/run_folder.h"
#include "cli/corpus/statistics.h"

namespace qiao::cli {

std::string report_json(const CorpusStatistics& statistics);
std::string report_html(const CorpusStatistics& statistics);

void write_report(const CorpusStatistics& statistics, const RunFolder& folder);

}  // namespace qiao::cli
