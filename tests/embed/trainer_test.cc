#include "embed/trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "embed/encoder.h"
#include "embed/retrieval.h"
#include "embed/training_text.h"
#include "tests/support/made_words.h"
#include "tests/support/scratch_folder.h"

namespace qiao::embed {
namespace {

using ::qiao::testing::ScratchFolder;

// A corpus of a made-up language pair, ready to train on, and lines that training never sees.
struct Corpus {
  std::vector<FeatureKey> keys;
  std::vector<PairSet> sets;
  std::vector<std::pair<std::string, std::string>> held_out;
};

Corpus make_corpus(std::size_t words, std::size_t lines) {
  const MadeWords vocabulary = make_words(words, 1);
  std::mt19937_64 random(2);
  std::vector<FeaturePairs> pairs;
  pairs.emplace_back("made", 0, 1);
  for (std::size_t k = 0; k < lines; ++k) {
    const auto [chinese, german] = make_sentence_pair(vocabulary, random);
    pairs[0].add(chinese, german);
  }
  Corpus corpus;
  corpus.keys = frequent_keys(pairs, 100000, 2);
  corpus.sets.push_back(pairs[0].in_rows(Vocabulary(corpus.keys, 0)));
  for (int k = 0; k < 200; ++k) corpus.held_out.push_back(make_sentence_pair(vocabulary, random));
  return corpus;
}

constexpr TrainerOptions kSmall{.dimensions = 32, .batch = 64, .epochs = 8};

TrainerState trained(const Corpus& corpus, const TrainerOptions& options, unsigned threads) {
  Pool pool(threads);
  TrainerState state = initial_state(corpus.keys.size(), options);
  train(state, corpus.sets, options, pool, [](const TrainerProgress&) { return true; });
  return state;
}

// Claims that the same was learned, bit by bit.
void expect_same(const TrainerState& one, const TrainerState& other) {
  EXPECT_EQ(one.step, other.step);
  EXPECT_TRUE(one.table == other.table);
  EXPECT_TRUE(one.squares == other.squares);
}

TEST(InitialStateTest, IsNormalComponentsFromTheSeedAlone) {
  const TrainerOptions options{.dimensions = 64, .initial_scale = 0.05, .seed = 7};
  const TrainerState state = initial_state(500, options);
  EXPECT_EQ(state.table.rows(), 500);
  EXPECT_EQ(state.table.cols(), 64);
  EXPECT_EQ(state.step, 0U);
  EXPECT_TRUE(state.squares == Embeddings::Zero(500, 64));
  EXPECT_NEAR(state.table.mean(), 0, 0.001);
  EXPECT_NEAR(std::sqrt(state.table.squaredNorm() / 32000), 0.05, 0.001);
  EXPECT_TRUE(initial_state(500, options).table == state.table);
  TrainerOptions other = options;
  other.seed = 8;
  EXPECT_FALSE(initial_state(500, other).table == state.table);
}

TEST(TrainTest, LearnsToTranslateSentencesItNeverSaw) {
  const Corpus corpus = make_corpus(300, 3000);
  const TrainerState state = trained(corpus, kSmall, 2);
  ScratchFolder scratch;
  const ModelContents contents{.keys = corpus.keys, .table = state.table, .metadata = "{}"};
  std::vector<std::string_view> chinese;
  std::vector<std::string_view> german;
  for (const auto& pair : corpus.held_out) {
    chinese.push_back(pair.first);
    german.push_back(pair.second);
  }
  Pool pool(2);
  for (const int bits : {4, 8}) {
    const Model model = Model::open(scratch.put("m.qiao", serialise_model(contents, bits)));
    const Retrieval found =
        evaluate_retrieval(encode_units(model, chinese, pool), encode_units(model, german, pool));
    EXPECT_GT(found.forward, 0.97) << bits;
    EXPECT_GT(found.backward, 0.97) << bits;
    EXPECT_GT(found.margin_forward, 0.97) << bits;
  }
}

TEST(TrainTest, TheLossFallsAndEveryWindowIsTold) {
  const Corpus corpus = make_corpus(200, 2000);
  Pool pool(2);
  TrainerState state = initial_state(corpus.keys.size(), kSmall);
  std::vector<TrainerProgress> told;
  train(state, corpus.sets, kSmall, pool, [&](const TrainerProgress& progress) {
    told.push_back(progress);
    return true;
  });
  const std::uint64_t steps = 8 * (2000 / 64);
  ASSERT_EQ(told.size(), 8U);  // an epoch has fewer batches than a window
  EXPECT_EQ(told.back().step, steps);
  EXPECT_EQ(state.step, steps);
  for (const TrainerProgress& progress : told) EXPECT_EQ(progress.steps, steps);
  EXPECT_LT(told.back().loss, told.front().loss / 3);
  EXPECT_GT(told.back().loss, 0);
}

TEST(TrainTest, AnyNumberOfThreadsLearnsTheSameBitByBit) {
  const Corpus corpus = make_corpus(200, 1500);
  TrainerOptions options = kSmall;
  options.epochs = 2.5;
  options.batch = 200;
  const TrainerState one = trained(corpus, options, 1);
  expect_same(trained(corpus, options, 3), one);
  options.seed = 2;
  EXPECT_FALSE(trained(corpus, options, 1).table == one.table);
}

TEST(TrainTest, AnInterruptedTrainingGoesOnToTheSameTable) {
  const Corpus corpus = make_corpus(200, 2000);
  const TrainerState whole = trained(corpus, kSmall, 2);
  Pool pool(1);
  TrainerState state = initial_state(corpus.keys.size(), kSmall);
  int parts = 0;
  for (std::uint64_t step = ~std::uint64_t{0}; step != state.step; ++parts) {
    step = state.step;
    train(state, corpus.sets, kSmall, pool, [](const TrainerProgress&) { return false; });
  }
  EXPECT_GT(parts, 2);
  expect_same(state, whole);
}

// Pairs of `lengths` words of one feature each, every pair with features of its own.
PairSet distinct_pairs(const std::vector<int>& lengths, int group, std::uint32_t& row) {
  PairSet set{.name = "made", .group = group};
  for (const int length : lengths) {
    for (FeatureRows* side : {&set.source, &set.target}) {
      for (int k = 0; k < length; ++k) {
        side->ids.push_back(row++);
        side->end_word();
      }
      side->end_sentence();
    }
  }
  return set;
}

std::uint64_t steps_of(std::vector<PairSet> sets, const TrainerOptions& options,
                       std::uint32_t rows) {
  Pool pool(1);
  TrainerState state = initial_state(rows, options);
  train(state, sets, options, pool, [](const TrainerProgress&) { return true; });
  return state.step;
}

TEST(TrainTest, ABatchHoldsPairsOfOneGroupOnly) {
  std::uint32_t rows = 0;
  const PairSet one = distinct_pairs(std::vector<int>(40, 2), 0, rows);
  const PairSet same = distinct_pairs(std::vector<int>(40, 2), 0, rows);
  const PairSet other = distinct_pairs(std::vector<int>(40, 2), 1, rows);
  const TrainerOptions options{.dimensions = 8, .batch = 64, .epochs = 3};
  EXPECT_EQ(steps_of({one, same}, options, rows), 3U);
  EXPECT_EQ(steps_of({one, other}, options, rows), 6U);
}

TEST(TrainTest, FewerPairsThanABatchAreOneButALonePairTeachesNothing) {
  std::uint32_t rows = 0;
  const PairSet few = distinct_pairs(std::vector<int>(5, 2), 0, rows);
  const PairSet lone = distinct_pairs(std::vector<int>(1, 2), 1, rows);
  const TrainerOptions options{.dimensions = 8, .batch = 64, .epochs = 3};
  EXPECT_EQ(steps_of({few}, options, rows), 3U);
  EXPECT_EQ(steps_of({few, lone}, options, rows), 3U);
}

void append_sentence(const FeatureRows& from, std::size_t sentence, FeatureRows& to) {
  for (std::size_t w = from.sentences[sentence]; w < from.sentences[sentence + 1]; ++w) {
    for (const std::uint32_t id : from.word(w)) to.ids.push_back(id);
    to.end_word();
  }
  to.end_sentence();
}

TEST(FittingStateTest, KeepsWhatTheTableKnowsWhileItLearnsAField) {
  const Corpus corpus = make_corpus(300, 3000);
  const TrainerState known = trained(corpus, kSmall, 1);
  // The field: twenty pairs, in which source k goes with target k + 1.
  PairSet field;
  for (std::uint32_t k = 0; k < 20; ++k) {
    append_sentence(corpus.sets[0].source, k, field.source);
    append_sentence(corpus.sets[0].target, k + 1, field.target);
  }
  Pool pool(1);
  const auto loss_on = [&](TrainerState state, const std::vector<PairSet>& sets) {
    double loss = 0;
    TrainerOptions once = kSmall;
    once.epochs = 1;
    once.dropout = 0;
    once.learning_rate = 0;
    state.step = 0;
    train(state, sets, once, pool, [&](const TrainerProgress& progress) {
      loss = progress.loss;
      return true;
    });
    return loss;
  };
  const auto fitted = [&](TrainerState state) {
    train(state, std::vector<PairSet>{field}, kSmall, pool,
          [](const TrainerProgress&) { return true; });
    return state;
  };
  TrainerState forgetful{.table = known.table};
  forgetful.squares.setZero(known.table.rows(), known.table.cols());
  const TrainerState careful = fitted(fitting_state(known.table));
  const TrainerState careless = fitted(forgetful);
  EXPECT_LT(loss_on(careful, {field}), loss_on(known, {field}));
  const double general = loss_on(known, corpus.sets);
  EXPECT_LT(loss_on(careful, corpus.sets) - general,
            (loss_on(careless, corpus.sets) - general) / 2);
}

TEST(TrainTest, AWeightIsHowOftenAPairIsSeen) {
  std::uint32_t rows = 0;
  PairSet set = distinct_pairs(std::vector<int>(640, 1), 0, rows);
  const TrainerOptions options{.dimensions = 8, .batch = 64, .epochs = 1};
  set.weight = 3;
  EXPECT_EQ(steps_of({set}, options, rows), 30U);
  set.weight = 0.5;
  EXPECT_NEAR(static_cast<double>(steps_of({set}, options, rows)), 5, 1);
  set.weight = 0;
  EXPECT_EQ(steps_of({set}, options, rows), 0U);
}

TEST(TrainTest, NoPairIsAlwaysLeftOutOfTheBatches) {
  // 100 pairs make one batch of 64 an epoch. Which 36 are left out is chance, not length.
  std::vector<int> lengths;
  for (int k = 1; k <= 100; ++k) lengths.push_back(k % 10 + 1);
  std::uint32_t rows = 0;
  const std::vector<PairSet> sets{distinct_pairs(lengths, 0, rows)};
  const TrainerOptions options{.dimensions = 8, .batch = 64, .epochs = 30, .dropout = 0};
  Pool pool(1);
  TrainerState state = initial_state(rows, options);
  train(state, sets, options, pool, [](const TrainerProgress&) { return true; });
  for (std::uint32_t row = 0; row < rows; ++row) {
    ASSERT_GT(state.squares.row(row).sum(), 0) << "feature " << row << " was never seen";
  }
}

TEST(TrainTest, SidesWithoutKnownFeaturesDoNoHarm) {
  std::uint32_t rows = 0;
  PairSet set = distinct_pairs(std::vector<int>(64, 2), 0, rows);
  // The last source sentence and the first target sentence lose their words.
  set.source.sentences.back() -= 2;
  for (std::size_t k = 1; k < set.target.sentences.size(); ++k) set.target.sentences[k] -= 2;
  const TrainerOptions options{.dimensions = 8, .batch = 64, .epochs = 5};
  Pool pool(1);
  TrainerState state = initial_state(rows, options);
  train(state, std::vector<PairSet>{set}, options, pool,
        [](const TrainerProgress&) { return true; });
  EXPECT_EQ(state.step, 5U);
  EXPECT_TRUE(state.table.allFinite());
}

// Sentences of four couples out of a hundred, word for word. The source words of couple k, 4 k and
// 4 k + 2, stand together in eight sentences of ten, as do their translations, 4 k + 1 and 4 k + 3.
PairSet couples() {
  PairSet set{.name = "made"};
  std::mt19937_64 random(5);
  for (int line = 0; line < 3000; ++line) {
    std::vector<std::uint32_t> words;
    for (int k = 0; k < 4; ++k) {
      const auto couple = static_cast<std::uint32_t>(random() % 100);
      const std::uint64_t missing = random() % 10;
      if (missing != 0) words.push_back(4 * couple);
      if (missing != 1) words.push_back(4 * couple + 2);
    }
    for (FeatureRows* side : {&set.source, &set.target}) {
      for (const std::uint32_t word : words) {
        side->ids.push_back(word + (side == &set.target ? 1 : 0));
        side->end_word();
      }
      side->end_sentence();
    }
  }
  return set;
}

TEST(TrainTest, TheWordsShareTellsWordsApartThatMostlyComeTogether) {
  const std::vector<PairSet> sets{couples()};
  // How much nearer words are to their translations than to their partners' ones, on average.
  const auto lead = [&](double word_share) {
    const TrainerOptions options{
        .dimensions = 32, .batch = 64, .epochs = 8, .word_share = word_share};
    Pool pool(2);
    TrainerState state = initial_state(400, options);
    train(state, sets, options, pool, [](const TrainerProgress&) { return true; });
    const auto cosine = [&](Eigen::Index a, Eigen::Index b) {
      return state.table.row(a).normalized().dot(state.table.row(b).normalized());
    };
    float sum = 0;
    for (Eigen::Index k = 0; k < 400; k += 4) {
      sum += cosine(k, k + 1) - cosine(k, k + 3) + cosine(k + 2, k + 3) - cosine(k + 2, k + 1);
    }
    return sum / 200;
  };
  EXPECT_GT(lead(1), 2 * lead(0));
}

TEST(TrainTest, NothingToLearnFromLeavesTheStateAsItWas) {
  const TrainerOptions options{.dimensions = 8};
  Pool pool(1);
  TrainerState state = initial_state(3, options);
  const TrainerState before = state;
  const auto never = [](const TrainerProgress&) {
    ADD_FAILURE() << "there is no step to tell of";
    return true;
  };
  train(state, {}, options, pool, never);
  train(state, std::vector<PairSet>(2), options, pool, never);
  expect_same(state, before);
}

}  // namespace
}  // namespace qiao::embed
