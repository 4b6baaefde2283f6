#include "cli/corpus/memory_rows.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "align/paired.h"
#include "bridge/side.h"
#include "cli/memory_need.h"
#include "embed/parallel.h"
#include "text/byte_source.h"
#include "text/clean.h"
#include "text/input_error.h"
#include "tmx/format.h"
#include "tmx/unit_stream.h"

namespace qiao::cli {
namespace {

using text::Language;
using text::LanguageGuess;

constexpr std::size_t kTellingBytes = 64u << 10;  // guess_language looks no further
const char* const kUntold = "und";                // BCP 47: undetermined

LanguageGuess language_of(const tmx::Variant& variant) {
  return text::parse_language(variant.language).value_or(LanguageGuess{});
}

bool is_in(const tmx::Variant& variant, Language language) {
  return language != Language::kUnknown && language_of(variant).language == language;
}

// The two variants that are wanted; where there are no such, the unit's own sides.
tmx::Sides wanted_sides(const tmx::TranslationUnit& unit, const tmx::Header& header,
                        const PairOptions& options) {
  const auto find = [&](Language language) -> const tmx::Variant* {
    const auto found =
        std::find_if(unit.variants.begin(), unit.variants.end(),
                     [&](const tmx::Variant& variant) { return is_in(variant, language); });
    return found == unit.variants.end() ? nullptr : &*found;
  };
  tmx::Sides own = tmx::sides(unit, header.source_language);
  if (unit.variants.size() < 3) return own;
  const auto said_or = [](const LanguageGuess& said, Language usual) {
    return said.language == Language::kUnknown ? usual : said.language;
  };
  const bool from_german = options.source_language.language == Language::kGerman;
  const bool into_chinese = options.target_language.language == Language::kChinese;
  const tmx::Sides wanted{
      find(said_or(options.source_language, into_chinese ? Language::kGerman : Language::kChinese)),
      find(said_or(options.target_language, from_german ? Language::kChinese : Language::kGerman))};
  return wanted.source != nullptr && wanted.target != nullptr && wanted.source != wanted.target
             ? wanted
             : own;
}

// A segment as a line of clean text.
std::string line_of(const tmx::Segment& segment) {
  std::string line = text::clean(segment.words(), text::Lines::kAreBlocks).text;
  std::replace(line.begin(), line.end(), '\n', ' ');
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return line.substr(begin, line.find_last_not_of(' ') + 1 - begin);
}

// What the tag says, and what it leaves open as the texts say.
LanguageGuess settle(LanguageGuess told, const std::vector<tmx::BeadRow>& rows,
                     std::string tmx::BeadRow::*side) {
  if (told.language != Language::kUnknown && told.script != text::Script::kUnknown) return told;
  std::string sample;
  for (const tmx::BeadRow& row : rows) {
    sample += row.*side + '\n';
    if (sample.size() > kTellingBytes) break;
  }
  const LanguageGuess guess = text::guess_language(sample);
  if (told.language == Language::kUnknown) return guess;
  if (told.language == guess.language) told.script = guess.script;
  return told;
}

void score(std::vector<tmx::BeadRow>& rows, const align::AlignOptions& align,
           const embed::Model& model) {
  embed::Pool alone(1);
  // As even as can be: few units tell little of each other.
  const std::size_t chunks = (rows.size() + kMemoryChunk - 1) / kMemoryChunk;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const std::size_t begin = chunk * rows.size() / chunks;
    const std::size_t end = (chunk + 1) * rows.size() / chunks;
    std::vector<std::string_view> sources, targets;
    for (std::size_t k = begin; k < end; ++k) {
      sources.push_back(rows[k].source);
      targets.push_back(rows[k].target);
    }
    const std::vector<double> scores =
        align::score_pairs(bridge::side_of(sources, model, alone),
                           bridge::side_of(targets, model, alone), align, alone);
    for (std::size_t k = begin; k < end; ++k) {
      rows[k].score = tmx::rounded_score(scores[k - begin]);
      if (rows[k].score < align.uncertain_below) rows[k].status = "uncertain";
    }
  }
}

// Bytes for each of a file, of texts as rows of beads; a unit of a PO has some 60 bytes, its row
// 500. Packed files hold more than they look.
constexpr double kRowsOfBytes = 8;
constexpr double kChunkOfDimension = 40 * kMemoryChunk;  // vectors of a chunk and its words

}  // namespace

std::uint64_t memory_rows_need(const std::string& path, const embed::Model& model) {
  std::error_code none;
  const auto size = static_cast<double>(std::filesystem::file_size(path, none));
  if (none) return 0;
  return with_memory_margin(size * kRowsOfBytes + kChunkOfDimension * model.dimensions());
}

MemoryRows read_memory_rows(const std::string& path, const PairOptions& options,
                            const align::AlignOptions& align, const embed::Model& model) {
  const auto format = tmx::format_of_path(path);
  if (!format)
    throw InputError(path + ": its ending names no memory; rename it to .tmx, .xlf or .po");
  const auto units = tmx::open_units({path, text::open_bytes(path)}, *format,
                                     {.source = kUntold, .target = kUntold});
  MemoryRows memory;
  tmx::TranslationUnit unit;
  while (units->next(unit)) {
    const tmx::Sides sides = wanted_sides(unit, units->header(), options);
    tmx::BeadRow row{.bead = "1-1"};
    if (sides.source != nullptr && sides.target != nullptr) {
      row.source = line_of(sides.source->segment);
      row.target = line_of(sides.target->segment);
    }
    if (row.source.empty() || row.target.empty()) {
      ++memory.skipped_units;
      continue;
    }
    if (memory.rows.empty()) {
      memory.source = language_of(*sides.source);
      memory.target = language_of(*sides.target);
    }
    row.source_sentences = row.target_sentences = {{.id = memory.rows.size(), .range = {}}};
    memory.rows.push_back(std::move(row));
  }
  memory.skipped_units += units->skipped_units();
  memory.source = settle(memory.source, memory.rows, &tmx::BeadRow::source);
  memory.target = settle(memory.target, memory.rows, &tmx::BeadRow::target);
  if (are_exchanged(memory.source.language, memory.target.language, options)) {
    std::swap(memory.source, memory.target);
    for (tmx::BeadRow& row : memory.rows) std::swap(row.source, row.target);
  }
  score(memory.rows, align, model);
  std::string previous_source;
  for (tmx::BeadRow& row : memory.rows) {
    row.previous_source = std::exchange(previous_source, row.source);
  }
  return memory;
}

}  // namespace qiao::cli
