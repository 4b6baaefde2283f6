#include "text/language.h"

#include <gtest/gtest.h>

#include <string>

namespace qiao::text {
namespace {

struct Row {
  const char* text;
  Language language;
  Script script;
};

TEST(GuessLanguageTest, KnowsTheLanguageAndScriptOfAParagraph) {
  const Row rows[] = {
      {"從前有一座老橋，橋下的河水清得看得見石頭。", Language::kChinese, Script::kTraditional},
      {"从前有一座老桥，桥下的河水清得看得见石头。", Language::kChinese, Script::kSimplified},
      {"你好。", Language::kChinese, Script::kUnknown},
      // Latin names do not make it German.
      {"Microsoft 和 OpenAI 合作，Satya Nadella 與 Sam Altman 在 San Francisco 談過。",
       Language::kChinese, Script::kTraditional},
      {"Nvidia GB300 NVL72、AMD Instinct MI355X 和 Google TPU v7 的效能比較", Language::kChinese,
       Script::kTraditional},
      // A variant of the other script does not turn the text.
      {"他說這条街從前没有名字，後來大家叫它橋頭街。", Language::kChinese, Script::kTraditional},
      {"Früher stand über dem Fluss eine alte Brücke.", Language::kGerman, Script::kLatin},
      {"Er kam nie wieder, und das war auch gut so.", Language::kGerman, Script::kLatin},
      {"Das Wort 橋 (qiáo) ist das chinesische Wort für Brücke.", Language::kGerman,
       Script::kLatin},
      {"Once there was a bridge, and nobody knew who had built it.", Language::kEnglish,
       Script::kLatin},
      {"Er was eens een brug over de rivier, en niemand wist wie die had gebouwd.",
       Language::kUnknown, Script::kLatin},
      {"Il y avait une fois un vieux pont, et personne ne savait qui l'avait construit.",
       Language::kUnknown, Script::kLatin},
      {"Había una vez un puente viejo, y nadie sabía quién lo había construido.",
       Language::kUnknown, Script::kLatin},
      {"C'era una volta un vecchio ponte, e nessuno sapeva chi lo avesse costruito.",
       Language::kUnknown, Script::kLatin},
      {"Det var en gång en gammal bro, och ingen visste vem som hade byggt den.",
       Language::kUnknown, Script::kLatin},
      {"昔々、川に古い橋がありました。誰が作ったのか、知る人はいませんでした。", Language::kUnknown,
       Script::kUnknown},
      {"옛날에 오래된 다리가 있었는데 아무도 누가 지었는지 몰랐다.", Language::kUnknown,
       Script::kUnknown},
      {"Жил-был старый мост, и никто не знал, кто его построил.", Language::kUnknown,
       Script::kUnknown},
      {"12, 34 — 5.6 %", Language::kUnknown, Script::kUnknown},
      {"", Language::kUnknown, Script::kUnknown},
  };
  for (const Row& row : rows) {
    const LanguageGuess guess = guess_language(row.text);
    EXPECT_EQ(guess.language, row.language) << row.text;
    EXPECT_EQ(guess.script, row.script) << row.text;
    EXPECT_EQ(guess.confidence > 0.5, row.language != Language::kUnknown) << row.text;
    EXPECT_LE(guess.confidence, 1) << row.text;
  }
}

TEST(GuessLanguageTest, LooksAtTheBeginningOnly) {
  std::string text;
  while (text.size() < (64 << 10)) text += "Die Brücke war alt. ";
  for (int i = 0; i < 10'000; ++i) text += "老橋。";
  EXPECT_EQ(guess_language(text).language, Language::kGerman);
}

TEST(ParseLanguageTest, ReadsTagsAsUsersWriteThem) {
  struct {
    const char* tag;
    Language language;
    Script script;
  } const rows[] = {
      {"zh", Language::kChinese, Script::kUnknown},
      {"zh-Hant", Language::kChinese, Script::kTraditional},
      {"zh-TW", Language::kChinese, Script::kTraditional},
      {"ZH_tw", Language::kChinese, Script::kTraditional},
      {"zh-Hant-HK", Language::kChinese, Script::kTraditional},
      {"zh-Hans-HK", Language::kChinese, Script::kSimplified},
      {"zh-cn", Language::kChinese, Script::kSimplified},
      {"de", Language::kGerman, Script::kLatin},
      {"de-AT", Language::kGerman, Script::kLatin},
      {"DE", Language::kGerman, Script::kLatin},
      {"en-GB", Language::kEnglish, Script::kLatin},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(parse_language(row.tag), (LanguageGuess{row.language, row.script, 1})) << row.tag;
  }
  for (const char* tag : {"", "d", "deu", "fr", "-", "German", "zhe"}) {
    EXPECT_EQ(parse_language(tag), std::nullopt) << tag;
  }
}

TEST(LanguageNameTest, CanStandInASentence) {
  EXPECT_EQ(language_name(Language::kChinese), "Chinese");
  EXPECT_EQ(language_name(Language::kUnknown), "an unknown language");
}

}  // namespace
}  // namespace qiao::text
