#include "cli/check/passage_text.h"

#include <gtest/gtest.h>

#include "tests/cli/check/made_pair.h"

namespace qiao::cli {
namespace {

TEST(PassageTextTest, ValuesAreReadable) {
  const struct {
    const char* value;
    const char* readable;
  } cases[] = {
      {"4000000000000 USD", "4,000,000,000,000 USD"},
      {"12000", "12,000"},
      {"123456.75 km", "123,456.75 km"},
      {"1850", "1850"},
      {"3.14159", "3.14159"},
      {"2025-03-11", "2025-03-11"},
      {"1990s", "1990s"},
      {"2/3", "2/3"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(readable_value(c.value), c.readable);
}

TEST(PassageTextTest, APassageIsOneLineWithoutControlCharacters) {
  const Pair pair = testing::made_pair("一二\r\n三\x1B[1m四\t五", "a");
  const std::string_view text = pair.source.document.text();
  EXPECT_EQ(one_line(pair.source.document, {0, text.size()}), "一二 三[1m四 五");
}

TEST(PassageTextTest, TheSentencesAroundAPassageEndWithTheText) {
  const Pair pair = testing::made_pair("一二\n三四\n五六", "a");
  const Passage middle = whole_passage(pair.source.document, {1, 2});
  EXPECT_EQ(sentence_before(pair.source, middle), "一二");
  EXPECT_EQ(sentence_after(pair.source, middle), "五六");
  EXPECT_EQ(sentence_before(pair.source, whole_passage(pair.source.document, {0, 1})), "");
  EXPECT_EQ(sentence_after(pair.source, whole_passage(pair.source.document, {2, 3})), "");
}

}  // namespace
}  // namespace qiao::cli
