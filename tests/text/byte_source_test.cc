#include "text/byte_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "tests/support/scratch_folder.h"
#include "text/input_error.h"

namespace qiao::text {
namespace {

using qiao::testing::ScratchFolder;
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
      open_bytes(scratch.put("a", some_text()), [&](std::uint64_t bytes) { last = bytes; });
  EXPECT_EQ(read_all(*source), some_text());
  EXPECT_EQ(last, some_text().size());
}

TEST(OpenBytesTest, UnpacksGzipOfSeveralMembersWhateverItsName) {
  const ScratchFolder scratch;
  const std::string plain = scratch.put("a", some_text());
  const std::string packed = scratch.path("b.tmx");
  ASSERT_EQ(std::system(("(gzip -c " + plain + "; gzip -c " + plain + ") > " + packed).c_str()), 0);
  EXPECT_EQ(read_all(*open_bytes(packed)), some_text() + some_text());
}

TEST(OpenBytesTest, CutOffGzipIsAnError) {
  const ScratchFolder scratch;
  const std::string plain = scratch.put("a", some_text());
  const std::string packed = scratch.path("b");
  ASSERT_EQ(std::system(("gzip -c " + plain + " | head -c 5000 > " + packed).c_str()), 0);
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
    EXPECT_THAT(error.what(), HasSubstr("/no/such/file: no such file; check the path"));
  }
}

TEST(OpenBytesTest, AFileThatIsChangedWhileItIsReadIsAnError) {
  for (const char* change : {"truncate -s 70000", "sh -c 'echo more >>\"$0\"'", "touch"}) {
    const ScratchFolder scratch;
    const std::string path = scratch.put("a", some_text());
    const auto source = open_bytes(path);
    char buffer[100];
    ASSERT_EQ(source->read(buffer, sizeof buffer), 2);  // what was looked at
    ASSERT_EQ(std::system((change + (" " + path)).c_str()), 0);
    try {
      read_all(*source);
      FAIL() << change;
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(),
                path + ": was changed while it was read; run again when it is finished");
    }
  }
}

TEST(OpenBytesTest, AFileThatIsReplacedIsReadAsItWas) {
  const ScratchFolder scratch;
  const std::string path = scratch.put("a", some_text());
  const auto source = open_bytes(path);
  ASSERT_EQ(std::rename(scratch.put("b", "other").c_str(), path.c_str()), 0);
  EXPECT_EQ(read_all(*source), some_text());
}

TEST(OpenBytesTest, AFolderIsAnError) { EXPECT_THROW(read_all(*open_bytes("/")), InputError); }

TEST(PeekSourceTest, WhatWasLookedAtIsStillRead) {
  PeekSource source(memory_source("abcdef"));
  EXPECT_EQ(source.peek(2), "ab");
  EXPECT_EQ(source.peek(4), "abcd");
  EXPECT_EQ(source.peek(2), "ab");
  EXPECT_EQ(source.peek(10), "abcdef");
  EXPECT_EQ(read_all(source), "abcdef");
}

}  // namespace
}  // namespace qiao::text
