#include "cli/memory_need.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <unordered_set>

#include "align/coarse_path.h"
#include "bridge/sections.h"
#include "embed/features.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace qiao::cli {
namespace {

constexpr std::string_view kUnits = "KMGT";
constexpr double kProgram = 20e6;  // the program, its libraries and tables
constexpr double kMargin = 1.17;
constexpr double kSection = 1.5;  // lengths of a section that is not cut where it should
constexpr int kTextInMemory = 5;  // bytes for each of a plain file, while it is read

// Bytes of the table of beads for each sentence: a band as wide as it may be.
double table_bytes(const align::AlignOptions& options) {
  const auto shapes =
      static_cast<double>(align::bead_shapes(options.longest, options.square).size());
  return (2 * options.band.radius + 1) / 2.0 * (4 * shapes + 122);
}

double aligning_bytes(const Measure& m, double dimensions, const align::AlignOptions& options) {
  const double vectors = m.sentences * 4 * dimensions;
  const double background =
      vectors + m.distinct_words * (8 * dimensions + 600) + m.running_words * 30;
  const double words = m.distinct_words * (4 * dimensions + 600);
  const double coarse =
      vectors + words + (m.square <= align::kExactCells ? 28 * m.square : 16 * align::kExactCells);
  const double table = vectors + words + m.sentences * table_bytes(options);
  return std::max({coarse, background, table}) + 3 * m.bytes;
}

// Sections of long texts that `threads` hold at a time, and the sums of their blocks.
double aligning_sections_bytes(const Measure& m, double dimensions,
                               const align::AlignOptions& options, unsigned threads) {
  const bridge::SectionOptions how;
  const auto longer = static_cast<int>(m.longer);
  const double share = std::min(1.0, kSection * how.length / m.longer);
  if (bridge::is_one_section(longer, longer, options, how) || threads * share >= 1) {
    return aligning_bytes(m, dimensions, options);
  }
  const Measure section = {.sentences = m.sentences * share,
                           .longer = m.longer * share,
                           .square = m.square * share * share,
                           .running_words = m.running_words * share,
                           .distinct_words = m.distinct_words * std::sqrt(share)};
  return threads * aligning_bytes(section, dimensions, options) +
         m.sentences / how.block * 4 * dimensions + 3 * m.bytes;
}

std::uint64_t with_margin(double bytes) { return with_memory_margin(kProgram + bytes); }

double reading_bytes(const std::vector<std::string>& paths) {
  double bytes = 0;
  for (const std::string& path : paths) {
    std::error_code none;
    const auto size = static_cast<double>(std::filesystem::file_size(path, none));
    if (none) continue;  // standard input, or what reading will refuse
    const bool plain =
        text::format_of_path(path).value_or(text::FileFormat::kPlain) == text::FileFormat::kPlain;
    bytes += plain ? size * kTextInMemory : size;
  }
  return bytes;
}

Measure size_of(const text::Document& document) {
  const auto sentences = static_cast<double>(document.sentences().size());
  return {.sentences = sentences,
          .longer = sentences,
          .square = sentences,
          .bytes = static_cast<double>(document.text().size())};
}

std::string names_of(const Pair& pair) {
  return pair.source.document.name() + " and " + pair.target.document.name();
}

}  // namespace

void Measure::add(const Measure& other) {
  sentences += other.sentences;
  longer = std::max(longer, other.longer);
  square *= other.square;
  running_words += other.running_words;
  distinct_words += other.distinct_words;
  bytes += other.bytes;
}

// Words are distinct as embed::encode tells them apart: by their features, of which the last may
// come from the next word.
Measure measure_of(const text::Document& document) {
  Measure measure = size_of(document);
  std::unordered_set<std::uint64_t> seen;
  embed::SentenceFeatures features;
  for (const std::string_view sentence : document.sentence_views()) {
    embed::extract_features(sentence, features);
    measure.running_words += static_cast<double>(features.words.size());
    for (const embed::FeatureWord& word : features.words) {
      const std::uint64_t last = word.last > word.first ? features.keys[word.last - 1] : 0;
      seen.insert(word.identity ^ (last * 0x9e3779b97f4a7c15ULL) ^ (word.last - word.first));
    }
  }
  measure.distinct_words = static_cast<double>(seen.size());
  return measure;
}

std::uint64_t with_memory_margin(double bytes) {
  return static_cast<std::uint64_t>(kMargin * bytes);
}

std::uint64_t program_need(const embed::Model& model) {
  return with_margin(static_cast<double>(model.file_size()));
}

std::uint64_t reading_need(const std::vector<std::string>& paths) {
  return with_memory_margin(reading_bytes(paths));
}

std::uint64_t aligning_need(const Measure& both, int dimensions,
                            const align::AlignOptions& options) {
  return with_memory_margin(aligning_sections_bytes(both, dimensions, options, 1));
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc() || unit.size() > 1) return std::nullopt;
  if (!unit.empty()) {
    const char letter = unit[0] >= 'a' ? static_cast<char>(unit[0] - 'a' + 'A') : unit[0];
    const std::size_t power = kUnits.find(letter);
    if (power == std::string_view::npos) return std::nullopt;
    number = std::ldexp(number, 10 * static_cast<int>(power + 1));
  }
  if (!(number >= 1 && number < 0x1p63)) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

std::string format_size(std::uint64_t bytes) {
  double number = static_cast<double>(bytes) / 1024;
  std::size_t power = 0;
  for (; number > 999 && power + 1 < kUnits.size(); ++power) number /= 1024;
  const int tenths = static_cast<int>(std::ceil(number * 10));
  std::string digits =
      number < 10 ? std::to_string(tenths / 10) : std::to_string((tenths + 9) / 10);
  if (number < 10 && tenths % 10 != 0) (digits += '.') += std::to_string(tenths % 10);
  return digits + kUnits[power];
}

void MemoryLimit::add_option(po::options_description& options) {
  options.add_options()(
      "max-memory",
      po::value(&said_)->value_name("SIZE")->notifier([this](const std::string& said) {
        const auto size = parse_size(said);
        if (!size) {
          throw UsageError("--max-memory: '" + said + "' is no size; say 500M or 1.5G");
        }
        bytes_ = *size;
      }),
      "refuse texts whose alignment would take more memory: 500M, 1.5G; what it "
      "takes is estimated before the work (default: no limit)");
}

std::string MemoryLimit::refusal(std::uint64_t need, const std::string& what,
                                 std::string_view remedy) const {
  return what + ' ' + format_size(need) + " of memory, more than --max-memory " + said_ + "; " +
         std::string(remedy);
}

void MemoryLimit::refuse_above(std::uint64_t need, const std::string& what,
                               std::string_view remedy) const {
  if (bytes_ > 0 && need > bytes_) throw MemoryError(refusal(need, what, remedy));
}

void MemoryLimit::check_files(const std::vector<std::string>& paths) const {
  if (bytes_ == 0) return;
  refuse_above(with_margin(reading_bytes(paths)),
               paths.front() + " and " + paths.back() + ": reading them takes");
}

void MemoryLimit::check(const Pair& pair, const embed::Model& model,
                        const align::AlignOptions& options, AfterAligning after,
                        unsigned threads) const {
  if (bytes_ == 0) return;
  Measure both = measure_of(pair.source.document);
  both.add(measure_of(pair.target.document));
  const double aligning = after == AfterAligning::kWriting
                              ? aligning_sections_bytes(both, model.dimensions(), options, threads)
                              : aligning_bytes(both, model.dimensions(), options);
  refuse_above(with_margin(aligning + static_cast<double>(model.file_size()) +
                           static_cast<double>(after) * both.bytes),
               names_of(pair) + ": aligning them takes about");
}

void MemoryLimit::check_vectors(const Pair& pair, std::uint64_t vector_bytes,
                                const align::AlignOptions& options) const {
  if (bytes_ == 0) return;
  Measure both = size_of(pair.source.document);
  both.add(size_of(pair.target.document));
  // A file's bytes are held beside the matrix that is made of them.
  const double vectors = 2 * static_cast<double>(vector_bytes);
  refuse_above(with_margin(aligning_bytes(both, 0, options) + vectors),
               names_of(pair) + ": aligning them takes about");
}

}  // namespace qiao::cli
