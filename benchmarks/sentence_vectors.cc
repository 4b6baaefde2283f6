// How long do features and vectors of a file of sentences take, and how much of it is ICU's?
//
//   qiao_sentence_vectors MODEL THREADS FILE    one sentence a line; prints one row of a table
//
// Sentences are taken a block at a time, so the peak of memory is that of the program, not of a
// million vectors. Folding, words and features are timed alone on one thread, the vectors on
// THREADS. sentence_vectors.sh runs it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "benchmarks/check.h"
#include "embed/encoder.h"
#include "embed/features.h"
#include "embed/model.h"
#include "text/files.h"
#include "text/fold.h"
#include "text/words.h"

namespace {

using namespace qiao;
using Lines = std::span<const std::string_view>;

constexpr std::size_t kBlock = 65536;

struct Time {
  double wall = 0;
  double processor = 0;
};

template <class Body>
Time time_of(Body&& body) {
  const auto processor = [] {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
  };
  const double before = processor();
  const auto start = std::chrono::steady_clock::now();
  body();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), processor() - before};
}

template <class Body>
void for_blocks(Lines lines, Body&& body) {
  for (std::size_t begin = 0; begin < lines.size(); begin += kBlock) {
    body(lines.subspan(begin, std::min(kBlock, lines.size() - begin)));
  }
}

// The definition, feature by feature.
embed::Embeddings plain_units(const embed::Model& model, Lines lines) {
  embed::Embeddings units =
      embed::Embeddings::Zero(static_cast<Eigen::Index>(lines.size()), model.dimensions());
  embed::SentenceFeatures features;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto row = units.row(static_cast<Eigen::Index>(i));
    embed::extract_features(lines[i], features);
    for (const embed::FeatureKey key : features.keys) {
      if (const auto at = model.vocabulary().row(key)) model.add_row(*at, row.data());
    }
    if (row.norm() > 0) row /= row.norm();
  }
  return units;
}

void check(const embed::Model& model, Lines lines, embed::Pool& pool) {
  const embed::Embeddings plain = plain_units(model, lines);
  const embed::Embeddings units = embed::encode_units(model, lines, pool);
  check_answer((units - plain).cwiseAbs().maxCoeff() < 1e-4F, "unit vectors");
  embed::Embeddings sums = embed::encode(model, lines, pool).sums;
  for (auto row : sums.rowwise()) {
    if (row.norm() > 0) row /= row.norm();
  }
  check_answer((sums - plain).cwiseAbs().maxCoeff() < 1e-4F, "sums of words");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: qiao_sentence_vectors MODEL THREADS FILE\n");
    return 2;
  }
  const embed::Model model = embed::Model::open(argv[1]);
  embed::Pool pool(static_cast<unsigned>(std::atoi(argv[2])));
  const std::string bytes = text::read_file(argv[3]);
  std::vector<std::string_view> all;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    all.emplace_back(bytes.data() + begin, end - begin);
    begin = end + 1;
  }
  const Lines lines = all;
  check_answer(!lines.empty(), "no sentence");
  check(model, lines.first(std::min<std::size_t>(lines.size(), 2000)), pool);

  std::vector<std::string> folded(lines.size());
  const Time fold = time_of([&] {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      folded[i] = text::fold_case(text::fold_chinese(lines[i]));
    }
  });
  std::size_t word_count = 0;
  const Time words = time_of([&] {
    std::vector<text::Word> found;
    for (const std::string& sentence : folded) {
      found.clear();
      text::append_words(sentence, found);
      word_count += found.size();
    }
  });
  folded = {};
  std::size_t feature_count = 0;
  const Time features = time_of([&] {
    embed::SentenceFeatures found;
    for (const std::string_view line : lines) {
      embed::extract_features(line, found);
      feature_count += found.keys.size();
    }
  });
  double sum = 0;  // so that nothing is left out
  const Time units = time_of([&] {
    for_blocks(lines,
               [&](Lines block) { sum += embed::encode_units(model, block, pool).coeff(0, 0); });
  });
  const Time sums = time_of([&] {
    for_blocks(lines,
               [&](Lines block) { sum += embed::encode(model, block, pool).sums.coeff(0, 0); });
  });

  const auto n = static_cast<double>(lines.size());
  std::printf("%zu\t%.1f\t%.1f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\n", lines.size(),
              static_cast<double>(word_count) / n, static_cast<double>(feature_count) / n,
              n / fold.processor, n / words.processor, n / features.processor, n / units.processor,
              n / units.wall, n / sums.processor, n / sums.wall,
              100 * words.processor / units.processor);
  return sum == 0.5 ? 3 : 0;
}
