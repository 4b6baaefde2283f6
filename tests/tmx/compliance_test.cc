// LISA's TMX compliance kit, read and written back with equal content. The kit is no part of this
// repository; where it is not at hand these tests are skipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/tmx/support.h"
#include "text/files.h"

namespace qiao::tmx {
namespace {

const std::filesystem::path kKit = QIAO_SOURCE_DIR "/../shared/data/tmx/compliance-kit";

std::vector<std::string> kit_files() {
  std::vector<std::string> files;
  if (std::filesystem::exists(kKit)) {
    for (const auto& entry : std::filesystem::directory_iterator(kKit)) {
      if (entry.path().extension() == ".tmx") files.push_back(entry.path().filename().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

class ComplianceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (kit_files().empty()) GTEST_SKIP() << "the TMX compliance kit is not at " << kKit;
  }
};

TEST_F(ComplianceTest, EveryFileComesBackWithEqualContent) {
  for (const std::string& file : kit_files()) {
    const ReadResult first = read_memory(text::read_file(kKit / file));
    EXPECT_FALSE(first.units.empty()) << file;
    EXPECT_THAT(first.problems, ::testing::IsEmpty()) << file;
    const ReadResult again = read_memory(written(first.units, first.header));
    EXPECT_EQ(again.units, first.units) << file;
    EXPECT_EQ(again.header, first.header) << file;
  }
}

TEST_F(ComplianceTest, CharactersMeanTheSameHoweverTheyAreEncoded) {
  const ReadResult utf8 = read_memory(text::read_file(kKit / "ImportTest1E.tmx"));
  for (const char* other : {"ImportTest1D.tmx", "ImportTest1F.tmx", "ImportTest1G.tmx"}) {
    EXPECT_EQ(read_memory(text::read_file(kKit / other)).units, utf8.units) << other;
  }
  EXPECT_EQ(utf8.units[0].variants[0].segment.text, "à=agrave, é=eacute, æ=aelig");
}

TEST_F(ComplianceTest, TheLargestFileKeepsEverythingItSays) {
  const ReadResult read = read_memory(text::read_file(kKit / "ImportTest2C.tmx"));
  ASSERT_EQ(read.units.size(), 1);
  EXPECT_EQ(read.units[0].attributes.size(), 14);
  EXPECT_EQ(read.units[0].annotations.size(), 3);
  EXPECT_EQ(read.units[0].variants.size(), 3);
  EXPECT_EQ(read.units[0].variants[1].annotations.size(), 4);
  EXPECT_EQ(read.units[0].variants[0].segment.words(), "Click  to start.");
  EXPECT_EQ(read.header.encodings.size(), 1);
}

}  // namespace
}  // namespace qiao::tmx
