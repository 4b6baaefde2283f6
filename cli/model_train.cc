// qiao model train: parallel lines in, a model out.
//
//   read and extract features -> choose the vocabulary -> train, with checkpoints -> quantise,
//   write
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/model_command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "embed/checkpoint.h"
#include "embed/model.h"
#include "embed/trainer.h"
#include "embed/training_text.h"
#include "text/files.h"
#include "text/input_error.h"
#include "text/language.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "model train",
    .operands = "PAIRS...",
    .about =
        "Learns one space for Chinese, German and English. Each PAIRS is a file of translations,\n"
        "source<TAB>target a line (further fields are passed over), in any two of the languages;\n"
        "FILE=0.5 shows half of its pairs in each epoch, FILE=2 each pair twice.\n"
        "An interrupted training goes on from its last checkpoint, OUT.checkpoint.\n",
    .examples =
        "  qiao model train -o mine.qiao zh-de.tsv zh-en.tsv de-en.tsv=0.5\n"
        "  qiao model train -o field.qiao --from default.qiao memory.tsv\n",
};

struct Settings {
  std::string output;
  std::string from;
  std::string description;
  std::size_t vocabulary = 277000;
  std::uint32_t min_count = 4;
  std::uint32_t buckets = 16384;
  int bits = 4;
  int threads = 0;
  double checkpoint_minutes = 5;
  bool keep_checkpoint = false;
  int batch = 0;      // 0: as many as fit the task
  double epochs = 0;  // likewise
  embed::TrainerOptions trainer;
};

template <class T>
auto with_default(T& value, const char* name) {
  return po::value(&value)->default_value(value)->value_name(name);
}

// Floats as a person writes them: Boost prints 0.07 as 0.070000000000000007.
auto number(double& value) {
  char shown[32];
  std::snprintf(shown, sizeof shown, "%g", value);
  return po::value(&value)->default_value(value, shown)->value_name("X");
}

po::options_description options_for(Settings& s) {
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&s.output)->value_name("OUT")->required(),
                        "the model to write")(
      "from", po::value(&s.from)->value_name("MODEL"),
      "start from this model's vectors and keep its vocabulary: fits it to a field")(
      "vocabulary", with_default(s.vocabulary, "N"), "features with a row of their own")(
      "min-count", with_default(s.min_count, "N"), "rarer features get no row")(
      "buckets", with_default(s.buckets, "N"), "rows that rare words share")(
      "dimensions", with_default(s.trainer.dimensions, "N"), "components of a vector")(
      "bits", with_default(s.bits, "N"),
      "of a component in the file: 4, 8, or 16 (as good as floats)")(
      "epochs", po::value(&s.epochs)->value_name("X"), "passes over the pairs (4, with --from 12)")(
      "batch", po::value(&s.batch)->value_name("N"),
      "pairs that are told apart at a time (1024, with --from 256)")(
      "temperature", number(s.trainer.temperature), "of the softmax")(
      "margin", number(s.trainer.margin), "by which a translation must be closer")(
      "dropout", number(s.trainer.dropout), "share of features left out at each sight")(
      "word-share", number(s.trainer.word_share),
      "weight of the words' loss beside the sentences'; 0: of the sentences alone")(
      "hard-share", number(s.trainer.hard_share),
      "share of the batches, after the first epoch, that hold pairs like each other")(
      "learning-rate", number(s.trainer.learning_rate), "of Adagrad")(
      "seed", with_default(s.trainer.seed, "N"), "same seed, same model")(
      "threads", with_default(s.threads, "N"), "0: one for each core")(
      "checkpoint-minutes", number(s.checkpoint_minutes), "between checkpoints; 0: none")(
      "keep-checkpoint", po::bool_switch(&s.keep_checkpoint),
      "keep the last one, so that the same training can be written with other --bits")(
      "describe", po::value(&s.description)->value_name("FILE"),
      "JSON of sources and licences to keep in the model");
  return options;
}

void check(const Settings& s) {
  if (s.bits != 4 && s.bits != 8 && s.bits != 16) throw UsageError("--bits: 4, 8 or 16");
  if (s.trainer.dimensions < 8 || s.trainer.dimensions % 8 != 0 || s.trainer.dimensions > 4096) {
    throw UsageError("--dimensions: a multiple of 8 up to 4096");
  }
  if (s.batch != 0 && s.batch < 2) throw UsageError("--batch: at least 2");
  if (s.threads < 0) throw UsageError("--threads: a number below 0");
  if (!(s.epochs >= 0)) throw UsageError("--epochs: above 0");
  if (!(s.trainer.temperature > 0)) throw UsageError("--temperature: above 0");
  if (!(s.trainer.dropout >= 0 && s.trainer.dropout < 1)) {
    throw UsageError("--dropout: from 0 to below 1");
  }
  if (!(s.trainer.word_share >= 0)) throw UsageError("--word-share: 0 or more");
  if (!(s.trainer.hard_share >= 0 && s.trainer.hard_share <= 1)) {
    throw UsageError("--hard-share: from 0 to 1");
  }
}

struct PairsFile {
  std::string path;
  double weight = 1;
};

PairsFile parse_operand(const std::string& operand) {
  const std::size_t sign = operand.rfind('=');
  if (sign == std::string::npos) return {operand, 1};
  try {
    std::size_t read = 0;
    const double weight = std::stod(operand.substr(sign + 1), &read);
    if (sign + 1 + read == operand.size() && weight > 0) return {operand.substr(0, sign), weight};
  } catch (const std::logic_error&) {
    // Falls through to the complaint.
  }
  throw UsageError("'" + operand + "': after = comes a weight above 0");
}

// Batches hold pairs of one language pair: told from each other by language they would teach
// nothing. The pair is guessed from the first lines of a file.
class Groups {
 public:
  int of(std::string_view source, std::string_view target) {
    const auto key =
        std::pair(text::guess_language(source).language, text::guess_language(target).language);
    return groups_.try_emplace(key, static_cast<int>(groups_.size())).first->second;
  }

 private:
  std::map<std::pair<text::Language, text::Language>, int> groups_;
};

std::vector<embed::FeaturePairs> read_pairs(const std::vector<std::string>& operands,
                                            embed::Pool& pool) {
  std::vector<PairsFile> files;
  std::vector<embed::FeaturePairs> pairs;
  Groups groups;
  for (const std::string& operand : operands) {
    files.push_back(parse_operand(operand));
    std::string source, target;
    read_parallel_lines(files.back().path, [&](std::string_view s, std::string_view t) {
      if (source.size() > 20000) return;
      source.append(s).append("\n");
      target.append(t).append("\n");
    });
    pairs.emplace_back(files.back().path, groups.of(source, target), files.back().weight);
  }
  pool.for_chunks(files.size(), 1, [&](std::size_t i, std::size_t) {
    read_parallel_lines(files[i].path, [&](std::string_view source, std::string_view target) {
      pairs[i].add(source, target);
    });
  });
  return pairs;
}

std::string minutes(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%d:%02d", static_cast<int>(seconds) / 60,
                static_cast<int>(seconds) % 60);
  return text;
}

std::string metadata_of(const Settings& s, const std::vector<embed::FeaturePairs>& pairs) {
  nlohmann::ordered_json json;
  json["program"] = std::string("qiao ") + QIAO_VERSION;
  for (const auto& set : pairs) json["pairs"][set.name()] = set.size();
  json["options"] = {{"dimensions", s.trainer.dimensions},
                     {"epochs", s.trainer.epochs},
                     {"batch", s.trainer.batch},
                     {"temperature", s.trainer.temperature},
                     {"margin", s.trainer.margin},
                     {"dropout", s.trainer.dropout},
                     {"hard_share", s.trainer.hard_share},
                     {"word_share", s.trainer.word_share},
                     {"learning_rate", s.trainer.learning_rate},
                     {"seed", s.trainer.seed}};
  if (!s.from.empty()) json["from"] = s.from;
  if (!s.description.empty()) {
    try {
      json["description"] = nlohmann::ordered_json::parse(text::read_file(s.description));
    } catch (const nlohmann::json::parse_error& error) {
      throw InputError(s.description + ": byte " + std::to_string(error.byte) +
                       ": not JSON; correct it");
    }
  }
  return json.dump();
}

}  // namespace

int model_train(int argc, char** argv) {
  Settings s;
  const auto operands = parse_options(argc, argv, kUsage, options_for(s));
  if (!operands) return kDone;
  check(s);
  // A field is small: more steps teach more than more strangers in each.
  s.trainer.batch = s.batch != 0 ? s.batch : s.from.empty() ? s.trainer.batch : 256;
  s.trainer.epochs = s.epochs != 0 ? s.epochs : s.from.empty() ? s.trainer.epochs : 12;
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };

  embed::ModelContents contents;
  if (!s.from.empty()) {
    contents = embed::read_contents(embed::Model::open(s.from));
    s.trainer.dimensions = static_cast<int>(contents.table.cols());
  }
  embed::Pool pool(static_cast<unsigned>(s.threads));
  std::vector<embed::FeaturePairs> pairs = read_pairs(*operands, pool);
  contents.metadata = metadata_of(s, pairs);
  if (s.from.empty()) {
    contents.keys = embed::frequent_keys(pairs, s.vocabulary, s.min_count);
    contents.buckets = s.buckets;
  }
  const embed::Vocabulary vocabulary(contents.keys, contents.buckets);
  std::vector<embed::PairSet> sets;
  std::size_t pair_count = 0;
  for (embed::FeaturePairs& set : pairs) {
    sets.push_back(set.in_rows(vocabulary));
    pair_count += set.size();
    set = embed::FeaturePairs({}, 0, 0);  // its features are no longer needed
  }
  if (pair_count == 0) {
    throw InputError((*operands)[0] + ": no pair in it; give source<TAB>target a line");
  }
  say(std::to_string(pair_count) + " pairs, " + std::to_string(vocabulary.row_count()) +
      " rows, read in " + minutes(seconds()));

  embed::TrainerState state = s.from.empty()
                                  ? embed::initial_state(vocabulary.row_count(), s.trainer)
                                  : embed::fitting_state(std::move(contents.table));
  const std::string checkpoint = s.output + ".checkpoint";
  const std::uint64_t fingerprint =
      embed::training_fingerprint(s.trainer, sets, vocabulary.row_count());
  if (s.checkpoint_minutes > 0 && embed::load_checkpoint(checkpoint, fingerprint, state)) {
    say(checkpoint + ": goes on from step " + std::to_string(state.step));
  }
  const std::uint64_t first_step = state.step;
  const double before = seconds();
  double last_checkpoint = before;
  embed::train(state, sets, s.trainer, pool, [&](const embed::TrainerProgress& progress) {
    const double now = seconds();
    const auto done = static_cast<double>(progress.step - first_step);
    const double speed = done / (now - before);
    char line[160];
    std::snprintf(line, sizeof line, "step %llu of %llu, loss %.4f, %.0f pairs/s, %s left",
                  static_cast<unsigned long long>(progress.step),
                  static_cast<unsigned long long>(progress.steps), progress.loss,
                  speed * s.trainer.batch,
                  minutes(static_cast<double>(progress.steps - progress.step) / speed).c_str());
    say(line);
    if (s.checkpoint_minutes > 0 && now - last_checkpoint > 60 * s.checkpoint_minutes) {
      embed::save_checkpoint(checkpoint, fingerprint, state);
      last_checkpoint = seconds();
    }
    return true;
  });
  if (s.keep_checkpoint) embed::save_checkpoint(checkpoint, fingerprint, state);
  contents.table = std::move(state.table);
  text::OutputFile out(s.output);
  out.write(embed::serialise_model(contents, s.bits));
  out.commit();
  if (!s.keep_checkpoint) std::remove(checkpoint.c_str());
  say(s.output + ": written after " + minutes(seconds()));
  return kDone;
}

}  // namespace qiao::cli
