// qiao model import: word vectors of fastText in, a model out.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/model_command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/word_vectors.h"
#include "embed/model.h"
#include "embed/word_file.h"
#include "embed/word_table.h"
#include "text/files.h"
#include "text/input_error.h"
#include "tmx/json_text.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "model import",
    .operands = "",
    .about =
        "Makes a model of word vectors that are aligned already: one file a language, in one "
        "space,\n"
        "such as the wiki.*.align.vec that fastText publishes (for others see qiao model map).\n"
        "Files are .vec (text) or .bin. They give one vector a word; frequent words are weighted\n"
        "down (SIF), by the counts of a .bin, or by Zipf's law and the order of a .vec. Words are\n"
        "folded: Simplified rows serve Traditional text, and of Haus and haus the more frequent\n"
        "one is kept.\n"
        "\n"
        "A word that the files lack counts for nothing. A .bin could make its vector from "
        "subwords,\n"
        "but a model cannot hold them: fastText hashes them in its own way. So name the texts "
        "that\n"
        "you want to align with --words: their words get the vectors that the .bin makes.\n"
        "\n"
        "Expect less of such a model than of one trained on sentences (qiao model train): words\n"
        "that occur alike are not yet translations.\n"
        "\n"
        "Memory: 4 bytes for each component of each word, 0.5 GB for two languages with the\n"
        "defaults and 300 dimensions, and a .bin whole while it is read.\n",
    .examples =
        "  qiao model import --source wiki.zh.align.vec --target wiki.de.align.vec -o wiki.qiao\n"
        "  qiao align --model wiki.qiao story.zh.txt story.de.txt -o story.tmx\n",
};

struct Settings {
  std::string source, target, output;
  std::vector<std::string> also;
  std::vector<std::string> texts;
  std::size_t max_words = 200000;
  embed::SifOptions sif;
  int bits = 4;
};

po::options_description options_for(Settings& s) {
  po::options_description options("Options");
  options.add_options()("source", po::value(&s.source)->value_name("FILE")->required(),
                        "vectors of one language")(
      "target", po::value(&s.target)->value_name("FILE")->required(), "of the other")(
      "also", po::value(&s.also)->value_name("FILE")->composing(),
      "of a further language; may be repeated")(
      "output,o", po::value(&s.output)->value_name("OUT")->required(), "the model to write")(
      "max-words", po::value(&s.max_words)->default_value(s.max_words)->value_name("N"),
      "read the first N words of each file, the most frequent")(
      "words", po::value(&s.texts)->value_name("TEXT")->composing(),
      "give the words of this text vectors made from subwords (.bin only); may be repeated")(
      "sif", po::value(&s.sif.a)->default_value(s.sif.a, "0.001")->value_name("A"),
      "weight of a word: A / (A + its share of running text)")(
      "bits", po::value(&s.bits)->default_value(s.bits)->value_name("N"),
      "of a component in the file: 4, 8 or 16");
  return options;
}

void check(const Settings& s) {
  if (s.max_words < 1) throw UsageError("--max-words: at least 1");
  if (!(s.sif.a > 0)) throw UsageError("--sif: above 0");
  if (s.bits != 4 && s.bits != 8 && s.bits != 16) throw UsageError("--bits: 4, 8 or 16");
}

}  // namespace

int model_import(int argc, char** argv) {
  Settings s;
  if (!parse_options(argc, argv, kUsage, options_for(s))) return kDone;
  check(s);
  const std::vector<TextWord> text_words = words_of_texts(s.texts);
  std::vector<std::string> paths{s.source, s.target};
  paths.insert(paths.end(), s.also.begin(), s.also.end());

  Progress progress;
  std::optional<embed::WordTable> table;
  int dimensions = 0;
  nlohmann::ordered_json sources;
  for (const std::string& path : paths) {
    embed::WordFile file(path);
    if (!table) {
      dimensions = file.dimensions();
      table.emplace(dimensions, s.sif);
    } else {
      table->next_language();
    }
    if (file.dimensions() != dimensions) {
      throw InputError(path + ": " + std::to_string(file.dimensions()) + " dimensions, but " +
                       paths[0] + " has " + std::to_string(dimensions) +
                       "; vectors of one space have the same");
    }
    const std::size_t before = table->size();
    const WordCounts counts =
        read_words(file, path, s.max_words, text_words, progress,
                   [&](std::string_view word, std::span<const float> vector, double frequency) {
                     return table->add(word, vector, frequency);
                   });
    progress.clear();
    const std::size_t used = table->size() - before;
    if (used == 0)
      throw InputError(path + ": no word that a text could hold; is it the right file?");
    sources.push_back({{"file", path},
                       {"words_read", counts.read},
                       {"features", used},
                       {"from_subwords", counts.from_subwords}});
    say(path + ": " + std::to_string(counts.read) + " words read, " +
        std::to_string(used - counts.from_subwords) + " kept" +
        (counts.from_subwords > 0
             ? ", and " + std::to_string(counts.from_subwords) + " made from subwords"
             : ""));
  }
  progress.show("writing " + s.output, 0);
  embed::ModelContents contents = table->finish();
  nlohmann::ordered_json metadata;
  metadata["program"] = std::string("qiao ") + QIAO_VERSION;
  metadata["imported"] = std::move(sources);
  metadata["options"] = {{"max_words", s.max_words}, {"sif", s.sif.a}};
  contents.metadata = tmx::json_text(metadata);
  text::OutputFile out(s.output);
  out.write(embed::serialise_model(contents, s.bits));
  out.commit();
  return kDone;
}

}  // namespace qiao::cli
