#include "cli/corpus/shard.h"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/corpus/run_folder.h"
#include "cli/file_sink.h"
#include "text/files.h"
#include "text/input_error.h"
#include "tmx/bead_reader.h"
#include "tmx/bilingual_writers.h"
#include "tmx/json_text.h"

namespace qiao::cli {
namespace {

constexpr int kForm = 2;  // of the file; another program may write another one

nlohmann::ordered_json head_of(const Shard& shard) {
  return {{"shard", kForm},
          {"made_of", shard.made_of},
          {"source", shard.pair.source},
          {"target", shard.pair.target},
          {"source_sentences", shard.source_sentences},
          {"target_sentences", shard.target_sentences},
          {"skipped_units", shard.skipped_units},
          {"source_language", shard.making.source_language},
          {"target_language", shard.making.target_language},
          {"error", shard.error},
          {"max_memory", shard.max_memory}};
}

// Names need not be UTF-8; what JSON makes of them is compared.
bool fits(const nlohmann::json& head, const DocumentPair& pair, const std::string& made_of) {
  const auto text = [](const std::string& name) {
    return nlohmann::json::parse(tmx::json_text(nlohmann::json(name))).get<std::string>();
  };
  return head.is_object() && head.value("shard", 0) == kForm &&
         head.value("made_of", "") == made_of && head.value("source", "") == text(pair.source) &&
         head.value("target", "") == text(pair.target);
}

std::optional<Shard> parse_head(const std::string& line, const DocumentPair& pair,
                                const std::string& made_of) {
  const auto head = nlohmann::json::parse(line, nullptr, false);
  if (!fits(head, pair, made_of)) return std::nullopt;
  Shard shard{.made_of = made_of, .pair = pair};
  try {
    shard.error = head.value("error", "");
    shard.max_memory = head.value("max_memory", std::uint64_t{0});
    shard.source_sentences = head.value("source_sentences", std::size_t{0});
    shard.target_sentences = head.value("target_sentences", std::size_t{0});
    shard.skipped_units = head.value("skipped_units", std::size_t{0});
    shard.making.source_language = head.value("source_language", "");
    shard.making.target_language = head.value("target_language", "");
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  const std::string& name = pair.source.empty() ? pair.target : pair.source;
  shard.making.document = std::filesystem::path(name).filename().string();
  return shard;
}

}  // namespace

std::string shard_name(const DocumentPair& pair) {
  const std::string both = pair.source + '\0' + pair.target;
  const XXH128_hash_t hash = XXH3_128bits(both.data(), both.size());
  std::array<char, 33> name{};
  std::snprintf(name.data(), name.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return std::string(name.data(), 2) + '/' + name.data() + ".jsonl";
}

void write_shard(const Shard& shard, const std::string& folder) {
  const std::string path = folder + '/' + shard_name(shard.pair);
  make_folders(std::filesystem::path(path).parent_path().string());
  text::OutputFile out(path);
  FileSink sink(out);
  sink.write(tmx::json_text(head_of(shard)) + '\n');
  tmx::write_jsonl(shard.rows, shard.making, sink);
  out.commit();
}

std::optional<Shard> read_shard_head(const DocumentPair& pair, const std::string& made_of,
                                     const std::string& folder) {
  std::ifstream in(folder + '/' + shard_name(pair), std::ios::binary);
  std::string line;
  if (!std::getline(in, line)) return std::nullopt;
  return parse_head(line, pair, made_of);
}

std::optional<Shard> read_shard(const DocumentPair& pair, const std::string& made_of,
                                const std::string& folder) {
  const std::string path = folder + '/' + shard_name(pair);
  if (!std::filesystem::exists(path)) return std::nullopt;
  const std::string bytes = text::read_file(path);
  const std::size_t end = bytes.find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::optional<Shard> shard = parse_head(bytes.substr(0, end), pair, made_of);
  if (!shard) return std::nullopt;
  try {
    const std::string_view rest = std::string_view(bytes).substr(end + 1);
    if (!rest.empty()) shard->rows = tmx::read_beads(rest, path).rows;
  } catch (const InputError&) {
    return std::nullopt;
  }
  return shard;
}

}  // namespace qiao::cli
