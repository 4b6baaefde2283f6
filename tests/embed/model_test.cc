#include "embed/model.h"

#include <gmock/gmock.h>
#include <xxhash.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

#include "tests/support/scratch_folder.h"
#include "text/input_error.h"

namespace qiao::embed {
namespace {

using ::qiao::testing::ScratchFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::size_t kHeader = 64;

ModelContents made_contents(std::size_t keys, std::uint32_t buckets, int dimensions,
                            std::uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  ModelContents contents;
  for (std::size_t k = 0; k < keys; ++k) {
    contents.keys.push_back(static_cast<FeatureKey>(100 * k + random() % 100));
  }
  contents.buckets = buckets;
  contents.table.resize(static_cast<Eigen::Index>(keys + buckets), dimensions);
  for (Eigen::Index i = 0; i < contents.table.size(); ++i) {
    float sum = -2;
    for (int draw = 0; draw < 4; ++draw) sum += static_cast<float>(random() % 1000) / 1000;
    contents.table.data()[i] = sum;
  }
  contents.metadata = R"({"name":"made"})";
  return contents;
}

class ModelTest : public ::testing::Test {
 protected:
  Model open(const std::string& bytes) const { return Model::open(scratch_.put("m.qiao", bytes)); }

  // The message of the error, empty when the model opens.
  std::string refusal(const std::string& bytes) const {
    try {
      open(bytes);
    } catch (const InputError& e) {
      return e.what();
    }
    return {};
  }
  // Claims that the bytes are refused with the place in front and a remedy behind.
  void expect_refused(const std::string& bytes, const std::string& why) const {
    ASSERT_THAT(refusal(bytes), AllOf(StartsWith(scratch_.path("m.qiao") + ": "), HasSubstr("; ")))
        << why;
  }

  ScratchFolder scratch_;
};

// Writes a number over the bytes at `offset`.
template <class T>
std::string patched(std::string bytes, std::size_t offset, T value) {
  std::memcpy(bytes.data() + offset, &value, sizeof value);
  return bytes;
}

// Makes the checksum right again after the body was changed.
std::string checksummed(std::string bytes) {
  const std::uint64_t sum = XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader);
  return patched(std::move(bytes), 56, sum);
}

TEST_F(ModelTest, EverythingComesBack) {
  for (const int bits : {4, 8, 16}) {
    const ModelContents contents = made_contents(50, 7, 24);
    const std::string bytes = serialise_model(contents, bits);
    const Model model = open(bytes);
    EXPECT_EQ(model.dimensions(), 24);
    EXPECT_EQ(model.bits(), bits);
    EXPECT_EQ(model.file_size(), bytes.size());
    EXPECT_EQ(model.metadata(), contents.metadata);
    EXPECT_EQ(model.path(), scratch_.path("m.qiao"));
    const ModelContents read = read_contents(model);
    EXPECT_EQ(read.keys, contents.keys);
    EXPECT_EQ(read.buckets, contents.buckets);
    EXPECT_EQ(read.metadata, contents.metadata);
    EXPECT_EQ(read.table.rows(), contents.table.rows());
    EXPECT_EQ(serialise_model(read, bits), bytes) << "what is read is written as it was";
  }
}

TEST_F(ModelTest, EightAndSixteenBitsAreWrongByHalfAStepAtMost) {
  const ModelContents contents = made_contents(200, 0, 64);
  for (const auto& [bits, steps] : {std::pair{8, 127.0F}, {16, 32512.0F}}) {
    const ModelContents read = read_contents(open(serialise_model(contents, bits)));
    for (Eigen::Index i = 0; i < contents.table.rows(); ++i) {
      const float step = contents.table.row(i).cwiseAbs().maxCoeff() / steps;
      EXPECT_LE((read.table.row(i) - contents.table.row(i)).cwiseAbs().maxCoeff(), 0.51F * step);
    }
  }
}

TEST_F(ModelTest, NoCodeEndsInAZeroByteHoweverSmallTheComponent) {
  // The last byte of the last row is where a file that was cut would end in zeros.
  ModelContents contents = made_contents(1, 0, 8);
  contents.table.setConstant(-1);
  for (const int bits : {4, 8, 16}) {
    EXPECT_EQ(open(serialise_model(contents, bits)).bits(), bits);
  }
}

TEST_F(ModelTest, ManyRowsAddUpLikeOneAfterTheOther) {
  const ModelContents contents = made_contents(50, 7, 24);
  for (const int bits : {4, 8, 16}) {
    const Model model = open(serialise_model(contents, bits));
    std::vector<std::uint32_t> rows;
    Eigen::RowVectorXf one = Eigen::RowVectorXf::Zero(24);
    for (std::uint32_t k = 0; k < 40; ++k) {
      rows.push_back(k % 9 == 8 ? Vocabulary::kNoRow : k * 31 % 57);
      if (k % 9 != 8) model.add_row(k * 31 % 57, one.data());
    }
    Eigen::RowVectorXf sum = Eigen::RowVectorXf::Zero(24);
    model.add_rows(rows, sum.data());
    EXPECT_EQ(sum, one);
  }
}

TEST_F(ModelTest, FourBitsLoseAboutAHundredthOfARowsEnergy) {
  const ModelContents contents = made_contents(200, 0, 64);
  const ModelContents read = read_contents(open(serialise_model(contents, 4)));
  EXPECT_LT((read.table - contents.table).squaredNorm(), 0.015F * contents.table.squaredNorm());
  for (Eigen::Index i = 0; i < contents.table.rows(); ++i) {
    const float lost = (read.table.row(i) - contents.table.row(i)).squaredNorm();
    EXPECT_LT(lost, 0.03F * contents.table.row(i).squaredNorm()) << i;
    // Never worse than rounding to the largest component.
    const float step = contents.table.row(i).cwiseAbs().maxCoeff() / 7;
    EXPECT_LE(lost, 64 * step * step / 4);
  }
}

TEST_F(ModelTest, RowsOfZerosAndExtremesComeBack) {
  ModelContents contents = made_contents(3, 0, 8);
  contents.table.row(0).setZero();
  contents.table.row(1).setConstant(-3);
  contents.table.row(2).setZero();
  contents.table(2, 7) = 1e-3F;
  for (const int bits : {4, 8, 16}) {
    const ModelContents read = read_contents(open(serialise_model(contents, bits)));
    EXPECT_TRUE(read.table.isApprox(contents.table, 1e-5F)) << bits;
  }
}

TEST_F(ModelTest, AModelWithoutRowsOrMetadataIsOne) {
  ModelContents contents = made_contents(0, 0, 8);
  contents.metadata.clear();
  const Model model = open(serialise_model(contents, 4));
  EXPECT_EQ(model.vocabulary().row_count(), 0U);
  EXPECT_EQ(model.metadata(), "");
}

TEST_F(ModelTest, AMovedModelKeepsItsRows) {
  Model first = open(serialise_model(made_contents(5, 0, 8), 8));
  const ModelContents before = read_contents(first);
  Model second = std::move(first);
  EXPECT_EQ(read_contents(second).table, before.table);
}

TEST_F(ModelTest, AddRowAdds) {
  const Model model = open(serialise_model(made_contents(5, 2, 16), 4));
  const ModelContents read = read_contents(model);
  Eigen::RowVectorXf sum = Eigen::RowVectorXf::Ones(16);
  model.add_row(3, sum.data());
  model.add_row(6, sum.data());
  const Eigen::RowVectorXf expected =
      Eigen::RowVectorXf::Ones(16) + read.table.row(3) + read.table.row(6);
  EXPECT_TRUE(sum.isApprox(expected, 1e-6F));
}

TEST_F(ModelTest, AFileCutShortAnywhereIsRefused) {
  const std::string bytes = serialise_model(made_contents(40, 3, 16), 4);
  // Sections begin at multiples of 64; these are cut there, a byte beside, and between.
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    if (length % 64 > 1 && length % 64 < 63 && length % 13 != 0) continue;
    expect_refused(bytes.substr(0, length), "cut at " + std::to_string(length));
  }
  expect_refused(bytes + '\0', "one byte more");
  expect_refused(bytes + bytes, "twice");
}

TEST_F(ModelTest, AFlippedBitAnywhereIsRefused) {
  // Sizes that fill their padding and sizes that do not.
  for (const std::size_t keys : {3U, 16U}) {
    const std::string bytes = serialise_model(made_contents(keys, 2, 8), keys == 3 ? 4 : 8);
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      expect_refused(flipped, "bit " + std::to_string(bit));
    }
  }
}

TEST_F(ModelTest, HostileNumbersInTheHeaderAreRefused) {
  const std::string bytes = serialise_model(made_contents(40, 3, 16), 4);
  const struct {
    const char* field;
    std::size_t offset;
    std::size_t size;
  } fields[] = {{"version", 8, 4}, {"byte order", 12, 4}, {"dimensions", 16, 4}, {"bits", 20, 4},
                {"keys", 24, 8},   {"buckets", 32, 8},    {"metadata", 40, 8},   {"file", 48, 8}};
  for (const auto& field : fields) {
    std::uint64_t own = 0;
    std::memcpy(&own, bytes.data() + field.offset, field.size);
    for (const std::uint64_t value :
         {std::uint64_t{0}, std::uint64_t{1}, own - 1, own + 1, 2 * own, std::uint64_t{1} << 31,
          (std::uint64_t{1} << 32) - 1, std::uint64_t{1} << 32, std::uint64_t{1} << 60,
          (std::uint64_t{1} << 63) + own, ~std::uint64_t{0}}) {
      if (value == own || (field.size == 4 && (value & 0xffffffff) == own)) continue;
      std::string hostile = bytes;
      std::memcpy(hostile.data() + field.offset, &value, field.size);
      expect_refused(hostile, field.field + (" " + std::to_string(value)));
      // Also when the length that the header claims is the file's.
      if (field.offset != 48) continue;
      expect_refused(patched(hostile, 48, bytes.size() + 64) + std::string(64, '\0'), field.field);
    }
  }
}

TEST_F(ModelTest, RandomHeadersAreRefused) {
  const std::string bytes = serialise_model(made_contents(40, 3, 16), 4);
  std::mt19937_64 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string hostile = bytes;
    for (std::size_t offset = 16; offset < 48; offset += 8) {
      if (random() % 2 == 0) continue;
      const std::uint64_t value = random() >> (random() % 64);
      std::memcpy(hostile.data() + offset, &value, sizeof value);
    }
    if (hostile == bytes) continue;
    ASSERT_NE(refusal(hostile), "") << round;
  }
}

TEST_F(ModelTest, AHostileBodyWithARightChecksumIsRefused) {
  const std::string bytes = serialise_model(made_contents(40, 3, 16), 4);
  const std::size_t keys = kHeader + 64;  // after the metadata
  const std::size_t scales = keys + 192;  // 40 keys
  EXPECT_THAT(refusal(checksummed(patched(bytes, keys, 0xffffffffU))), HasSubstr("out of order"));
  std::string twice = bytes;
  std::memcpy(twice.data() + keys + 4, twice.data() + keys, 4);
  EXPECT_THAT(refusal(checksummed(twice)), HasSubstr("out of order"));
  for (const float scale : {std::numeric_limits<float>::quiet_NaN(),
                            std::numeric_limits<float>::infinity(), -0.5F, 1e30F}) {
    EXPECT_THAT(refusal(checksummed(patched(bytes, scales + 8, scale))), HasSubstr("scale"))
        << scale;
  }
  EXPECT_NE(refusal(checksummed(patched(bytes, kHeader + 3, '\0'))), "") << "metadata with a zero";
  EXPECT_EQ(refusal(checksummed(bytes)), "");
}

TEST_F(ModelTest, WhatIsNoModelIsCalledSo) {
  EXPECT_THAT(refusal(std::string(1000, 'x')), HasSubstr("not a Qiao model"));
  EXPECT_THAT(refusal(""), HasSubstr("too short"));
  EXPECT_THAT(refusal("QIAOVEC\n"), HasSubstr("too short"));
  EXPECT_THROW(Model::open(scratch_.path("")), InputError) << "a directory";
  EXPECT_THROW(Model::open("/dev/null"), InputError);
  try {
    Model::open(scratch_.path("absent.qiao"));
    FAIL() << "a file that is not there was opened";
  } catch (const InputError& e) {
    EXPECT_THAT(e.what(), AllOf(StartsWith(scratch_.path("absent.qiao")), HasSubstr("QIAO_MODEL")));
  }
}

TEST(FindModelTest, WhatIsSaidGoesBeforeTheEnvironment) {
  ::setenv("QIAO_MODEL", "/there.qiao", 1);
  EXPECT_EQ(find_model("said.qiao"), "said.qiao");
  EXPECT_EQ(find_model(""), "/there.qiao");
  ::unsetenv("QIAO_MODEL");
  try {
    EXPECT_THAT(find_model(""), ::testing::EndsWith("default.qiao"));
  } catch (const InputError& e) {
    EXPECT_THAT(e.what(), AllOf(HasSubstr("default.qiao"), HasSubstr("; say --model FILE")));
  }
}

}  // namespace
}  // namespace qiao::embed
