#include "text/join_sentences.h"

#include <gtest/gtest.h>

#include <vector>

namespace qiao::text {
namespace {

struct JoinCase {
  Language language;
  std::vector<std::string_view> sentences;
  std::string joined;
};

TEST(JoinSentencesTest, JoinsAsTheLanguageWrites) {
  const JoinCase cases[] = {
      {Language::kGerman, {}, ""},
      {Language::kGerman, {"Hallo."}, "Hallo."},
      {Language::kGerman, {"Hallo.", "Bis bald."}, "Hallo. Bis bald."},
      {Language::kGerman, {"Hallo.", "", "Bis bald."}, "Hallo. Bis bald."},
      {Language::kUnknown, {"a", "b"}, "a b"},
      {Language::kChinese, {"你好。", "再見。"}, "你好。再見。"},
      {Language::kChinese, {"", "再見。"}, "再見。"},
      // Between Latin words a space is what keeps them apart.
      {Language::kChinese, {"他用 Windows", "Linux 也用。"}, "他用 Windows Linux 也用。"},
      {Language::kChinese, {"Hello!", "How are you?"}, "Hello! How are you?"},
      {Language::kChinese, {"他去了 Orléans", "Évry 在後。"}, "他去了 Orléans Évry 在後。"},
      {Language::kChinese, {"共 3", "4 也行"}, "共 3 4 也行"},
      {Language::kChinese, {"他用 Windows。", "Linux 也用。"}, "他用 Windows。Linux 也用。"},
      {Language::kChinese, {"他用 Windows", "我也用。"}, "他用 Windows我也用。"},
      // Quotes and full-width letters belong to the Chinese line.
      {Language::kChinese, {"他說“好”", "Linux 也好"}, "他說“好”Linux 也好"},
      {Language::kChinese, {"Ａ", "Ｂ"}, "ＡＢ"},
  };
  for (const JoinCase& c : cases) EXPECT_EQ(join_sentences(c.sentences, c.language), c.joined);
}

}  // namespace
}  // namespace qiao::text
