#include "cli/pair/collection.h"

#include <gtest/gtest.h>

#include "cli/pair/candidates.h"
#include "cli/pair/file_list.h"
#include "tests/cli/scratch.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

Sketch with_anchors(std::vector<std::uint32_t> anchors) { return {.anchors = std::move(anchors)}; }

std::vector<std::uint32_t> every(std::uint32_t step, std::size_t count) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 1; i <= count; ++i) {
    numbers.push_back(step * static_cast<std::uint32_t>(i));
  }
  return numbers;
}

TEST(SharedAnchorsTest, TheShareOfTheFewer) {
  EXPECT_EQ(shared_anchors(with_anchors({1, 2, 3, 4}), with_anchors({2, 4, 5, 6, 7, 8})), 0.5);
  EXPECT_EQ(shared_anchors(with_anchors({1, 2, 3}), with_anchors({4, 5, 6})), 0);
}

TEST(SharedAnchorsTest, AFewSayNothing) {
  EXPECT_EQ(shared_anchors(with_anchors({1, 2}), with_anchors({1, 2, 3, 4})), std::nullopt);
  EXPECT_EQ(shared_anchors(with_anchors({}), with_anchors({})), std::nullopt);
}

TEST(SharedAnchorsTest, WhatASideCouldNotKeepDoesNotCountAgainstTheOther) {
  // The first kept its lowest 256, up to 256; of the other's only those below it are compared.
  const Sketch full = with_anchors(every(1, kMostAnchors));
  EXPECT_EQ(shared_anchors(full, with_anchors({10, 20, 30, 40'000, 50'000})), 1);
}

TEST(PartCountTest, LongDocumentsHaveParts) {
  EXPECT_EQ(part_count(31), 0);
  EXPECT_EQ(part_count(32), 2);
  EXPECT_EQ(part_count(100), 6);
  EXPECT_EQ(part_count(5000), 8);
}

TEST(SameNameTest, MarksOfLanguageAndFormatDoNotMatter) {
  const struct {
    const char* a;
    const char* b;
    bool same;
  } table[] = {
      {"zh/story.zh.txt", "de/story.de.txt", true},
      {"Story_zh-TW.md", "story.de.html.gz", true},
      {"a/story.txt", "b/story.txt", true},
      {"story1.txt", "story2.txt", false},
      {"story.txt", "history.txt", false},
      {"zh.txt", "de.txt", false},  // nothing but marks says nothing
  };
  for (const auto& [a, b, same] : table) EXPECT_EQ(same_name(a, b), same) << a << ' ' << b;
}

TEST(ListFilesTest, BelowTheFolderInTheOrderOfTheirBytes) {
  const Scratch scratch;
  scratch.run("mkdir -p d/b d/.git d/empty && touch d/z.txt d/b/a.txt d/B.txt d/.git/x d/.hidden");
  scratch.run("ln -s ../d d/loop && ln -s z.txt d/link.txt && ln -s nowhere d/broken");
  EXPECT_EQ(list_files(scratch.path("d")),
            (std::vector<std::string>{"B.txt", "b/a.txt", "link.txt", "z.txt"}));
  EXPECT_THROW(list_files(scratch.path("missing")), InputError);
  EXPECT_THROW(list_files(scratch.path("d/z.txt")), InputError);
}

}  // namespace
}  // namespace qiao::cli
