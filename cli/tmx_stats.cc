// qiao tmx stats: a memory in figures, with histograms for the terminal or as JSON.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/memory_files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/tmx_command.h"
#include "tmx/json_text.h"
#include "tmx/stats.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "tmx stats",
    .operands = "FILE...",
    .about =
        "Counts units, words, Han characters and duplicates, and draws how long the segments and\n"
        "how good the scores are. Several files are counted as one.\n",
    .examples =
        "  qiao tmx stats all.tmx\n"
        "  qiao tmx stats --json *.tmx > stats.json\n",
};

std::string percent(double share) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f %%", 100 * share);
  return buffer;
}

// A row each: name, bar, count. Rows that are empty at either end are left out.
template <class Name>
std::string histogram(std::span<const std::size_t> counts, const Name& name) {
  constexpr std::size_t kWidth = 40;
  const std::size_t most = *std::max_element(counts.begin(), counts.end());
  if (most == 0) return "";
  std::size_t begin = 0, end = counts.size();
  while (counts[begin] == 0) ++begin;
  while (counts[end - 1] == 0) --end;
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string label = name(i);
    text += "    " + label + std::string(label.size() < 10 ? 10 - label.size() : 0, ' ');
    const std::size_t width = (counts[i] * kWidth + most - 1) / most;
    for (std::size_t k = 0; k < width; ++k) text += "█";
    text += std::string(kWidth - width + 1, ' ') + std::to_string(counts[i]) + "\n";
  }
  return text;
}

std::string score_name(std::size_t bin) {
  return "0." + std::to_string(bin) + (bin == 9 ? "-1.0" : "-0." + std::to_string(bin + 1));
}

std::string as_text(const tmx::MemoryStats& stats) {
  const auto number = [](std::size_t n) { return std::to_string(n); };
  std::string text = number(stats.units) + " units; duplicates: " + number(stats.exact_duplicates) +
                     " exact, " + number(stats.normalised_duplicates) + " normalised\n";
  if (!stats.oldest.empty()) text += "made " + stats.oldest + " to " + stats.newest + "\n";
  for (const auto& [tag, language] : stats.languages) {
    text += "\n" + tag + ": " + number(language.segments) + " segments (" +
            number(language.empty_segments) + " empty), " + number(language.characters) +
            " characters, " + number(language.words) + " words, " + number(language.han) +
            " Han characters, " + number(language.tags) + " inline tags\n";
    text += "  vocabulary: " + std::string(language.vocabulary_bounded ? "over " : "") +
            number(language.distinct_words) + ", " + number(language.single_words) + " met once";
    for (const tmx::Coverage& coverage : language.coverage) {
      text += "; the commonest " + number(coverage.types) + " cover " + percent(coverage.share);
    }
    text += "\n  characters in a segment:\n" +
            histogram(language.lengths, [](std::size_t bin) { return tmx::length_bin_name(bin); });
  }
  if (stats.scored_units > 0) {
    text += "\nscores of " + number(stats.scored_units) + " units:\n" +
            histogram(stats.scores, score_name);
  }
  return text;
}

std::string as_json(const tmx::MemoryStats& stats) {
  nlohmann::ordered_json value = {{"units", stats.units},
                                  {"exact_duplicates", stats.exact_duplicates},
                                  {"normalised_duplicates", stats.normalised_duplicates},
                                  {"oldest", stats.oldest},
                                  {"newest", stats.newest},
                                  {"scored_units", stats.scored_units},
                                  {"scores", stats.scores}};
  value["languages"] = nlohmann::ordered_json::object();
  for (const auto& [tag, language] : stats.languages) {
    auto lengths = nlohmann::ordered_json::object();
    for (std::size_t bin = 0; bin < tmx::kLengthBins; ++bin) {
      lengths[tmx::length_bin_name(bin)] = language.lengths[bin];
    }
    auto coverage = nlohmann::ordered_json::array();
    for (const tmx::Coverage& c : language.coverage) {
      coverage.push_back({{"types", c.types}, {"share", c.share}});
    }
    value["languages"][tag] = {{"segments", language.segments},
                               {"empty_segments", language.empty_segments},
                               {"characters", language.characters},
                               {"words", language.words},
                               {"han", language.han},
                               {"tags", language.tags},
                               {"distinct_words", language.distinct_words},
                               {"single_words", language.single_words},
                               {"vocabulary_bounded", language.vocabulary_bounded},
                               {"coverage", coverage},
                               {"lengths", lengths}};
  }
  return tmx::json_text(value, 2) + "\n";
}

}  // namespace

int tmx_stats(int argc, char** argv) {
  bool json = false, strict = false;
  po::options_description options("Options");
  options.add_options()("json", po::bool_switch(&json), "one JSON object")(
      "strict", po::bool_switch(&strict), "stop at the first broken unit");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  tmx::StatsCounter counter;
  read_memories(*files, strict, "counting",
                {.open = {}, .unit = [&](const tmx::Reader& reader, tmx::TranslationUnit& unit) {
                   counter.add(unit, reader.header().source_language);
                 }});
  const tmx::MemoryStats stats = counter.finish();
  print(json ? as_json(stats) : as_text(stats));
  return kDone;
}

}  // namespace qiao::cli
