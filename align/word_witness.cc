#include "align/word_witness.h"

#include <algorithm>
#include <cmath>

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr std::size_t kSample = 1024;  // words of the other text that make the background
constexpr float kNoWords = 1e-6F;      // a sentence without words divides by something

}  // namespace

WordWitness::Words WordWitness::prepare(const embed::SentenceSet& sentences, float alpha) {
  Words words{.sentences = &sentences, .units = sentences.words};
  const auto count = static_cast<std::size_t>(words.units.rows());
  words.importance.resize(count);
  for (std::size_t w = 0; w < count; ++w) {
    auto row = words.units.row(static_cast<Eigen::Index>(w));
    const float norm = row.norm();
    if (norm > 0) row /= norm;
    words.importance[w] = std::pow(norm, alpha);
  }
  double sum = 0;
  for (const std::uint32_t word : sentences.word_ids) sum += words.importance[word];
  if (sum > 0) {
    const auto scale = static_cast<float>(static_cast<double>(sentences.word_ids.size()) / sum);
    for (float& importance : words.importance) importance *= scale;
  }
  words.totals.resize(sentences.size());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    float total = kNoWords;
    for (const std::uint32_t word : sentences.sentence_words(i)) total += words.importance[word];
    words.totals[i] = total;
  }
  return words;
}

void WordWitness::measure_background(Words& words, const Words& others, embed::Pool& pool) const {
  // Every k-th running word of the other text stands for all of them.
  const auto& running = others.sentences->word_ids;
  const std::size_t count = std::min(kSample, running.size());
  Embeddings sample(static_cast<Eigen::Index>(count), others.units.cols());
  Eigen::VectorXf weights(static_cast<Eigen::Index>(count));
  for (std::size_t k = 0; k < count; ++k) {
    const std::uint32_t word = running[k * running.size() / count];
    sample.row(static_cast<Eigen::Index>(k)) = others.units.row(word);
    weights[static_cast<Eigen::Index>(k)] = others.importance[word];
  }
  if (weights.sum() > 0) weights /= weights.sum();
  words.background.assign(static_cast<std::size_t>(words.units.rows()), 1);
  if (count == 0) return;
  pool.for_chunks(words.background.size(), 128, [&](std::size_t begin, std::size_t end) {
    const auto first = static_cast<Eigen::Index>(begin);
    const auto n = static_cast<Eigen::Index>(end - begin);
    Embeddings close = words.units.middleRows(first, n) * sample.transpose();
    close = (close.array() * options_.beta).exp();
    Eigen::Map<Eigen::VectorXf>(words.background.data() + begin, n).noalias() = close * weights;
  });
}

WordWitness::WordWitness(const Side& source, const Side& target, const WordWitnessOptions& options,
                         embed::Pool& pool)
    : options_(options),
      source_(prepare(source.sentences, options.alpha)),
      target_(prepare(target.sentences, options.alpha)) {
  measure_background(source_, target_, pool);
  measure_background(target_, source_, pool);
}

void WordWitness::fill(int i, int begin, int end, Row& row) const {
  row.begin = begin;
  row.end = end;
  const auto mine = source_.sentences->sentence_words(static_cast<std::size_t>(i));
  const auto& offsets = target_.sentences->offsets;
  const std::uint64_t first = offsets[static_cast<std::size_t>(begin)];
  const std::uint64_t last = offsets[static_cast<std::size_t>(end)];
  const auto theirs = std::span(target_.sentences->word_ids).subspan(first, last - first);
  row.target_first.clear();
  for (int j = begin; j <= end; ++j) {
    row.target_first.push_back(
        static_cast<std::uint32_t>(offsets[static_cast<std::size_t>(j)] - first));
  }
  row.from_target.assign(theirs.size(), 0);
  row.from_source.assign(mine.size() * static_cast<std::size_t>(end - begin), 0);
  if (mine.empty() || theirs.empty()) return;

  thread_local Embeddings my_units, their_units, close;
  const Eigen::Index d = source_.units.cols();
  my_units.resize(static_cast<Eigen::Index>(mine.size()), d);
  their_units.resize(static_cast<Eigen::Index>(theirs.size()), d);
  for (std::size_t w = 0; w < mine.size(); ++w) {
    my_units.row(static_cast<Eigen::Index>(w)) = source_.units.row(mine[w]);
  }
  for (std::size_t v = 0; v < theirs.size(); ++v) {
    their_units.row(static_cast<Eigen::Index>(v)) = target_.units.row(theirs[v]);
  }
  close.noalias() = my_units * their_units.transpose();
  close = (close.array() * options_.beta).exp();
  for (std::size_t w = 0; w < mine.size(); ++w) {
    const float* exponentials = close.row(static_cast<Eigen::Index>(w)).data();
    const float importance = source_.importance[mine[w]];
    for (std::size_t v = 0; v < theirs.size(); ++v) {
      row.from_target[v] += importance * exponentials[v];
    }
    for (int j = begin; j < end; ++j) {
      const auto k = static_cast<std::size_t>(j - begin);
      float sum = 0;
      for (std::uint32_t v = row.target_first[k]; v < row.target_first[k + 1]; ++v) {
        sum += target_.importance[theirs[v]] * exponentials[v];
      }
      row.from_source[k * mine.size() + w] = sum / source_.background[mine[w]];
    }
  }
  for (std::size_t v = 0; v < theirs.size(); ++v) {
    row.from_target[v] /= target_.background[theirs[v]];
  }
}

std::vector<WordSupport> WordWitness::support(const Words& mine,
                                              std::span<const std::uint32_t> my_words,
                                              const Words& theirs,
                                              std::span<const std::uint32_t> their_words) const {
  const auto units_of = [](const Words& words, std::span<const std::uint32_t> ids) {
    Embeddings units(static_cast<Eigen::Index>(ids.size()), words.units.cols());
    for (std::size_t w = 0; w < ids.size(); ++w) {
      units.row(static_cast<Eigen::Index>(w)) = words.units.row(ids[w]);
    }
    return units;
  };
  const auto importance_of = [](const Words& words, std::span<const std::uint32_t> ids) {
    Eigen::VectorXf importance(static_cast<Eigen::Index>(ids.size()));
    for (std::size_t w = 0; w < ids.size(); ++w) {
      importance[static_cast<Eigen::Index>(w)] = words.importance[ids[w]];
    }
    return importance;
  };
  std::vector<WordSupport> support(my_words.size());
  if (my_words.empty()) return support;
  const Eigen::VectorXf my_importance = importance_of(mine, my_words);
  const Eigen::VectorXf their_importance = importance_of(theirs, their_words);
  const float my_total = my_importance.sum();
  const float p0 = options_.nowhere;
  const float per_theirs = (1 - p0) / (their_importance.sum() + kNoWords);
  Embeddings close = units_of(mine, my_words) * units_of(theirs, their_words).transpose();
  close = (close.array() * options_.beta).exp();

  const Eigen::VectorXf sums = close * their_importance;
  std::vector<float> most(my_words.size(), 0);
  for (std::size_t w = 0; w < my_words.size(); ++w) {
    support[w].importance = my_importance[static_cast<Eigen::Index>(w)];
    support[w].evidence = std::log(p0 + per_theirs * sums[static_cast<Eigen::Index>(w)] /
                                            mine.background[my_words[w]]);
  }
  for (std::size_t v = 0; v < their_words.size(); ++v) {
    const Eigen::VectorXf column =
        close.col(static_cast<Eigen::Index>(v)) / theirs.background[their_words[v]];
    const float asked = column.dot(my_importance) + p0 / (1 - p0) * my_total + kNoWords;
    const float weight = their_importance[static_cast<Eigen::Index>(v)];
    for (std::size_t w = 0; w < my_words.size(); ++w) {
      const float handed = weight * column[static_cast<Eigen::Index>(w)] / asked;
      support[w].taken += handed;
      const float whole = handed * support[w].importance;
      if (whole > most[w]) {
        most[w] = whole;
        support[w].partner = static_cast<int>(v);
      }
    }
  }
  return support;
}

Explanation WordWitness::explain(SentenceSpan source, SentenceSpan target) const {
  const auto words_in = [](const Words& words, SentenceSpan span) {
    const auto& offsets = words.sentences->offsets;
    const std::uint64_t first = offsets[static_cast<std::size_t>(span.begin)];
    const std::uint64_t last = offsets[static_cast<std::size_t>(span.end)];
    return std::span(words.sentences->word_ids).subspan(first, last - first);
  };
  const auto source_words = words_in(source_, source);
  const auto target_words = words_in(target_, target);
  return {support(source_, source_words, target_, target_words),
          support(target_, target_words, source_, source_words)};
}

float WordWitness::operator()(const std::vector<const Row*>& rows, int i, int j, int a,
                              int b) const {
  float source_total = 0;
  for (int x = 0; x < a; ++x) source_total += source_.totals[static_cast<std::size_t>(i + x)];
  float target_total = 0;
  for (int y = 0; y < b; ++y) target_total += target_.totals[static_cast<std::size_t>(j + y)];
  const float p0 = options_.nowhere;
  const float per_source = (1 - p0) / source_total;
  const float per_target = (1 - p0) / target_total;

  float evidence = 0;
  const auto& target_offsets = target_.sentences->offsets;
  const std::uint64_t first = target_offsets[static_cast<std::size_t>(j)];
  const std::uint64_t count = target_offsets[static_cast<std::size_t>(j + b)] - first;
  for (std::uint64_t v = 0; v < count; ++v) {
    float sum = 0;
    for (int x = 0; x < a; ++x) {
      const Row& row = *rows[static_cast<std::size_t>(x)];
      sum += row.from_target[row.target_first[static_cast<std::size_t>(j - row.begin)] + v];
    }
    evidence += target_.importance[target_.sentences->word_ids[first + v]] *
                std::log(p0 + per_source * sum);
  }
  for (int x = 0; x < a; ++x) {
    const Row& row = *rows[static_cast<std::size_t>(x)];
    const auto words = source_.sentences->sentence_words(static_cast<std::size_t>(i + x));
    for (std::size_t w = 0; w < words.size(); ++w) {
      float sum = 0;
      for (int y = 0; y < b; ++y) {
        sum += row.from_source[static_cast<std::size_t>(j + y - row.begin) * words.size() + w];
      }
      evidence += source_.importance[words[w]] * std::log(p0 + per_target * sum);
    }
  }
  return evidence;
}

}  // namespace qiao::align
