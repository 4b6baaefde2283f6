#include "tmx/open_memories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.h"
#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

const std::string kText(500000, 'x');

TEST(OpenMemoriesTest, AZipGivesOneSourceForEachMemoryInIt) {
  const testing::ScratchFolder scratch;
  scratch.put("x/one.tmx", "eins");
  scratch.put("x/readme.txt", "nichts");
  scratch.put("x/deep/two.tmx", kText);
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
