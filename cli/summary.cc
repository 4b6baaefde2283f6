#include "cli/summary.h"

#include <algorithm>
#include <iomanip>
#include <sstream>
#include <vector>

namespace qiao::cli {
namespace {

// A heavily shortened version still pairs most sentences of the shorter text; unrelated texts of
// one subject pair a few by chance.
constexpr double kNearlyNothing = 0.2;

std::string counted(int n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string list_of_types(const Summary& summary) {
  std::vector<std::pair<std::pair<int, int>, int>> types(summary.beads_by_type.begin(),
                                                         summary.beads_by_type.end());
  std::stable_sort(types.begin(), types.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string list;
  for (const auto& [type, count] : types) {
    if (!list.empty()) list += ", ";
    list += std::to_string(count) + " of " + std::to_string(type.first) + "-" +
            std::to_string(type.second);
  }
  return list;
}

}  // namespace

bool Summary::nearly_nothing() const { return paired_share < kNearlyNothing; }

Summary summarize(const align::Alignment& alignment) {
  Summary summary;
  int certain_source = 0;
  int certain_target = 0;
  for (const align::Bead& bead : alignment.beads) {
    if (bead.is_null()) {
      summary.dropped += bead.source.size();
      summary.added += bead.target.size();
      continue;
    }
    ++summary.pairs;
    ++summary.beads_by_type[{bead.source.size(), bead.target.size()}];
    if (bead.status == align::Status::kMoved) ++summary.moved;
    if (bead.status == align::Status::kUncertain) {
      ++summary.uncertain;
    } else {
      certain_source += bead.source.size();
      certain_target += bead.target.size();
    }
  }
  const bool source_is_shorter = alignment.source_count <= alignment.target_count;
  const int certain = source_is_shorter ? certain_source : certain_target;
  const int all = std::min(alignment.source_count, alignment.target_count);
  summary.paired_share = all == 0 ? 0 : static_cast<double>(certain) / all;
  return summary;
}

std::string format_summary(const Summary& summary, double seconds) {
  std::ostringstream out;
  out << "pairs    " << summary.pairs;
  if (summary.pairs > 0) out << ": " << list_of_types(summary);
  out << '\n';
  if (summary.moved > 0) out << "moved    " << counted(summary.moved, "pair", "pairs") << '\n';
  if (summary.uncertain > 0) {
    out << "unsure   " << counted(summary.uncertain, "pair", "pairs") << '\n';
  }
  out << "dropped  " << counted(summary.dropped, "sentence", "sentences")
      << ", in the source only\n"
      << "added    " << counted(summary.added, "sentence", "sentences") << ", in the target only\n"
      << "time     " << std::fixed << std::setprecision(2) << seconds << " s\n";
  return out.str();
}

}  // namespace qiao::cli
