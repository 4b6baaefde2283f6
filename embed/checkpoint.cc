#include "embed/checkpoint.h"

#include <xxhash.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "text/files.h"
#include "text/input_error.h"

namespace qiao::embed {
namespace {

struct Header {
  char magic[8];
  std::uint64_t fingerprint;
  std::uint64_t step;
  std::uint64_t rows;
  std::uint64_t columns;
  std::uint64_t checksum;  // of step, table and squares
};

std::uint64_t checksum_of(const TrainerState& state, std::uint64_t step) {
  const auto bytes = static_cast<std::size_t>(state.table.size()) * sizeof(float);
  const std::uint64_t table = XXH3_64bits_withSeed(state.table.data(), bytes, step);
  return XXH3_64bits_withSeed(state.squares.data(), bytes, table);
}

std::string_view bytes_of(const Embeddings& matrix) {
  return {reinterpret_cast<const char*>(matrix.data()),
          static_cast<std::size_t>(matrix.size()) * sizeof(float)};
}

[[noreturn]] void refuse(const std::string& path, const char* why) {
  throw InputError(path + ": " + why + "; delete it to start the training anew");
}

}  // namespace

std::uint64_t training_fingerprint(const TrainerOptions& options, std::span<const PairSet> sets,
                                   std::size_t rows) {
  std::uint64_t h = XXH3_64bits(&rows, sizeof rows);
  const auto add = [&](const void* data, std::size_t bytes) {
    h = XXH3_64bits_withSeed(data, bytes, h);
  };
  const double numbers[] = {static_cast<double>(options.dimensions),
                            static_cast<double>(options.batch),
                            options.epochs,
                            options.temperature,
                            options.margin,
                            options.dropout,
                            options.hard_share,
                            options.word_share,
                            options.learning_rate,
                            options.initial_scale,
                            static_cast<double>(options.seed)};
  add(numbers, sizeof numbers);
  for (const PairSet& set : sets) {
    add(&set.weight, sizeof set.weight);
    add(&set.group, sizeof set.group);
    for (const FeatureRows* side : {&set.source, &set.target}) {
      add(side->sentences.data(), side->sentences.size() * sizeof(std::uint64_t));
      add(side->words.data(), side->words.size() * sizeof(std::uint64_t));
      add(side->ids.data(), side->ids.size() * sizeof(std::uint32_t));
    }
  }
  return h;
}

void save_checkpoint(const std::string& path, std::uint64_t fingerprint,
                     const TrainerState& state) {
  Header header{{'Q', 'I', 'A', 'O', 'C', 'K', 'P', '\n'},
                fingerprint,
                state.step,
                static_cast<std::uint64_t>(state.table.rows()),
                static_cast<std::uint64_t>(state.table.cols()),
                checksum_of(state, state.step)};
  text::OutputFile file(path);
  file.write({reinterpret_cast<const char*>(&header), sizeof header});
  file.write(bytes_of(state.table));
  file.write(bytes_of(state.squares));
  file.commit();
}

bool load_checkpoint(const std::string& path, std::uint64_t fingerprint, TrainerState& state) {
  if (!std::filesystem::exists(path)) return false;
  std::ifstream file(path, std::ios::binary);
  Header header{};
  file.read(reinterpret_cast<char*>(&header), sizeof header);
  if (!file || std::memcmp(header.magic, "QIAOCKP\n", 8) != 0) refuse(path, "no checkpoint");
  if (header.fingerprint != fingerprint ||
      header.rows != static_cast<std::uint64_t>(state.table.rows()) ||
      header.columns != static_cast<std::uint64_t>(state.table.cols())) {
    refuse(path, "checkpoint of another training (other text or options)");
  }
  for (Embeddings* matrix : {&state.table, &state.squares}) {
    file.read(
        reinterpret_cast<char*>(matrix->data()),
        static_cast<std::streamsize>(matrix->size() * static_cast<Eigen::Index>(sizeof(float))));
  }
  if (!file || file.peek() != std::ifstream::traits_type::eof() ||
      checksum_of(state, header.step) != header.checksum) {
    refuse(path, "damaged checkpoint");
  }
  state.step = header.step;
  return true;
}

}  // namespace qiao::embed
