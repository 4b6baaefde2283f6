#include "embed/fasttext_model.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "embed/vec_file.h"
#include "embed/word_file.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/toy_vectors.h"
#include "text/input_error.h"

namespace qiao::embed {
namespace {

using qiao::testing::ScratchFolder;
using qiao::testing::ToyLanguage;
using qiao::testing::train_toy_vectors;
using ::testing::Each;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;

constexpr int kDimensions = 16;

// One German model with subwords for all tests: training takes most of the time.
class FastTextModelTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new ScratchFolder;
    train_toy_vectors(ToyLanguage::kGerman, folder_->path("de"),
                      {.dimensions = kDimensions, .shortest_gram = 3, .longest_gram = 5});
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::string path(const std::string& name) { return folder_->path(name); }

  static std::vector<float> vector_of(const FastTextModel& model, const std::string& word) {
    std::vector<float> vector(static_cast<std::size_t>(model.dimensions()));
    model.vector(word, vector.data());
    return vector;
  }

  static std::string refusal(const std::string& bytes) {
    try {
      FastTextModel::open(folder_->put("damaged.bin", bytes));
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  }

  static ScratchFolder* folder_;
};

ScratchFolder* FastTextModelTest::folder_ = nullptr;

TEST_F(FastTextModelTest, GivesTheVectorsThatFastTextWritesAsText) {
  const auto model = FastTextModel::open(path("de.bin"));
  VecReader reader(path("de.vec"));
  ASSERT_EQ(model.word_count(), reader.rows());
  ASSERT_EQ(model.dimensions(), reader.dimensions());
  for (std::size_t i = 0; reader.next(); ++i) {
    EXPECT_EQ(model.word(i), reader.word());
    // fastText writes five digits.
    EXPECT_THAT(vector_of(model, model.word(i)), Pointwise(FloatNear(1e-4F), reader.vector()));
  }
}

TEST_F(FastTextModelTest, FrequenciesAreSharesOfTheText) {
  const auto model = FastTextModel::open(path("de.bin"));
  double sum = 0;
  for (std::size_t i = 0; i < model.word_count(); ++i) {
    sum += model.frequency(i);
    EXPECT_LE(model.frequency(i), model.frequency(i == 0 ? 0 : i - 1));
  }
  EXPECT_NEAR(sum, 1, 1e-9);  // min-count 1: no word is missing
}

TEST_F(FastTextModelTest, SubwordsMakeAVectorForAWordNeverSeen) {
  const auto model = FastTextModel::open(path("de.bin"));
  const auto cosine = [&](const std::string& a, const std::string& b) {
    const auto x = vector_of(model, a), y = vector_of(model, b);
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      xy += static_cast<double>(x[k] * y[k]);
      xx += static_cast<double>(x[k] * x[k]);
      yy += static_cast<double>(y[k] * y[k]);
    }
    return xy / std::sqrt(xx * yy);
  };
  EXPECT_GT(cosine("Bürgermeisters", "Bürgermeister"), 0.9);
  EXPECT_GT(cosine("Bürgermeisters", "Bürgermeister"), cosine("Bürgermeisters", "Schiff") + 0.3);
}

TEST_F(FastTextModelTest, WithoutSubwordsAnUnknownWordIsZero) {
  train_toy_vectors(ToyLanguage::kChinese, path("zh"), {.dimensions = 4});
  const auto model = FastTextModel::open(path("zh.bin"));
  EXPECT_THAT(vector_of(model, "電腦"), Each(0.0F));
  EXPECT_GT(model.frequency(0), 0);
}

TEST_F(FastTextModelTest, EveryCutIsRefused) {
  const std::string bytes = folder_->get("de.bin");
  ASSERT_GT(bytes.size(), 100000U);
  std::vector<std::size_t> lengths{bytes.size() - 1, bytes.size() / 2};
  for (std::size_t length = 0; length < 2000; length += 7) lengths.push_back(length);
  for (const std::size_t length : lengths) {
    EXPECT_THAT(refusal(bytes.substr(0, length)), HasSubstr("cut short")) << length;
  }
}

TEST_F(FastTextModelTest, BytesBehindTheEndAreRefused) {
  EXPECT_THAT(refusal(folder_->get("de.bin") + "x"), HasSubstr("bytes behind"));
}

TEST_F(FastTextModelTest, OtherFilesAreRefused) {
  EXPECT_THAT(refusal("2 3\na 1 2 3\n"), HasSubstr("not a fastText model"));
  EXPECT_THROW(FastTextModel::open(path("none.bin")), InputError);
}

struct Field {
  const char* name;
  std::size_t byte;
  std::int32_t value;
  const char* message;
};

TEST_F(FastTextModelTest, SizesThatCannotBeAreRefused) {
  const std::string bytes = folder_->get("de.bin");
  for (const Field& field : {
           Field{"version", 4, 13, "format 13"},
           Field{"dim", 8, 0, "dimensions"},
           Field{"dim", 8, 1 << 30, "dimensions"},
           Field{"dim", 8, kDimensions + 1, "size of a matrix"},
           Field{"loss", 8 + 4 * 6, 9, "kind of model"},
           Field{"bucket", 8 + 4 * 8, -1, "buckets"},
           Field{"bucket", 8 + 4 * 8, 1999, "number of vectors"},
           Field{"maxn", 8 + 4 * 10, 1 << 20, "n-grams"},
           Field{"size", 64, 2'000'000'000, "size of the dictionary"},
           Field{"nwords", 68, -5, "size of the dictionary"},
           Field{"ntokens", 76, 0, "number of tokens"},
           Field{"ntokens", 76, 1, "count of a word"},
           Field{"pruned", 84, 3, "pruned"},
       }) {
    std::string damaged = bytes;
    std::memcpy(damaged.data() + field.byte, &field.value, sizeof field.value);
    EXPECT_THAT(refusal(damaged), HasSubstr(field.message)) << field.name;
  }
}

TEST_F(FastTextModelTest, AnyFourBytesOfTheHeadAndDictionaryMayBeWrong) {
  const std::string bytes = folder_->get("de.bin");
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    std::string damaged = bytes;
    const std::size_t at = random() % 1100;  // the head and all 41 words
    const auto value = static_cast<std::uint32_t>(random());
    std::memcpy(damaged.data() + at, &value, sizeof value);
    const std::string path = folder_->put("damaged.bin", damaged);
    try {
      // Harmless when it is taken: a letter of a word, or a setting of the training.
      const auto model = FastTextModel::open(path);
      for (std::size_t i = 0; i < model.word_count(); ++i) vector_of(model, model.word(i));
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(path));
    }
  }
}

TEST_F(FastTextModelTest, NumbersThatAreNotFiniteAreRefused) {
  std::string bytes = folder_->get("de.bin");
  // The output matrix comes last, as many rows as words; the input matrix ends before its 17 bytes.
  const std::size_t words = qiao::testing::kThings.size() + 1;
  const std::size_t row = kDimensions * sizeof(float);
  const std::size_t input = bytes.size() - words * row - 17 - (words + 2000) * row;
  const float bad = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(bytes.data() + input, &bad, sizeof bad);
  const auto model = FastTextModel::open(folder_->put("nan.bin", bytes));
  EXPECT_THROW(vector_of(model, model.word(0)), InputError);
}

TEST_F(FastTextModelTest, AWordFileReadsBothFormsAlike) {
  WordFile text(path("de.vec"));
  WordFile binary(path("de.bin"));
  EXPECT_EQ(text.size(), binary.size());
  while (text.next()) {
    ASSERT_TRUE(binary.next());
    EXPECT_EQ(text.word(), binary.word());
    EXPECT_THAT(text.vector(), Pointwise(FloatNear(1e-4F), binary.vector()));
  }
  EXPECT_FALSE(binary.next());
  EXPECT_TRUE(text.vector_of("Hunde").empty());
  EXPECT_EQ(binary.vector_of("Hunde").size(), static_cast<std::size_t>(kDimensions));
}

TEST_F(FastTextModelTest, ZipfsSharesAddUpToOne) {
  WordFile text(path("de.vec"));
  double sum = 0;
  double first = 0;
  while (text.next()) {
    sum += text.frequency();
    if (first == 0) first = text.frequency();
  }
  EXPECT_NEAR(sum, 1, 1e-6);
  EXPECT_NEAR(first, 1 / 4.3, 0.01);  // H_41 = 4.30
}

}  // namespace
}  // namespace qiao::embed
