#include "cli/corpus/align_pairs.h"

#include <atomic>
#include <mutex>

#include "cli/bead_rows.h"
#include "cli/bridge.h"
#include "cli/corpus/fingerprint.h"
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
std::vector<std::string> tags_for(const Pair& pair, std::vector<std::string> tags) {
  std::erase_if(tags, [&](const std::string& tag) { return !has_language_of(pair, tag); });
  return tags;
}

Shard align_pair(const DocumentPair& documents, const AlignPairsOptions& options,
                 const embed::Model& model) {
  Shard shard{.made_of = made_of(documents, options), .pair = documents};
  try {
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
  } catch (const InputError& error) {
    shard.error = error.what();
  }
  return shard;
}

}  // namespace

std::string made_of(const DocumentPair& pair, const AlignPairsOptions& options) {
  return fingerprint(options.settings + '\n' +
                     file_stamp(options.source_folder + '/' + pair.source) + '\n' +
                     file_stamp(options.target_folder + '/' + pair.target));
}

std::vector<std::size_t> find_shards(std::span<const DocumentPair> pairs,
                                     std::span<const std::string> folders,
                                     const AlignPairsOptions& options) {
  std::vector<std::size_t> places;
  places.reserve(pairs.size());
  for (const DocumentPair& pair : pairs) {
    const std::string of = made_of(pair, options);
    std::size_t place = 0;
    while (place < folders.size() && !has_shard(pair, of, folders[place])) ++place;
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
