#include "tmx/byte_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tmx/support.h"
#include "text/input_error.h"

namespace qiao::tmx {
namespace {

using ::testing::HasSubstr;

std::string some_text() {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += std::to_string(i) + "\n";
  return text;
}

TEST(OpenBytesTest, ReadsAPlainFileAndTellsHowFarItIs) {
  const ScratchFolder scratch;
  std::uint64_t last = 0;
  const auto source =
      open_bytes(scratch.file("a", some_text()), [&](std::uint64_t bytes) { last = bytes; });
  EXPECT_EQ(read_all(*source), some_text());
  EXPECT_EQ(last, some_text().size());
}

TEST(OpenBytesTest, UnpacksGzipOfSeveralMembersWhateverItsName) {
  const ScratchFolder scratch;
  const std::string plain = scratch.file("a", some_text());
  const std::string packed = scratch.path("b.tmx");
  ASSERT_EQ(run("(gzip -c " + plain + "; gzip -c " + plain + ") > " + packed).exit_code, 0);
  EXPECT_EQ(read_all(*open_bytes(packed)), some_text() + some_text());
}

TEST(OpenBytesTest, CutOffGzipIsAnError) {
  const ScratchFolder scratch;
  const std::string plain = scratch.file("a", some_text());
  const std::string packed = scratch.path("b");
  ASSERT_EQ(run("gzip -c " + plain + " | head -c 5000 > " + packed).exit_code, 0);
  try {
    read_all(*open_bytes(packed));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("b: gzip data is cut off; get a whole copy"));
  }
}

TEST(OpenBytesTest, AMissingFileIsAnErrorThatNamesIt) {
  try {
    open_bytes("/no/such/file");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/no/such/file: No such file or directory"));
  }
}

TEST(OpenBytesTest, AFolderIsAnError) { EXPECT_THROW(read_all(*open_bytes("/")), InputError); }

TEST(OpenMemoriesTest, AZipGivesOneSourceForEachMemoryInIt) {
  if (!installed("python3")) GTEST_SKIP() << "python3, which makes the archive, is not installed";
  const ScratchFolder scratch;
  scratch.file("x/one.tmx", "eins");
  scratch.file("x/readme.txt", "nichts");
  scratch.file("x/deep/two.tmx", some_text());
  const std::string zip = scratch.path("a.zip");
  ASSERT_EQ(run("cd " + scratch.path("x") + " && python3 -m zipfile -c " + zip +
                " one.tmx readme.txt deep")
                .exit_code,
            0);
  std::vector<NamedSource> sources = open_memories(zip);
  ASSERT_EQ(sources.size(), 2);
  EXPECT_EQ(sources[0].name, zip + "/one.tmx");
  EXPECT_EQ(read_all(*sources[0].bytes), "eins");
  EXPECT_EQ(sources[1].name, zip + "/deep/two.tmx");
  EXPECT_EQ(read_all(*sources[1].bytes), some_text());
}

TEST(PeekSourceTest, WhatWasLookedAtIsStillRead) {
  PeekSource source(memory_source("abcdef"));
  EXPECT_EQ(source.peek(2), "ab");
  EXPECT_EQ(source.peek(4), "abcd");
  EXPECT_EQ(source.peek(2), "ab");
  EXPECT_EQ(source.peek(10), "abcdef");
  EXPECT_EQ(read_all(source), "abcdef");
}

}  // namespace
}  // namespace qiao::tmx
