#include "cli/check/glossary.h"

#include <gmock/gmock.h>

#include "text/input_error.h"

namespace qiao::cli {
namespace {

using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(GlossaryTest, ReadsPairsOfTerms) {
  const Glossary glossary = parse_glossary(
      "\xEF\xBB\xBF# names\r\n亞馬遜\tAmazon\r\n\r\n亚马逊\tAMAZON\tnote\n", "g.tsv");
  ASSERT_THAT(glossary, SizeIs(2));
  EXPECT_EQ(glossary[0].source, "亞馬遜");
  EXPECT_EQ(glossary[0].target, "Amazon");
  EXPECT_EQ(glossary[1].source_key, glossary[0].source_key);
  EXPECT_EQ(glossary[1].target_key, "amazon");
}

TEST(GlossaryTest, SaysWhichLineIsNoPair) {
  for (const char* bytes :
       {"亞馬遜\tAmazon\n蘋果\n", "亞馬遜\tAmazon\n蘋果\t\n", "a\tb\n\tApple"}) {
    try {
      parse_glossary(bytes, "g.tsv");
      ADD_FAILURE() << bytes;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), StartsWith("g.tsv:2: no pair of terms; ")) << bytes;
    }
  }
}

}  // namespace
}  // namespace qiao::cli
