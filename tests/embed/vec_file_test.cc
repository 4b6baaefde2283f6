#include "embed/vec_file.h"

#include <gmock/gmock.h>

#include <limits>
#include <utility>
#include <vector>

#include "tests/support/scratch_folder.h"
#include "text/input_error.h"

namespace qiao::embed {
namespace {

using qiao::testing::ScratchFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

using Row = std::pair<std::string, std::vector<float>>;

std::vector<Row> read_all(const std::string& path) {
  VecReader reader(path);
  std::vector<Row> rows;
  while (reader.next()) {
    rows.emplace_back(reader.word(),
                      std::vector<float>(reader.vector().begin(), reader.vector().end()));
  }
  return rows;
}

TEST(VecReaderTest, ReadsWhatFastTextWrites) {
  const ScratchFolder folder;
  // A space ends each line, as from fastText; U+00A0 is part of a word.
  const auto path = folder.put("a.vec", "3 2\n</s> 0.5 -1 \n的 1e-40 2.5e-3 \nz.\u00A0B. 0 7 \n");
  EXPECT_THAT(read_all(path), ElementsAre(Pair("</s>", ElementsAre(0.5F, -1.0F)),
                                          Pair("的", ElementsAre(1e-40F, 2.5e-3F)),
                                          Pair("z.\u00A0B.", ElementsAre(0.0F, 7.0F))));
}

TEST(VecReaderTest, ReadsWindowsLinesAndALastLineWithoutBreak) {
  const ScratchFolder folder;
  const auto path = folder.put("a.vec", "2 1\r\na 1\r\nb 2");
  EXPECT_THAT(read_all(path),
              ElementsAre(Pair("a", ElementsAre(1.0F)), Pair("b", ElementsAre(2.0F))));
}

struct Damage {
  const char* what;
  std::string bytes;
  const char* message;  // after the path
};

class DamagedVecTest : public ::testing::TestWithParam<Damage> {};

TEST_P(DamagedVecTest, IsRefusedWithItsLine) {
  const ScratchFolder folder;
  const auto path = folder.put("a.vec", GetParam().bytes);
  try {
    read_all(path);
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()).find(path + GetParam().message), 0U) << error.what();
    EXPECT_THAT(error.what(), HasSubstr("; "));  // the remedy
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, DamagedVecTest,
    ::testing::Values(Damage{"Empty", "", ": empty"},
                      Damage{"NoHeader", "a 1 2\nb 1 2\n", ":1: no header"},
                      Damage{"OneNumberInHeader", "2\na 1\n", ":1: no header"},
                      Damage{"NegativeHeader", "2 -1\na 1\n", ":1: no header"},
                      Damage{"ThreeNumbersInHeader", "2 1 1\na 1\n", ":1: no header"},
                      Damage{"HugeHeader", "99999999999999999999999 3\n", ":1: no header"},
                      Damage{"NoDimensions", "2 0\na\n", ":1: 0 dimensions"},
                      Damage{"TooManyDimensions", "2 4097\n", ":1: 4097 dimensions"},
                      Damage{"Compressed", "\x1F\x8B\x08\n", ":1: compressed"},
                      Damage{"Short", "2 3\na 1 2 3\nb 1 2\n", ":3: 2 components instead of 3"},
                      Damage{"WordAlone", "1 3\na\n", ":2: 0 components instead of 3"},
                      Damage{"EmptyLine", "2 1\na 1\n\n", ":3: no word"},
                      Damage{"NoWord", "1 1\n 1\n", ":2: no word"},
                      Damage{"Long", "1 2\na 1 2 3\n", ":2: more than 2 components"},
                      Damage{"NoNumber", "1 2\na 1 zwei\n", ":2: 'zwei' is not a finite number"},
                      Damage{"HalfANumber", "1 2\na 1 2,5\n", ":2: '2,5' is not"},
                      Damage{"TwoSpaces", "1 2\na 1  2\n", ":2: '' is not"},
                      Damage{"Nan", "1 2\na nan 1\n", ":2: 'nan' is not"},
                      Damage{"Infinite", "1 2\na 1 -inf\n", ":2: '-inf' is not"},
                      Damage{"BeyondFloat", "1 2\na 1 1e39\n", ":2: '1e39' is not"},
                      Damage{"Latin1", "2 1\na 1\nT\xFCr 2\n", ":3: the word is not UTF-8"},
                      Damage{"Surrogate", "1 1\n\xED\xA0\x80 2\n", ":2: the word is not UTF-8"},
                      Damage{"Fewer", "3 1\na 1\nb 2\n", ":3: ends after 2 of 3 rows"},
                      Damage{"More", "1 1\na 1\nb 2\n", ":3: more rows than the 1"},
                      Damage{"NoLineBreaks", "1 1\n" + std::string((1 << 20) + 1, 'x'),
                             ":2: a line of more"}),
    [](const auto& damage) { return damage.param.what; });

TEST(VecReaderTest, AMissingFileAndADirectoryAreErrors) {
  const ScratchFolder folder;
  EXPECT_THROW(VecReader(folder.path("none.vec")), InputError);
  EXPECT_THROW(VecReader(folder.path("")), InputError);
}

TEST(VecWriterTest, WhatIsWrittenIsReadBackBitForBit) {
  const ScratchFolder folder;
  const std::vector<float> hard{0.1F,
                                -1.0F / 3,
                                std::numeric_limits<float>::denorm_min(),
                                std::numeric_limits<float>::max(),
                                -0.0F,
                                16777217.0F};
  VecWriter writer(folder.path("a.vec"), 2, 6);
  writer.add("橋", hard);
  writer.add("Brücke", std::vector<float>(6, 2.0F));
  writer.commit();
  EXPECT_THAT(read_all(folder.path("a.vec")),
              ElementsAre(Pair("橋", hard), Pair("Brücke", std::vector<float>(6, 2.0F))));
}

TEST(VecWriterTest, WithoutCommitThereIsNoFile) {
  const ScratchFolder folder;
  { VecWriter(folder.path("a.vec"), 1, 1).add("a", std::vector<float>{1}); }
  EXPECT_FALSE(std::filesystem::exists(folder.path("a.vec")));
}

TEST(VecWordTest, WhiteSpaceAndBrokenBytesAreNoWords) {
  EXPECT_TRUE(is_vec_word("Brücke"));
  EXPECT_TRUE(is_vec_word("z.\u00A0B."));
  EXPECT_FALSE(is_vec_word(""));
  EXPECT_FALSE(is_vec_word("a b"));
  EXPECT_FALSE(is_vec_word("a\t"));
  EXPECT_FALSE(is_vec_word("a\nb"));
  EXPECT_FALSE(is_vec_word("T\xFCr"));
}

}  // namespace
}  // namespace qiao::embed
