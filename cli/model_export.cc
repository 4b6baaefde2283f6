// qiao model export: vectors of words, as a .vec that other programs read.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/model_command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "embed/encoder.h"
#include "embed/features.h"
#include "embed/model.h"
#include "embed/vec_file.h"
#include "text/files.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "model export",
    .operands = "MODEL",
    .about =
        "Writes the model's vectors of some words, one a line in a file, as fastText's .vec: the "
        "sum\n"
        "of a word's features, subwords included, so that nearly every word has one. Vectors are "
        "not\n"
        "scaled: their length is the word's importance. Words that occur twice are written once, "
        "and\n"
        "those of which the model knows nothing are left out.\n",
    .examples = "  qiao model export default.qiao --words words.txt -o qiao.vec\n",
};

constexpr std::size_t kBatch = 8192;

std::vector<std::string> read_words(const std::string& path) {
  const std::string bytes = text::read_file(path);
  const std::string_view all = bytes;
  std::vector<std::string> words;
  std::unordered_set<std::string_view> seen;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < all.size(); ++number) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    std::string_view word = all.substr(begin, end - begin);
    begin = end + 1;
    if (word.ends_with('\r')) word.remove_suffix(1);
    if (word.empty()) continue;
    if (!embed::is_vec_word(word)) {
      throw InputError(path + ":" + std::to_string(number) +
                       ": white space in a word, or not UTF-8; write one word a line");
    }
    if (seen.insert(word).second) words.emplace_back(word);
  }
  return words;
}

// Drops the words that have no feature with a row.
void keep_known(const embed::Model& model, std::vector<std::string>& words) {
  embed::SentenceFeatures features;
  std::erase_if(words, [&](const std::string& word) {
    embed::extract_features(word, features);
    return std::none_of(features.keys.begin(), features.keys.end(), [&](embed::FeatureKey key) {
      return model.vocabulary().row(key).has_value();
    });
  });
}

}  // namespace

int model_export(int argc, char** argv) {
  std::string list, output;
  int threads = 0;
  po::options_description options("Options");
  options.add_options()("words", po::value(&list)->value_name("FILE")->required(),
                        "one word a line")(
      "output,o", po::value(&output)->value_name("OUT")->required(), "the .vec to write")(
      "threads", po::value(&threads)->default_value(threads)->value_name("N"),
      "0: one for each core");
  const auto operands = parse_options(argc, argv, kUsage, options);
  if (!operands) return kDone;
  if (threads < 0) throw UsageError("--threads: a number below 0");
  const embed::Model model = embed::Model::open((*operands)[0]);
  std::vector<std::string> words = read_words(list);
  const std::size_t asked = words.size();
  keep_known(model, words);
  Progress progress;
  embed::Pool pool(static_cast<unsigned>(threads));
  const auto d = static_cast<std::size_t>(model.dimensions());
  embed::VecWriter out(output, words.size(), model.dimensions());
  for (std::size_t begin = 0; begin < words.size(); begin += kBatch) {
    const std::size_t end = std::min(begin + kBatch, words.size());
    const std::vector<std::string_view> batch(words.begin() + static_cast<std::ptrdiff_t>(begin),
                                              words.begin() + static_cast<std::ptrdiff_t>(end));
    const embed::SentenceSet set = embed::encode(model, batch, pool);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      out.add(batch[i], std::span(set.sums.row(static_cast<Eigen::Index>(i)).data(), d));
    }
    progress.show("writing " + output,
                  static_cast<double>(end) / static_cast<double>(words.size()));
  }
  out.commit();
  progress.clear();
  if (words.size() < asked) {
    say(std::to_string(asked - words.size()) + " of " + std::to_string(asked) +
        " words are unknown to the model and left out");
  }
  return kDone;
}

}  // namespace qiao::cli
