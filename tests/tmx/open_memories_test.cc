#include "tmx/open_memories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

const std::string kText(500000, 'x');

TEST(OpenMemoriesTest, AZipGivesOneSourceForEachMemoryInIt) {
  if (!installed("python3")) GTEST_SKIP() << "python3, which makes the archive, is not installed";
  const ScratchFolder scratch;
  scratch.file("x/one.tmx", "eins");
  scratch.file("x/readme.txt", "nichts");
  scratch.file("x/deep/two.tmx", kText);
  const std::string zip = scratch.path("a.zip");
  ASSERT_EQ(run("cd " + scratch.path("x") + " && python3 -m zipfile -c " + zip +
                " one.tmx readme.txt deep")
                .exit_code,
            0);
  std::vector<text::NamedSource> sources = open_memories(zip);
  ASSERT_EQ(sources.size(), 2);
  EXPECT_EQ(sources[0].name, zip + "/one.tmx");
  EXPECT_EQ(text::read_all(*sources[0].bytes), "eins");
  EXPECT_EQ(sources[1].name, zip + "/deep/two.tmx");
  EXPECT_EQ(text::read_all(*sources[1].bytes), kText);
}

}  // namespace
}  // namespace qiao::tmx
