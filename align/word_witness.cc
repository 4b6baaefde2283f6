#include "align/word_witness.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr int kBlock = 16;         // sentences whose words share a background
constexpr float kNoWords = 1e-6F;  // a sentence without words divides by something

using FloatMap = Eigen::Map<Eigen::ArrayXf>;
using ConstFloatMap = Eigen::Map<const Eigen::ArrayXf>;

void rows_of(const Embeddings& rows, std::span<const std::uint32_t> ids, Embeddings& result) {
  result.resize(static_cast<Eigen::Index>(ids.size()), rows.cols());
  for (std::size_t k = 0; k < ids.size(); ++k) {
    result.row(static_cast<Eigen::Index>(k)) = rows.row(ids[k]);
  }
}
Embeddings rows_of(const Embeddings& rows, std::span<const std::uint32_t> ids) {
  Embeddings result;
  rows_of(rows, ids, result);
  return result;
}

// The words of a run, each once, in the order in which they first come. O(words of the run),
// however many the text has.
class Distinct {
 public:
  // Lends a table of the places of all words, which no other may use meanwhile and which is left as
  // it came. words: of the whole text
  Distinct(std::span<const std::uint32_t> ids, Eigen::Index words,
           std::vector<std::uint32_t>& places)
      : places_(places) {
    if (places_.size() < static_cast<std::size_t>(words)) {
      places_.resize(static_cast<std::size_t>(words), kAbsent);
    }
    for (const std::uint32_t id : ids) {
      if (places_[id] != kAbsent) continue;
      places_[id] = static_cast<std::uint32_t>(ids_.size());
      ids_.push_back(id);
    }
  }
  ~Distinct() {
    for (const std::uint32_t id : ids_) places_[id] = kAbsent;
  }
  Distinct(const Distinct&) = delete;
  Distinct& operator=(const Distinct&) = delete;

  std::span<const std::uint32_t> ids() const { return ids_; }
  Eigen::Index place(std::uint32_t id) const { return places_[id]; }

 private:
  static constexpr std::uint32_t kAbsent = 0xffffffff;
  std::vector<std::uint32_t> ids_;
  std::vector<std::uint32_t>& places_;
};

thread_local std::vector<std::uint32_t> my_places, their_places;  // for two at a time

// Eigen's own sum begins where memory is aligned, and so would depend on the address.
float sum_of(const Eigen::Map<const Eigen::ArrayXf>& values) {
  return std::accumulate(values.begin(), values.end(), kNoWords);
}

// Where the other side stands when the path reaches each sentence, and at the end.
std::vector<int> counterparts(const std::vector<Bead>& path, SentenceSpan Bead::*mine,
                              SentenceSpan Bead::*theirs, int count, int other_count) {
  std::vector<int> result(static_cast<std::size_t>(count) + 1, other_count);
  int reached = 0;
  int next = 0;
  for (const Bead& bead : path) {
    if (bead.status == Status::kMoved) continue;
    for (; next < (bead.*mine).end; ++next) result[static_cast<std::size_t>(next)] = reached;
    reached = std::max(reached, (bead.*theirs).end);
  }
  return result;
}

}  // namespace

WordWitness::Words WordWitness::prepare(const embed::SentenceSet& sentences, float alpha) {
  Words words{.sentences = &sentences, .units = sentences.words};
  std::vector<float> importance;  // one a distinct word
  for (Eigen::Index w = 0; w < words.units.rows(); ++w) {
    auto row = words.units.row(w);
    const float norm = row.norm();
    if (norm > 0) row /= norm;
    importance.push_back(std::pow(norm, alpha));
  }
  double sum = 0;
  for (const std::uint32_t word : sentences.word_ids) {
    words.importance.push_back(importance[word]);
    sum += importance[word];
  }
  if (sum > 0) {
    const auto scale = static_cast<float>(static_cast<double>(sentences.word_ids.size()) / sum);
    for (float& each : words.importance) each *= scale;
  }
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto run = words.run(static_cast<int>(i), static_cast<int>(i) + 1);
    words.totals.push_back(sum_of(words.importance_of(run)));
  }
  return words;
}

void WordWitness::measure_background(Words& words, const Words& others,
                                     const std::vector<int>& counterparts, int around,
                                     embed::Pool& pool) const {
  const auto n = static_cast<int>(words.sentences->size());
  const auto m = static_cast<int>(others.sentences->size());
  words.background.assign(words.sentences->word_ids.size(), 1);
  const auto measure_block = [&](int begin, int end) {
    const WordRun theirs =
        others.run(std::max(0, counterparts[static_cast<std::size_t>(begin)] - around),
                   std::min(m, counterparts[static_cast<std::size_t>(end)] + around));
    if (theirs.size() == 0) return;
    const WordRun mine = words.run(begin, end);
    const Distinct distinct(words.ids(mine), words.units.rows(), my_places);
    const Distinct other_distinct(others.ids(theirs), others.units.rows(), their_places);
    Embeddings close = rows_of(words.units, distinct.ids()) *
                       rows_of(others.units, other_distinct.ids()).transpose();
    close = (close.array() * options_.beta).exp();
    Eigen::VectorXf weights = Eigen::VectorXf::Zero(close.cols());
    for (std::size_t v = theirs.begin; v < theirs.end; ++v) {
      weights[other_distinct.place(others.sentences->word_ids[v])] += others.importance[v];
    }
    const Eigen::VectorXf means = close * weights / sum_of(others.importance_of(theirs));
    for (std::size_t w = mine.begin; w < mine.end; ++w) {
      words.background[w] = means[distinct.place(words.sentences->word_ids[w])];
    }
  };
  const auto blocks = static_cast<std::size_t>((n + kBlock - 1) / kBlock);
  pool.for_chunks(blocks, 1, [&](std::size_t begin, std::size_t end) {
    for (auto block = static_cast<int>(begin); block < static_cast<int>(end); ++block) {
      measure_block(block * kBlock, std::min(n, (block + 1) * kBlock));
    }
  });
}

WordWitness::WordWitness(const Side& source, const Side& target, const std::vector<Bead>& path,
                         const WordWitnessOptions& options, embed::Pool& pool)
    : options_(options),
      source_(prepare(source.sentences, options.alpha)),
      target_(prepare(target.sentences, options.alpha)) {
  const int n = source.size();
  const int m = target.size();
  const int around = path.empty() ? std::max(n, m) : options.around;
  measure_background(source_, target_, counterparts(path, &Bead::source, &Bead::target, n, m),
                     around, pool);
  measure_background(target_, source_, counterparts(path, &Bead::target, &Bead::source, m, n),
                     around, pool);
}

void WordWitness::fill_untaught(int i, int begin, int end, std::span<Row* const> rows) const {
  const WordRun theirs = target_.run(begin, end);
  const WordRun all_mine = source_.run(i, i + static_cast<int>(rows.size()));
  const Distinct my_words(source_.ids(all_mine), source_.units.rows(), my_places);
  const Distinct their_words(target_.ids(theirs), target_.units.rows(), their_places);
  thread_local Embeddings my_units, their_units, close;
  rows_of(source_.units, my_words.ids(), my_units);
  rows_of(target_.units, their_words.ids(), their_units);
  close.noalias() = my_units * their_units.transpose();
  close = (close.array() * options_.beta).exp();

  thread_local std::vector<Eigen::Index> columns;  // of `close`, one a running word of theirs
  columns.clear();
  for (const std::uint32_t id : target_.ids(theirs)) columns.push_back(their_words.place(id));
  thread_local Eigen::ArrayXf ratios;
  ratios.resize(static_cast<Eigen::Index>(theirs.size()));
  const auto their_importance = target_.importance_of(theirs);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    Row& row = *rows[r];
    const WordRun mine = source_.run(i + static_cast<int>(r), i + static_cast<int>(r) + 1);
    row.begin = begin;
    row.end = end;
    row.target_first.clear();
    for (int j = begin; j <= end; ++j) {
      row.target_first.push_back(static_cast<std::uint32_t>(target_.run(begin, j).size()));
    }
    row.from_target.assign(theirs.size(), 0);
    row.from_source.assign(mine.size() * static_cast<std::size_t>(end - begin), 0);
    FloatMap from_target(row.from_target.data(), static_cast<Eigen::Index>(theirs.size()));
    for (std::size_t w = 0; w < mine.size(); ++w) {
      const std::uint32_t id = source_.sentences->word_ids[mine.begin + w];
      const float* of_word = close.row(my_words.place(id)).data();
      for (std::size_t v = 0; v < columns.size(); ++v) {
        ratios[static_cast<Eigen::Index>(v)] = of_word[columns[v]];
      }
      from_target += source_.importance[mine.begin + w] * ratios;
      for (int j = begin; j < end; ++j) {
        const auto k = static_cast<std::size_t>(j - begin);
        const auto first = static_cast<Eigen::Index>(row.target_first[k]);
        const auto count = static_cast<Eigen::Index>(row.target_first[k + 1]) - first;
        row.from_source[k * mine.size() + w] =
            (their_importance.segment(first, count) * ratios.segment(first, count)).sum() /
            source_.background[mine.begin + w];
      }
    }
    from_target /= ConstFloatMap(target_.background.data() + theirs.begin, from_target.size());
  }
}

void WordWitness::fill(int i, int begin, int end, std::span<Row* const> rows) const {
  fill_untaught(i, begin, end, rows);
  const WordRun theirs = target_.run(begin, end);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    Row& row = *rows[r];
    const int x = i + static_cast<int>(r);
    const WordRun mine = source_.run(x, x + 1);
    each_own({x, x + 1}, {begin, end}, [&](std::size_t w, std::size_t v, int j, float ratio) {
      const float known =
          std::exp(options_.beta * source_.units.row(source_.sentences->word_ids[w])
                                       .dot(target_.units.row(target_.sentences->word_ids[v])));
      row.from_target[v - theirs.begin] +=
          source_.importance[w] * std::max(0.F, ratio - known / target_.background[v]);
      row.from_source[static_cast<std::size_t>(j - begin) * mine.size() + (w - mine.begin)] +=
          target_.importance[v] * std::max(0.F, ratio - known / source_.background[w]);
    });
  }
}

template <class Visit>
void WordWitness::each_own(SentenceSpan source, SentenceSpan target, const Visit& visit) const {
  if (own_.empty()) return;
  for (int i = source.begin; i < source.end; ++i) {
    const WordRun mine = source_.run(i, i + 1);
    for (std::size_t w = mine.begin; w < mine.end; ++w) {
      const int pair = own_.pair_of_source(source_.sentences->word_ids[w]);
      if (pair == OwnWords::kNone) continue;
      for (int j = target.begin; j < target.end; ++j) {
        const WordRun theirs = target_.run(j, j + 1);
        for (std::size_t v = theirs.begin; v < theirs.end; ++v) {
          if (own_.pair_of_target(target_.sentences->word_ids[v]) != pair) continue;
          visit(w, v, j, own_.ratio(pair, i, j));
        }
      }
    }
  }
}

std::vector<WordSupport> WordWitness::support(const Words& mine, WordRun my_words,
                                              const Words& theirs, WordRun their_words,
                                              const std::vector<Partners>& own) const {
  std::vector<WordSupport> support(my_words.size());
  if (my_words.size() == 0) return support;
  const Eigen::VectorXf my_importance = mine.importance_of(my_words);
  const Eigen::VectorXf their_importance = theirs.importance_of(their_words);
  const float my_total = my_importance.sum();
  const float p0 = options_.nowhere;
  const float per_theirs = (1 - p0) / (their_importance.sum() + kNoWords);
  Embeddings close = rows_of(mine.units, mine.ids(my_words)) *
                     rows_of(theirs.units, theirs.ids(their_words)).transpose();
  close = (close.array() * options_.beta).exp();

  Eigen::VectorXf sums = close * their_importance;
  for (const Partners& words : own) {
    const auto w = static_cast<Eigen::Index>(words.mine - my_words.begin);
    const auto v = static_cast<Eigen::Index>(words.theirs - their_words.begin);
    float& known = close(w, v);
    sums[w] +=
        their_importance[v] * std::max(0.F, words.ratio * mine.background[words.mine] - known);
    known = std::max(known, words.ratio * theirs.background[words.theirs]);
  }
  std::vector<float> most(my_words.size(), 0);
  for (std::size_t w = 0; w < my_words.size(); ++w) {
    support[w].importance = my_importance[static_cast<Eigen::Index>(w)];
    support[w].evidence = std::log(p0 + per_theirs * sums[static_cast<Eigen::Index>(w)] /
                                            mine.background[my_words.begin + w]);
  }
  for (std::size_t v = 0; v < their_words.size(); ++v) {
    const Eigen::VectorXf column =
        close.col(static_cast<Eigen::Index>(v)) / theirs.background[their_words.begin + v];
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
  const WordRun source_words = source_.run(source.begin, source.end);
  const WordRun target_words = target_.run(target.begin, target.end);
  std::vector<Partners> from_source, from_target;
  each_own(source, target, [&](std::size_t w, std::size_t v, int, float ratio) {
    from_source.push_back({w, v, ratio});
    from_target.push_back({v, w, ratio});
  });
  return {support(source_, source_words, target_, target_words, from_source),
          support(target_, target_words, source_, source_words, from_target)};
}

WordRatios WordWitness::ratios(SentenceSpan source, SentenceSpan target) const {
  const WordRun source_words = source_.run(source.begin, source.end);
  const WordRun target_words = target_.run(target.begin, target.end);
  const auto background = [](const Words& words, WordRun run) {
    return ConstFloatMap(words.background.data() + run.begin,
                         static_cast<Eigen::Index>(run.size()));
  };
  thread_local Embeddings source_units, target_units;
  rows_of(source_.units, source_.ids(source_words), source_units);
  rows_of(target_.units, target_.ids(target_words), target_units);
  WordRatios result{.close = (source_units * target_units.transpose()).array(),
                    .source_importance = source_.importance_of(source_words),
                    .target_importance = target_.importance_of(target_words),
                    .source_background = background(source_, source_words),
                    .target_background = background(target_, target_words)};
  result.close = (options_.beta * result.close).exp();
  each_own(source, target, [&](std::size_t w, std::size_t v, int, float ratio) {
    const auto row = static_cast<Eigen::Index>(w - source_words.begin);
    const auto column = static_cast<Eigen::Index>(v - target_words.begin);
    // Either asks, and they have backgrounds of their own: the mean of both has the ratio learned.
    const float learned =
        ratio * std::sqrt(result.source_background[row] * result.target_background[column]);
    result.close(row, column) = std::max(result.close(row, column), learned);
  });
  return result;
}

float WordWitness::order(SentenceSpan source, SentenceSpan target) const {
  return order_evidence(ratios(source, target), options_.nowhere, options_.tension);
}

float WordWitness::operator()(const std::vector<const Row*>& rows, int i, int j, int a,
                              int b) const {
  float source_total = 0;
  for (int x = 0; x < a; ++x) source_total += source_.totals[static_cast<std::size_t>(i + x)];
  float target_total = 0;
  for (int y = 0; y < b; ++y) target_total += target_.totals[static_cast<std::size_t>(j + y)];
  const float p0 = options_.nowhere;

  const WordRun source_words = source_.run(i, i + a);
  const WordRun target_words = target_.run(j, j + b);
  const auto source_count = static_cast<Eigen::Index>(source_words.size());
  const auto target_count = static_cast<Eigen::Index>(target_words.size());
  // All words in one row: logarithms are taken sixteen at a time, and what is left one by one.
  thread_local Eigen::ArrayXf shares;
  shares.setZero(target_count + source_count);
  auto of_target = shares.head(target_count);
  auto of_source = shares.tail(source_count);
  for (int x = 0; x < a; ++x) {
    const Row& row = *rows[static_cast<std::size_t>(x)];
    const std::uint32_t first = row.target_first[static_cast<std::size_t>(j - row.begin)];
    of_target += ConstFloatMap(row.from_target.data() + first, target_count);
    const WordRun mine = source_.run(i + x, i + x + 1);
    auto of_mine = of_source.segment(static_cast<Eigen::Index>(mine.begin - source_words.begin),
                                     static_cast<Eigen::Index>(mine.size()));
    for (int y = 0; y < b; ++y) {
      const auto k = static_cast<std::size_t>(j + y - row.begin);
      of_mine += ConstFloatMap(row.from_source.data() + k * mine.size(), of_mine.size());
    }
  }
  of_target *= (1 - p0) / source_total;
  of_source *= (1 - p0) / target_total;
  shares = (shares + p0).log();
  return of_target.matrix().dot(target_.importance_of(target_words).matrix()) +
         of_source.matrix().dot(source_.importance_of(source_words).matrix());
}

float WordWitness::untaught(SentenceSpan source, SentenceSpan target) const {
  std::vector<Row> made(static_cast<std::size_t>(source.size()));
  std::vector<Row*> rows;
  for (Row& row : made) rows.push_back(&row);
  fill_untaught(source.begin, target.begin, target.end, rows);
  return (*this)({rows.begin(), rows.end()}, source.begin, target.begin, source.size(),
                 target.size());
}

}  // namespace qiao::align
