#include "text/offset_map.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace qiao::text {
namespace {

TEST(OffsetMapTest, AnEmptyMapSendsEverythingToTheStart) {
  EXPECT_EQ(OffsetMap{}(0), 0u);
  EXPECT_EQ(OffsetMap{}(7), 0u);
  EXPECT_EQ(OffsetMap{}(ByteRange{0, 3}), (ByteRange{0, 0}));
}

TEST(OffsetMapTest, IdentityGivesEveryByteBack) {
  const OffsetMap map = OffsetMap::identity(4);
  for (std::size_t i = 0; i <= 4; ++i) EXPECT_EQ(map(i), i);
  EXPECT_EQ(map(ByteRange{1, 3}), (ByteRange{1, 3}));
}

TEST(OffsetMapTest, WhatWasRemovedInsideARangeBelongsToIt) {
  OffsetMap map;  // "創(chuàng)意" without its gloss
  map.append_copy(0, 3);
  map.append_copy(13, 3);
  EXPECT_EQ(map(3), 13u);
  EXPECT_EQ(map(6), 16u);
  EXPECT_EQ(map(ByteRange{0, 3}), (ByteRange{0, 3}));
  EXPECT_EQ(map(ByteRange{3, 6}), (ByteRange{13, 16}));
  EXPECT_EQ(map(ByteRange{0, 6}), (ByteRange{0, 16}));
  EXPECT_EQ(map(ByteRange{3, 3}), (ByteRange{13, 13}));
}

TEST(OffsetMapTest, UnitsOfOtherWidthsAreNeverCut) {
  OffsetMap map;  // two Han characters of Big5 and a letter
  map.append(0, 1, 3, 2);
  map.append(2, 1, 3, 2);
  map.append_copy(4, 1);
  EXPECT_EQ(map(2), 0u);
  EXPECT_EQ(map(3), 2u);
  EXPECT_EQ(map(ByteRange{1, 2}), (ByteRange{0, 2}));
  EXPECT_EQ(map(ByteRange{3, 7}), (ByteRange{2, 5}));
}

TEST(OffsetMapTest, ComposedWithIdentityIsUnchanged) {
  OffsetMap map;
  map.append(1, 4, 3, 2);
  map.append(12, 1, 1, 4);
  const OffsetMap after = map.then(OffsetMap::identity(20));
  const OffsetMap before = OffsetMap::identity(13).then(map);
  for (std::size_t i = 0; i <= 13; ++i) {
    EXPECT_EQ(after(i), map(i));
    EXPECT_EQ(before(i), map(i));
  }
}

// A random map of `units` units, whose source units end where the given boundaries allow.
OffsetMap random_map(std::mt19937& random, std::vector<std::size_t>& derived_boundaries,
                     const std::vector<std::size_t>& source_boundaries) {
  OffsetMap map;
  derived_boundaries = {0};
  std::size_t i = 0;
  while (i + 1 < source_boundaries.size()) {
    const std::size_t skip = random() % 4 == 0 ? 1 : 0;
    const std::size_t take = 1 + random() % 2;
    const std::size_t begin = i + skip;
    const std::size_t end = begin + take;
    if (end >= source_boundaries.size()) break;
    map.append(source_boundaries[begin], 1, 1 + random() % 3,
               source_boundaries[end] - source_boundaries[begin]);
    derived_boundaries.push_back(map.size());
    i = end;
  }
  return map;
}

TEST(OffsetMapTest, ComposingIsApplyingOneAfterTheOther) {
  std::mt19937 random(20251122);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::size_t> bytes(40);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = i;
    std::vector<std::size_t> middle, derived;
    const OffsetMap outer = random_map(random, middle, bytes);
    const OffsetMap inner = random_map(random, derived, middle);
    const OffsetMap both = inner.then(outer);
    ASSERT_EQ(both.size(), inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i) {
      ASSERT_EQ(both(i), outer(inner(i))) << "round " << round << " byte " << i;
      for (std::size_t j = i + 1; j <= inner.size(); ++j) {
        ASSERT_EQ(both(ByteRange{i, j}), outer(inner(ByteRange{i, j})));
      }
    }
  }
}

}  // namespace
}  // namespace qiao::text
