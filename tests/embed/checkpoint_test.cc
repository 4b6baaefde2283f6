#include "embed/checkpoint.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/support/scratch_folder.h"
#include "text/input_error.h"
#include "text/output_error.h"

namespace qiao::embed {
namespace {

using ::qiao::testing::ScratchFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::uint64_t kFingerprint = 0x1234;

TrainerState made_state(std::size_t rows = 3) {
  TrainerState state = initial_state(rows, {.dimensions = 8, .seed = 3});
  state.squares = state.table.array().square();
  state.step = 1700;
  return state;
}

class CheckpointTest : public ::testing::Test {
 protected:
  std::string saved() const {
    save_checkpoint(path_, kFingerprint, made_state());
    return scratch_.get("c");
  }
  // The message of the error, empty when the bytes are read.
  std::string refusal(const std::string& bytes, std::uint64_t fingerprint = kFingerprint,
                      std::size_t rows = 3) const {
    scratch_.put("c", bytes);
    TrainerState state = initial_state(rows, {.dimensions = 8});
    try {
      EXPECT_TRUE(load_checkpoint(path_, fingerprint, state));
    } catch (const InputError& e) {
      return e.what();
    }
    return {};
  }

  ScratchFolder scratch_;
  std::string path_ = scratch_.path("c");
};

TEST_F(CheckpointTest, WhatIsSavedComesBack) {
  const TrainerState state = made_state();
  save_checkpoint(path_, kFingerprint, state);
  TrainerState loaded = initial_state(3, {.dimensions = 8});
  EXPECT_TRUE(load_checkpoint(path_, kFingerprint, loaded));
  EXPECT_EQ(loaded.step, 1700U);
  EXPECT_EQ(loaded.table, state.table);
  EXPECT_EQ(loaded.squares, state.squares);
}

TEST_F(CheckpointTest, ASecondOneReplacesTheFirst) {
  TrainerState state = made_state();
  save_checkpoint(path_, kFingerprint, state);
  state.step = 1800;
  state.table *= 2;
  save_checkpoint(path_, kFingerprint, state);
  TrainerState loaded = made_state();
  EXPECT_TRUE(load_checkpoint(path_, kFingerprint, loaded));
  EXPECT_EQ(loaded.step, 1800U);
  EXPECT_EQ(loaded.table, state.table);
}

TEST_F(CheckpointTest, NoFileIsNoCheckpoint) {
  TrainerState state = made_state();
  EXPECT_FALSE(load_checkpoint(scratch_.path("absent"), kFingerprint, state));
  EXPECT_EQ(state.table, made_state().table);
}

TEST_F(CheckpointTest, DamageAnywhereIsRefused) {
  const std::string bytes = saved();
  const auto expect_refused = [&](const std::string& damaged, const std::string& why) {
    ASSERT_THAT(refusal(damaged), AllOf(StartsWith(path_ + ": "), HasSubstr("; delete it"))) << why;
  };
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    expect_refused(bytes.substr(0, length), "cut at " + std::to_string(length));
  }
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    expect_refused(flipped, "bit " + std::to_string(bit));
  }
  expect_refused(bytes + "x", "one byte more");
  expect_refused("not a checkpoint, but long enough to hold a header of one, in plain text",
                 "text");
  EXPECT_EQ(refusal(bytes), "");
}

TEST_F(CheckpointTest, OneOfAnotherTrainingIsRefused) {
  const std::string bytes = saved();
  EXPECT_THAT(refusal(bytes, kFingerprint + 1), HasSubstr("another training"));
  EXPECT_THAT(refusal(bytes, kFingerprint, 4), HasSubstr("another training"));
}

TEST_F(CheckpointTest, ADirectoryIsRefusedBothWays) {
  TrainerState state = made_state();
  EXPECT_THROW(load_checkpoint(scratch_.path(""), kFingerprint, state), InputError);
  EXPECT_THROW(save_checkpoint(scratch_.path("no/such/folder"), kFingerprint, state), OutputError);
}

TEST(TrainingFingerprintTest, DiffersWheneverTheTrainingDoes) {
  const TrainerOptions options;
  PairSet set{.name = "a"};
  set.source = {.sentences = {0, 1, 2}, .words = {0, 1, 3}, .ids = {5, 6, 7}};
  set.target = {.sentences = {0, 1, 2}, .words = {0, 2, 3}, .ids = {8, 9, 10}};
  const std::vector<PairSet> sets{set};
  std::vector<std::uint64_t> prints{training_fingerprint(options, sets, 20)};
  EXPECT_EQ(training_fingerprint(options, sets, 20), prints[0]);

  const auto with = [&](const auto& change) {
    TrainerOptions other = options;
    change(other);
    prints.push_back(training_fingerprint(other, sets, 20));
  };
  with([](TrainerOptions& o) { o.dimensions = 64; });
  with([](TrainerOptions& o) { o.batch = 64; });
  with([](TrainerOptions& o) { o.epochs = 1; });
  with([](TrainerOptions& o) { o.temperature = 0.1; });
  with([](TrainerOptions& o) { o.margin = 0.2; });
  with([](TrainerOptions& o) { o.dropout = 0; });
  with([](TrainerOptions& o) { o.learning_rate = 0.2; });
  with([](TrainerOptions& o) { o.word_share = 0.5; });
  with([](TrainerOptions& o) { o.initial_scale = 0.1; });
  with([](TrainerOptions& o) { o.seed = 2; });

  const auto with_set = [&](const auto& change) {
    std::vector<PairSet> other = sets;
    change(other[0]);
    prints.push_back(training_fingerprint(options, other, 20));
  };
  with_set([](PairSet& s) { s.weight = 2; });
  with_set([](PairSet& s) { s.group = 1; });
  with_set([](PairSet& s) { s.source.ids[0] = 4; });
  with_set([](PairSet& s) { s.target.ids[2] = 4; });
  with_set([](PairSet& s) { s.source.words = {0, 2, 3}; });
  with_set([](PairSet& s) { s.target.words = {0, 1, 3}; });
  with_set([](PairSet& s) { s.source.sentences = {0, 0, 2}; });
  with_set([](PairSet& s) { s.target.sentences = {0, 2, 2}; });
  prints.push_back(training_fingerprint(options, sets, 21));
  prints.push_back(training_fingerprint(options, {}, 20));

  const std::set<std::uint64_t> distinct(prints.begin(), prints.end());
  EXPECT_EQ(distinct.size(), prints.size());
}

}  // namespace
}  // namespace qiao::embed
