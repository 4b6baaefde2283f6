#include "tests/support/toy_vectors.h"

#include <fasttext/fasttext.h>

#include <fstream>
#include <random>

namespace qiao::testing {
namespace {

constexpr int kSentences = 12000;
constexpr int kWordsInSentence = 6;
constexpr unsigned kReach = 3;  // a sentence names things at most so far behind its first

void write_text(ToyLanguage language, const std::string& path) {
  std::ofstream out(path);
  // Not the same sentences in both languages. Only the generator's raw numbers are portable.
  std::mt19937 random(language == ToyLanguage::kChinese ? 1 : 2);
  for (int sentence = 0; sentence < kSentences; ++sentence) {
    const auto first = random() % kThings.size();
    for (int word = 0; word < kWordsInSentence; ++word) {
      const Thing& thing = kThings[(first + random() % (kReach + 1)) % kThings.size()];
      out << (language == ToyLanguage::kChinese ? thing.chinese : thing.german) << ' ';
    }
    out << '\n';
  }
}

}  // namespace

void train_toy_vectors(ToyLanguage language, const std::string& stem, const ToyOptions& options) {
  write_text(language, stem + ".txt");
  fasttext::Args args;
  args.input = stem + ".txt";
  args.output = stem;
  args.model = fasttext::model_name::sg;
  args.loss = fasttext::loss_name::ns;
  args.dim = options.dimensions;
  args.epoch = 5;
  args.lr = 0.1;
  args.minCount = 1;
  args.minn = options.shortest_gram;
  args.maxn = options.longest_gram;
  args.bucket = options.longest_gram > 0 ? 2000 : 0;
  args.t = 1;  // no sub-sampling: forty words are all frequent
  args.thread = 1;
  args.seed = 7;
  args.verbose = 0;
  fasttext::FastText model;
  model.train(args);
  model.saveModel(stem + ".bin");
  model.saveVectors(stem + ".vec");
}

}  // namespace qiao::testing
