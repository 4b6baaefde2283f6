#include "embed/matrix_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "text/input_error.h"

namespace qiao::embed {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string raw(const std::vector<float>& numbers) {
  std::string bytes(numbers.size() * sizeof(float), '\0');
  if (!numbers.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

std::string npy(const std::string& dict, const std::string& numbers, int version = 1) {
  const std::string header = dict + "\n";
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(version);
  bytes += '\0';
  const int size_bytes = version == 1 ? 2 : 4;
  for (int i = 0; i < size_bytes; ++i) {
    bytes += static_cast<char>(header.size() >> (8 * i) & 0xFF);
  }
  return bytes + header + numbers;
}

std::string dict(const std::string& type, const std::string& fortran, const std::string& shape) {
  return "{'descr': " + type + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
}

const std::string kSix = raw({1, 2, 3, 4, 5, 6});

Embeddings two_by_three() {
  Embeddings matrix(2, 3);
  matrix << 1, 2, 3, 4, 5, 6;
  return matrix;
}

TEST(MatrixFileTest, RawFloatsAreRowsOfTheDimensionSaid) {
  EXPECT_EQ(parse_matrix(kSix, "a.f32", 3), two_by_three());
  EXPECT_EQ(parse_matrix("", "a.f32", 3).rows(), 0);
}

TEST(MatrixFileTest, NpySaysItsShapeItself) {
  for (const int version : {1, 2, 3}) {
    EXPECT_EQ(parse_matrix(npy(dict("'<f4'", "False", "(2, 3)"), kSix, version), "a.npy", 0),
              two_by_three())
        << version;
  }
  EXPECT_EQ(parse_matrix(npy(dict("'<f4'", "False", "(2, 3)"), kSix), "a.npy", 3), two_by_three());
  EXPECT_EQ(parse_matrix(npy(dict("'<f4'", "False", "(0, 3)"), ""), "a.npy", 0).cols(), 3);
}

std::string refusal(const std::string& bytes, int dimensions) {
  try {
    parse_matrix(bytes, "a.npy", dimensions);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(MatrixFileTest, WhatIsNoMatrixIsSaidWithItsRow) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  const struct {
    std::string bytes;
    int dimensions;
    const char* says;
  } cases[] = {
      {kSix, 0, "say --dim"},
      {kSix, 4, "row 2 is cut short: 24 bytes are not rows of 4 float32; check --dim"},
      {kSix.substr(0, 23), 3, "row 2 is cut short"},
      {raw({1, 2, nan, 4}), 2, "row 2 holds NaN or infinity"},
      {raw({infinity, 2, 3, 4}), 2, "row 1 holds NaN or infinity"},
      {npy(dict("'<f4'", "False", "(2, 3)"), kSix), 4, "rows of 3 numbers, not 4; check --dim"},
      {npy(dict("'<f4'", "False", "(3, 3)"), kSix), 0, "says 3 rows of 3 but holds 6 numbers"},
      {npy(dict("'<f4'", "False", "(1, 3)"), kSix), 0, "says 1 rows of 3 but holds 6 numbers"},
      {npy(dict("'<f4'", "False", "(2, 3)"), kSix + "x"), 0, "holds 6 numbers"},
      // Sizes whose product wraps around to six.
      {npy(dict("'<f4'", "False", "(9223372036854775811, 2)"), kSix), 0, "holds 6 numbers"},
      {npy(dict("'<f4'", "False", "(99999999999999999999, 2)"), kSix), 0, "is no matrix"},
      {npy(dict("'<f4'", "False", "(6, 0)"), ""), 0, "says 6 rows of 0"},
      {npy(dict("'<f4'", "False", "(0, 18446744)"), ""), 0, "rows of 18446744 numbers"},
      {npy(dict("'<f4'", "False", "(6,)"), kSix), 0, "shape (6,) is no matrix"},
      {npy(dict("'<f4'", "False", "(1, 2, 3)"), kSix), 0, "is no matrix"},
      {npy(dict("'<f4'", "False", "6"), kSix), 0, "is no matrix"},
      {npy(dict("'<f8'", "False", "(2, 3)"), kSix), 0, "numbers of type '<f8', not '<f4'"},
      {npy(dict("'>f4'", "False", "(2, 3)"), kSix), 0, "numbers of type '>f4'"},
      {npy(dict("'<f4'", "True", "(2, 3)"), kSix), 0, "columns stand together"},
      {npy("{", kSix), 0, "numbers of type "},
      {npy("{'descr':", ""), 0, "numbers of type "},
      {npy(dict("'<f4'", "False", "(2, 3)"), kSix, 4), 0, "version 4 of .npy"},
      {"\x93NUMPY\x01", 0, "cut short"},
      {npy(dict("'<f4'", "False", "(2, 3)"), "").substr(0, 40), 0, "cut short"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(refusal(c.bytes, c.dimensions), AllOf(StartsWith("a.npy: "), HasSubstr(c.says)))
        << c.says;
  }
}

}  // namespace
}  // namespace qiao::embed
