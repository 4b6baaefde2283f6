#include "tmx/text_measure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qiao::tmx {
namespace {

struct MeasureCase {
  std::string text;
  TextMeasure measure;
  std::vector<std::string> words;
};

TEST(MeasureTest, CountsCharactersLettersAndWords) {
  const MeasureCase cases[] = {
      {"", {}, {}},
      {"Grüße, Welt!", {12, 0, 9, 2}, {"Grüße", "Welt"}},
      {"你好。", {3, 2, 0, 0}, {"你", "好"}},
      {"買GB300了", {7, 2, 2, 1}, {"買", "GB300", "了"}},
      {"3,5 × 2", {7, 0, 0, 3}, {"3", "5", "2"}},
      {"Мир ひら", {6, 0, 0, 2}, {"Мир", "ひら"}},
      {"𠀀😀", {2, 1, 0, 0}, {"𠀀"}},
      {"a\xE4", {2, 0, 1, 1}, {"a"}},  // a stray byte is a character of no kind
  };
  for (const MeasureCase& c : cases) {
    std::vector<std::string> words;
    const TextMeasure found =
        measure(c.text, [&](std::string_view word) { words.emplace_back(word); });
    EXPECT_EQ(found, c.measure) << c.text << ": " << found.characters << " " << found.han << " "
                                << found.latin << " " << found.words;
    EXPECT_EQ(words, c.words);
    EXPECT_EQ(measure(c.text), c.measure);
  }
}

TEST(MeasureTest, AHanCharacterWeighsThreeLetters) { EXPECT_EQ(measure("你好a").weight(), 7); }

}  // namespace
}  // namespace qiao::tmx
