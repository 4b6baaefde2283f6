#include "text/utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace qiao::text {
namespace {

std::vector<std::int32_t> characters_of(std::string_view text) {
  std::vector<std::int32_t> characters;
  for (std::size_t at = 0; at < text.size();) characters.push_back(next_character(text, at));
  return characters;
}

TEST(Utf8Test, CharactersComeOneByOne) {
  EXPECT_EQ(characters_of("aä你😀"), (std::vector<std::int32_t>{'a', 0xE4, 0x4F60, 0x1F600}));
}

TEST(Utf8Test, BytesThatAreNoCharacterArePassedAlone) {
  EXPECT_EQ(characters_of("a\x80z"), (std::vector<std::int32_t>{'a', 0xFFFD, 'z'}));
  EXPECT_EQ(characters_of("\xE4\xBD"), (std::vector<std::int32_t>{0xFFFD, 0xFFFD}));
  EXPECT_EQ(characters_of("\xC3z"), (std::vector<std::int32_t>{0xFFFD, 'z'}));
}

TEST(Utf8Test, TheCharacterBeforeEndsThere) {
  EXPECT_EQ(character_before("aä你", 6), 0x4F60);
  EXPECT_EQ(character_before("aä你", 3), 0xE4);
  EXPECT_EQ(character_before("aä你", 0), 0xFFFD);
}

TEST(Utf8Test, CharactersAreCodePoints) {
  EXPECT_EQ(character_count(""), 0);
  EXPECT_EQ(character_count("aä你😀"), 4);
}

}  // namespace
}  // namespace qiao::text
