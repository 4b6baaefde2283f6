#include "cli/corpus/align_pairs.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "cli/bead_rows.h"
#include "cli/bridge.h"
#include "cli/corpus/fingerprint.h"
#include "cli/corpus/memory_rows.h"
#include "cli/unit_making.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace qiao::cli {
namespace {

struct DocumentPaths {
  std::string source, target;
};

// A document whose language is as said, or as guessed.
Side read_side(const std::string& path, const text::LanguageGuess& said, text::ReadOptions read,
               const char* option) {
  read.language = said.language;
  text::Document document = text::read_document(path, read);
  text::LanguageGuess language = document.language();
  if (language.language == text::Language::kUnknown) {
    throw InputError(path + ": its language cannot be told; say --" + option);
  }
  if (said.script != text::Script::kUnknown) language.script = said.script;
  return {std::move(document), language};
}

// Those of the tags that are of this pair: others are for other documents.
std::vector<LanguageTag> tags_for(const Pair& pair, std::vector<LanguageTag> tags) {
  std::erase_if(tags, [&](const LanguageTag& tag) { return !is_for_either(tag, pair); });
  return tags;
}

std::string stamp(const std::string& folder, const std::string& path) {
  return path.empty() ? "none" : file_stamp(folder + '/' + path);
}

Pair read_both(const DocumentPaths& paths, const PairOptions& as) {
  return {read_side(paths.source, as.source_language, as.read, "source-lang"),
          read_side(paths.target, as.target_language, as.read, "target-lang")};
}

// Both documents and the room to align them in: `share` is made as large as that takes.
Pair read_with_room(const DocumentPaths& paths, const AlignPairsOptions& options,
                    const embed::Model& model, MemoryBudget& memory, MemoryBudget::Share& share) {
  if (!memory.is_limited()) return read_both(paths, options.pair);
  const std::string both = paths.source + " and " + paths.target;
  const std::uint64_t reading = reading_need({paths.source, paths.target});
  share = memory.take(reading, both + ": reading them takes");
  std::optional<Pair> pair = read_both(paths, options.pair);
  Measure measure = measure_of(pair->source.document);
  measure.add(measure_of(pair->target.document));
  const std::uint64_t need = aligning_need(measure, model.dimensions(), options.align);
  const std::string takes = both + ": aligning them takes about";
  if (!share.grow(need, takes)) {
    pair.reset();
    share = {};
    share = memory.take(std::max(need, reading), takes);
    pair = read_both(paths, options.pair);
  }
  return *std::move(pair);
}

void align_documents(const DocumentPair& documents, const AlignPairsOptions& options,
                     const embed::Model& model, MemoryBudget& memory, Shard& shard) {
  MemoryBudget::Share share;
  const Pair pair = read_with_room({options.source_folder + '/' + documents.source,
                                    options.target_folder + '/' + documents.target},
                                   options, model, memory, share);
  if (pair.source.language.language == pair.target.language.language) {
    throw InputError(documents.source + ": " +
                     std::string(text::language_name(pair.source.language.language)) + ", as " +
                     documents.target + " is; pair it with another one");
  }
  shard.source_sentences = pair.source.document.sentence_count();
  shard.target_sentences = pair.target.document.sentence_count();
  shard.making = unit_making(pair, tags_for(pair, options.language_tags));
  shard.making.date.clear();
  embed::Pool alone(1);
  const align::Alignment alignment = align_pair(pair, model, alone, options.align);
  shard.rows = bead_rows(alignment, pair.source, pair.target);
}

void score_memory(const DocumentPair& pair, const AlignPairsOptions& options,
                  const embed::Model& model, MemoryBudget& memory, Shard& shard) {
  const std::string path = pair.source.empty() ? options.target_folder + '/' + pair.target
                                               : options.source_folder + '/' + pair.source;
  const MemoryBudget::Share share =
      memory.take(memory_rows_need(path, model), path + ": scoring its units takes about");
  MemoryRows read = read_memory_rows(path, options.pair, options.align, model);
  const text::Language source = read.source.language, target = read.target.language;
  if (!read.rows.empty() && (source == target || source == text::Language::kUnknown ||
                             target == text::Language::kUnknown)) {
    throw InputError(path + ": " + std::string(text::language_name(source)) + " and " +
                     std::string(text::language_name(target)) +
                     ", as far as can be told; say the languages in the file");
  }
  shard.source_sentences = shard.target_sentences = read.rows.size();
  shard.skipped_units = read.skipped_units;
  shard.making = {.source_language = tag_for(read.source, options.language_tags),
                  .target_language = tag_for(read.target, options.language_tags),
                  .document = std::filesystem::path(path).filename().string()};
  shard.rows = std::move(read.rows);
}

Shard align_pair(const DocumentPair& pair, const AlignPairsOptions& options,
                 const embed::Model& model, MemoryBudget& memory) {
  Shard shard{.made_of = made_of(pair, options), .pair = pair};
  try {
    (pair.is_memory() ? score_memory : align_documents)(pair, options, model, memory, shard);
  } catch (const MemoryError& error) {
    shard.error = error.what();
    shard.max_memory = memory.limit().bytes();
  } catch (const InputError& error) {
    shard.error = error.what();
  }
  return shard;
}

}  // namespace

std::string made_of(const DocumentPair& pair, const AlignPairsOptions& options) {
  return fingerprint(options.settings + '\n' + stamp(options.source_folder, pair.source) + '\n' +
                     stamp(options.target_folder, pair.target));
}

std::vector<std::size_t> find_shards(std::span<const DocumentPair> pairs,
                                     std::span<const std::string> folders,
                                     const AlignPairsOptions& options, const MemoryLimit& memory) {
  std::vector<std::size_t> places;
  places.reserve(pairs.size());
  for (const DocumentPair& pair : pairs) {
    const std::string of = made_of(pair, options);
    std::size_t place = 0;
    const auto is_there = [&](const std::string& folder) {
      const auto head = read_shard_head(pair, of, folder);
      return head && (head->max_memory == 0 || head->max_memory == memory.bytes());
    };
    while (place < folders.size() && !is_there(folders[place])) ++place;
    places.push_back(place);
  }
  return places;
}

void align_pairs(std::span<const DocumentPair> pairs, const std::string& folder,
                 const AlignPairsOptions& options, const embed::Model& model, embed::Pool& pool,
                 MemoryBudget& memory,
                 const std::function<void(std::size_t, std::size_t)>& on_done) {
  std::mutex mutex;
  std::size_t done = 0;
  on_done(done, pairs.size());
  std::atomic<bool> failed{false};  // a full disk is full for the others too
  pool.for_chunks(pairs.size(), 1, [&](std::size_t k, std::size_t) {
    if (failed) return;
    try {
      write_shard(align_pair(pairs[k], options, model, memory), folder);
    } catch (...) {
      failed = true;
      throw;
    }
    const std::lock_guard lock(mutex);
    on_done(++done, pairs.size());
  });
}

}  // namespace qiao::cli
