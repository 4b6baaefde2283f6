#include "cli/corpus/align_pairs.h"

#include <atomic>
#include <filesystem>
#include <mutex>
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

void align_documents(const DocumentPair& documents, const AlignPairsOptions& options,
                     const embed::Model& model, Shard& shard) {
  const PairOptions& as = options.pair;
  const Pair pair{read_side(options.source_folder + '/' + documents.source, as.source_language,
                            as.read, "source-lang"),
                  read_side(options.target_folder + '/' + documents.target, as.target_language,
                            as.read, "target-lang")};
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
  const align::Alignment alignment = build_bridge(pair, model, alone, options.align).alignment;
  shard.rows = bead_rows(alignment, pair.source, pair.target);
}

void score_memory(const DocumentPair& memory, const AlignPairsOptions& options,
                  const embed::Model& model, Shard& shard) {
  const std::string path = memory.source.empty() ? options.target_folder + '/' + memory.target
                                                 : options.source_folder + '/' + memory.source;
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
                 const embed::Model& model) {
  Shard shard{.made_of = made_of(pair, options), .pair = pair};
  try {
    (pair.is_memory() ? score_memory : align_documents)(pair, options, model, shard);
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
                                     const AlignPairsOptions& options) {
  std::vector<std::size_t> places;
  places.reserve(pairs.size());
  for (const DocumentPair& pair : pairs) {
    const std::string of = made_of(pair, options);
    std::size_t place = 0;
    while (place < folders.size() && !read_shard_head(pair, of, folders[place])) ++place;
    places.push_back(place);
  }
  return places;
}

void align_pairs(std::span<const DocumentPair> pairs, const std::string& folder,
                 const AlignPairsOptions& options, const embed::Model& model, embed::Pool& pool,
                 const std::function<void(std::size_t, std::size_t)>& on_done) {
  std::mutex mutex;
  std::size_t done = 0;
  std::atomic<bool> failed{false};  // a full disk is full for the others too
  pool.for_chunks(pairs.size(), 1, [&](std::size_t k, std::size_t) {
    if (failed) return;
    try {
      write_shard(align_pair(pairs[k], options, model), folder);
    } catch (...) {
      failed = true;
      throw;
    }
    const std::lock_guard lock(mutex);
    on_done(++done, pairs.size());
  });
}

}  // namespace qiao::cli
