// The layout, as libfasttext 0.9 writes it (FastText::saveModel), little-endian:
//
//   int32 magic, version
//   int32 dim, ws, epoch, minCount, neg, wordNgrams, loss, model, bucket, minn, maxn, lrUpdateRate
//   double t
//   int32 size, nwords, nlabels   int64 ntokens, pruned
//   size entries: word, '\0', int64 count, int8 type (0 word, 1 label)
//   pruned pairs of int32 (only when the dictionary was pruned)
//   bool quantised   int64 rows, columns   float[rows * columns]     the input matrix
//   bool quantised   int64 rows, columns   float[rows * columns]     the output matrix
#include "embed/fasttext_model.h"

#include <fasttext/fasttext.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "text/input_error.h"
#include "text/steady_file.h"

namespace qiao::embed {
namespace {

constexpr std::int32_t kMagic = 793712314;
constexpr std::int32_t kNewestVersion = 12;
constexpr std::int32_t kOldestVersion = 11;
constexpr std::int32_t kMaxWords = 30'000'000;  // libfasttext's own bound
constexpr std::int32_t kMaxBuckets = 100'000'000;
constexpr std::int32_t kMaxDimensions = 4096;
constexpr std::int32_t kLongestGram = 64;
constexpr std::size_t kLongestWord = 65536;
// libfasttext marks the inner nodes of its Huffman tree with 10^15.
constexpr std::int64_t kMaxCount = 100'000'000'000'000;

// Walks over a file and complains with the place.
class Checker {
 public:
  explicit Checker(const std::string& path) : path_(path), in_(path, std::ios::binary) {
    std::error_code error;
    size_ = std::filesystem::file_size(path, error);
    if (!in_ || error) throw InputError(path + ": cannot be opened; check the path");
  }

  template <class Number>
  Number read() {
    Number number{};
    if (!in_.read(reinterpret_cast<char*>(&number), sizeof number)) refuse("cut short");
    at_ += sizeof number;
    return number;
  }

  void read_word() {
    std::size_t length = 0;
    for (int c = in_.get(); c != 0; c = in_.get(), ++length) {
      if (c == std::ifstream::traits_type::eof()) refuse("cut short in its dictionary");
      if (length == kLongestWord) refuse("a word of more than 64 KiB");
    }
    at_ += length + 1;
  }

  // Requires factors below 2^31.
  void skip_floats(std::int64_t rows, std::int64_t columns) {
    const auto count = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
    if (count > (size_ - at_) / sizeof(float)) refuse("cut short in its vectors");
    at_ += count * sizeof(float);
    in_.seekg(static_cast<std::streamoff>(at_));
  }

  void require(bool holds, const std::string& what) {
    if (!holds) refuse("damaged: " + what);
  }

  void require_end() { require(at_ == size_, "bytes behind the last vector"); }

  [[noreturn]] void refuse(const std::string& why) {
    throw InputError(path_ + ": at byte " + std::to_string(at_) + ": " + why +
                     "; fetch or train the model again");
  }

 private:
  std::string path_;
  std::ifstream in_;
  std::uint64_t size_ = 0;
  std::uint64_t at_ = 0;
};

struct Arguments {
  std::int32_t dim, ws, epoch, min_count, neg, word_grams, loss, model, bucket, minn, maxn, rate;
};

bool within(std::int64_t value, std::int64_t low, std::int64_t high) {
  return low <= value && value <= high;
}

Arguments check_arguments(Checker& file) {
  const auto a = file.read<Arguments>();
  file.require(within(a.dim, 1, kMaxDimensions), "dimensions");
  file.require(within(a.loss, 1, 4) && within(a.model, 1, 3), "kind of model");
  file.require(within(a.bucket, 0, kMaxBuckets), "number of buckets");
  file.require(within(a.minn, 0, kLongestGram) && within(a.maxn, 0, kLongestGram),
               "lengths of character n-grams");
  file.require(a.maxn == 0 || a.bucket > 0, "character n-grams without buckets");
  file.read<double>();  // threshold of sub-sampling
  return a;
}

struct DictionarySizes {
  std::int32_t words, labels;
};

DictionarySizes check_dictionary(Checker& file) {
  const auto size = file.read<std::int32_t>();
  const auto words = file.read<std::int32_t>();
  const auto labels = file.read<std::int32_t>();
  file.require(within(size, 1, kMaxWords) && within(words, 1, size) && labels == size - words,
               "size of the dictionary");
  const auto tokens = file.read<std::int64_t>();
  file.require(within(tokens, 1, kMaxCount), "number of tokens");
  // -1: not pruned. Only quantised models are pruned.
  file.require(file.read<std::int64_t>() == -1, "pruned dictionary of a model of word vectors");
  for (std::int32_t i = 0; i < size; ++i) {
    file.read_word();
    file.require(within(file.read<std::int64_t>(), 0, tokens), "count of a word");
    file.require(file.read<std::int8_t>() == (i < words ? 0 : 1), "order of the dictionary");
  }
  return {words, labels};
}

// Returns the number of rows.
std::int64_t check_matrix(Checker& file, std::int32_t dimensions) {
  if (file.read<std::uint8_t>() != 0) file.refuse("a quantised model, which Qiao does not read");
  const auto rows = file.read<std::int64_t>();
  const auto columns = file.read<std::int64_t>();
  file.require(within(rows, 0, std::int64_t{kMaxWords} + kMaxBuckets) && columns == dimensions,
               "size of a matrix");
  file.skip_floats(rows, columns);
  return rows;
}

void check(const std::string& path) {
  Checker file(path);
  if (file.read<std::int32_t>() != kMagic) file.refuse("not a fastText model");
  const auto version = file.read<std::int32_t>();
  if (!within(version, kOldestVersion, kNewestVersion)) {
    file.refuse("fastText format " + std::to_string(version) + ", known are 11 and 12");
  }
  const Arguments a = check_arguments(file);
  const DictionarySizes sizes = check_dictionary(file);
  const std::int64_t input = check_matrix(file, a.dim);
  file.require(input == std::int64_t{sizes.words} + a.bucket, "number of vectors");
  const std::int64_t output = check_matrix(file, a.dim);
  constexpr std::int32_t kSupervised = 3;
  file.require(output == (a.model == kSupervised ? sizes.labels : sizes.words),
               "number of output vectors");
  file.require_end();
}

}  // namespace

struct FastTextModel::Loaded {
  fasttext::FastText model;
  std::shared_ptr<const fasttext::Dictionary> dictionary;
  std::vector<std::int64_t> counts;
  std::string path;
  int dimensions = 0;
};

FastTextModel::FastTextModel(std::unique_ptr<Loaded> loaded) : loaded_(std::move(loaded)) {}
FastTextModel::FastTextModel(FastTextModel&&) noexcept = default;
FastTextModel& FastTextModel::operator=(FastTextModel&&) noexcept = default;
FastTextModel::~FastTextModel() = default;

bool FastTextModel::recognises(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::int32_t magic = 0;
  return in.read(reinterpret_cast<char*>(&magic), sizeof magic) && magic == kMagic;
}

FastTextModel FastTextModel::open(const std::string& path) {
  const text::SteadyFile steady(path);
  check(path);
  auto loaded = std::make_unique<Loaded>();
  loaded->path = path;
  try {
    loaded->model.loadModel(path);
    loaded->dictionary = loaded->model.getDictionary();
    loaded->counts = loaded->dictionary->getCounts(fasttext::entry_type::word);
    loaded->dimensions = loaded->model.getDimension();
  } catch (const std::exception& error) {
    throw InputError(path + ": libfasttext cannot load it (" + error.what() +
                     "); is there memory for all of it?");
  }
  steady.check(path);  // libfasttext does not notice when its reads fail
  return FastTextModel(std::move(loaded));
}

int FastTextModel::dimensions() const { return loaded_->dimensions; }

std::size_t FastTextModel::word_count() const {
  return static_cast<std::size_t>(loaded_->dictionary->nwords());
}

std::string FastTextModel::word(std::size_t i) const {
  return loaded_->dictionary->getWord(static_cast<std::int32_t>(i));
}

double FastTextModel::frequency(std::size_t i) const {
  return static_cast<double>(loaded_->counts[i]) /
         static_cast<double>(loaded_->dictionary->ntokens());
}

void FastTextModel::vector(const std::string& word, float* components) const {
  fasttext::Vector vector(loaded_->dimensions);
  loaded_->model.getWordVector(vector, word);
  for (int k = 0; k < loaded_->dimensions; ++k) {
    if (!std::isfinite(vector[k])) {
      throw InputError(loaded_->path + ": damaged: a vector with a component that is no finite " +
                       "number; fetch or train the model again");
    }
    components[k] = vector[k];
  }
}

}  // namespace qiao::embed
