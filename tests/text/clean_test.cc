#include "text/clean.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace qiao::text {
namespace {

struct Row {
  std::string dirty;
  std::string clean;
};

void expect_cleaned(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Cleaned cleaned = clean(row.dirty);
    EXPECT_EQ(cleaned.text, row.clean) << row.dirty;
    EXPECT_EQ(cleaned.to_source.size(), cleaned.text.size()) << row.dirty;
    EXPECT_LE(cleaned.to_source(cleaned.text.size()), row.dirty.size()) << row.dirty;
  }
}

TEST(CleanTest, CleanTextComesOutByteForByte) {
  for (const std::string text :
       {"", "Ein Satz.\n\nNoch einer.\n", "橋下的河水清得看得見石頭。\n\n「你是誰？」\n",
        "  Eingerückt – mit „Anführung“ … und € 5.\n", "混用,半形(標點)的句子?是的!\n",
        "Käse, Señor, naïve, Ærø, Šárka, ½ ± ² \U0001F309\U0001F469\u200D\U0001F680\n"}) {
    const Cleaned cleaned = clean(text);
    EXPECT_EQ(cleaned.text, text);
    for (std::size_t i = 0; i <= text.size(); ++i) EXPECT_EQ(cleaned.to_source(i), i);
  }
}

TEST(CleanTest, RemovesWhatNoReaderSees) {
  expect_cleaned({
      {"Brü\u00ADcken\u00ADbau", "Brückenbau"},
      {"老\u200B橋\uFEFF。", "老橋。"},
      {"\u200EWeg\u200F \u202AhierA\u202C\u2066B\u2069", "Weg hierAB"},
      {"Auf\u200Clage und \u200DWeg\u2060!", "Auflage und Weg!"},
      {"Zwei\x01 \x1BWorte\x7F", "Zwei Worte"},
      {"an\u00AD\nhaltend", "anhaltend"},
      // A joiner that means something stays: Persian, and a family of emoji.
      {"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
       "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"},
      {"\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469"},
  });
}

TEST(CleanTest, OddSpacesArePlain) {
  expect_cleaned({
      {"z.\u00A0B. 5\u202F000\u2009km", "z. B. 5 000 km"},
      {"　　從前有一座橋。", "  從前有一座橋。"},
      {"a\tb", "a b"},
  });
}

TEST(CleanTest, LineEndsAreOneKind) {
  expect_cleaned({
      {"eins\r\nzwei\rdrei\n", "eins\nzwei\ndrei\n"},
      {"eins\fzwei\u2028drei\u2029vier", "eins\nzwei\ndrei\nvier"},
      {"\r\n\r\n", "\n\n"},
  });
}

TEST(CleanTest, LostMarksOfWindows1252AreFound) {
  expect_cleaned(
      {{"\u0084Gut\u0093, sagte er \u0096 leise\u0085\u0081", "„Gut“, sagte er – leise…"}});
}

TEST(CleanTest, ComposesCharacters) {
  expect_cleaned({
      {"U\u0308ber die Bru\u0308cke", "Über die Brücke"},
      {"\uF9DC", "隆"},  // a compatibility form
      {"か\u3099", "が"},
      {"5 \u212B", "5 Å"},
      {"o\u0308\u00ADder", "öder"},
  });
}

TEST(CleanTest, GlossesOfBadConversionGo) {
  expect_cleaned({
      {"創(chuàng)意產(chǎn)業(yè)的服務(wù)", "創意產業的服務"},
      {"創（chuàng）意", "創意"},
      {"女(nǚ)孩", "女孩"},
      {"我們(men)走", "我們走"},
      // In a damaged text also a reading that is not the commonest.
      {"發(fā)現(xiàn)處(chù)理調(tiáo)整還(huán)原", "發現處理調整還原"},
      // Glosses for the reader stay.
      {"北京(Beijing)很大", "北京(Beijing)很大"},
      {"北京(Běijīng)很大", "北京(Běijīng)很大"},
      {"維拉·魯賓(Vera Rubin)說", "維拉·魯賓(Vera Rubin)說"},
      {"的確(sí)如此", "的確(sí)如此"},
      {"他說什麼(qué)、是的(sí)和更多(más)", "他說什麼(qué)、是的(sí)和更多(más)"},
      {"圖(a)和圖(b)", "圖(a)和圖(b)"},
      {"李(Li)先生", "李(Li)先生"},
      {"人工智慧(ai)", "人工智慧(ai)"},
      {"Wort(wú)", "Wort(wú)"},
      {"創(chuàng", "創(chuàng"},
      {"(chuàng)", "(chuàng)"},
  });
}

TEST(CleanTest, QuestionMarksInsideDatesGo) {
  expect_cleaned({
      {"3月?11?日上午", "3月11日上午"},
      {"2024年?10?月", "2024年10月"},
      {"15?億美元", "15億美元"},
      {"是3月?不，是4月。", "是3月?不，是4月。"},
      {"你要3?5也行", "你要3?5也行"},
      {"2024年?10月再說", "2024年?10月再說"},
      {"Um 3? Ja.", "Um 3? Ja."},
  });
}

constexpr const char* kWrappedGerman =
    "Früher stand über dem Fluss eine alte Brücke, die niemand gebaut haben\n"
    "wollte. Wer sie betrat, hörte unter sich das Wasser reden. Der Müller ging\n"
    "jeden Morgen hinüber und jeden Abend zurück, und er dachte sich nichts da-\n"
    "bei.\n"
    "\n"
    "Eines Tages aber blieb er in der Mitte stehen. Vor ihm lag ein Schuh, klein,\n"
    "rot und nass, und in dem Schuh steckte ein Brief mit dem Siegel der EU-\n"
    "Kommission.\n"
    "- Brot\n"
    "- Salz\n";

TEST(CleanTest, HardWrappedGermanIsJoined) {
  EXPECT_EQ(clean(kWrappedGerman).text,
            "Früher stand über dem Fluss eine alte Brücke, die niemand gebaut haben "
            "wollte. Wer sie betrat, hörte unter sich das Wasser reden. Der Müller ging "
            "jeden Morgen hinüber und jeden Abend zurück, und er dachte sich nichts dabei.\n"
            "\n"
            "Eines Tages aber blieb er in der Mitte stehen. Vor ihm lag ein Schuh, klein, "
            "rot und nass, und in dem Schuh steckte ein Brief mit dem Siegel der EU-Kommission.\n"
            "- Brot\n"
            "- Salz\n");
}

TEST(CleanTest, HardWrappedChineseIsJoinedWithoutSpace) {
  EXPECT_EQ(clean("　　從前有一座老橋，橋下的河水清得看得見石頭。每天早上，\n"
                  "賣豆腐的阿婆都從橋上走過，手裡提著一個舊籃子，籃子裡裝著\n"
                  "剛做好的豆腐和 Jensen Huang 寫給她的信。她不識字，所以從來\n"
                  "沒有讀過。\n"
                  "　　有一天，橋上來了一個年輕人，他說他是修橋的，可是他沒有\n"
                  "帶工具。\n")
                .text,
            "  從前有一座老橋，橋下的河水清得看得見石頭。每天早上，賣豆腐的阿婆都從橋上走過，"
            "手裡提著一個舊籃子，籃子裡裝著剛做好的豆腐和 Jensen Huang 寫給她的信。"
            "她不識字，所以從來沒有讀過。\n"
            "  有一天，橋上來了一個年輕人，他說他是修橋的，可是他沒有帶工具。\n");
}

TEST(CleanTest, HyphensThatBelongToTheWordStay) {
  EXPECT_EQ(clean("Am Morgen wurden in der großen Halle am Fluss die Vor-\n"
                  "und Nachteile der neuen Brücke besprochen, und alle waren\n"
                  "sich einig, dass die alte Brücke ein wenig schöner gewesen\n"
                  "war, als man es im Frühling noch hatte wahrhaben wollen.\n")
                .text,
            "Am Morgen wurden in der großen Halle am Fluss die Vor- und Nachteile der neuen Brücke "
            "besprochen, und alle waren sich einig, dass die alte Brücke ein wenig schöner gewesen "
            "war, als man es im Frühling noch hatte wahrhaben wollen.\n");
}

TEST(CleanTest, LinesThatAreNotWrappedStay) {
  for (const std::string text :
       {// A paragraph a line, with headings.
        "Der Weg\nFrüher stand über dem Fluss eine alte Brücke. Niemand wusste, wer sie gebaut "
        "hatte, und niemand fragte danach.\nDer Müller ging jeden Morgen hinüber.\nDie "
        "Rückkehr\nAbends kam er zurück.\n",
        // Verses.
        "Über die Brücke geht der Wind,\nunter der Brücke schläft ein Kind,\nüber dem Kinde "
        "wacht ein Hund,\nund der Fluss ist kalt und rund,\nund der Mond ist bleich,\n",
        // Items without signs.
        "Zweihundert Gramm Mehl\nein Ei\neine Prise Salz aus dem Topf auf dem Schrank\nWasser\n",
        // Chinese verses and dialogue.
        "橋頭一棵柳\n橋尾一間屋\n柳下無人坐\n屋裡有燈燭\n",
        "「你是誰？」\n「我是修橋的人。」\n「橋沒有壞，你來做什麼？」\n「等它壞。」\n"}) {
    EXPECT_EQ(clean(text).text, text);
  }
}

TEST(CleanTest, AJoinIsTracedBackToTheLineEnd) {
  const std::string dirty = kWrappedGerman;
  const Cleaned cleaned = clean(dirty);
  const std::size_t at = cleaned.text.find(" wollte");
  EXPECT_EQ(cleaned.to_source(at), dirty.find("\nwollte"));
  EXPECT_EQ(cleaned.to_source(at + 1), dirty.find("wollte"));
  const std::size_t whole = cleaned.text.find("dabei");
  const ByteRange word = cleaned.to_source(ByteRange{whole, whole + 5});
  EXPECT_EQ(word.in(dirty), "da-\nbei");
}

TEST(CleanTest, EachCharacterThatIsKeptEqualsItsSource) {
  const std::vector<std::string> pieces = {
      "a",      "B",       "ü",          "橋",        "。",      " ", "\n",         "\r\n",
      "\u00AD", "\u200B",  "u\u0308",    "3月?11?日", "(",       ")", "創(chuàng)", "\u00A0",
      "　",     "wort-\n", "\U0001F309", "\x02",      "e\u0301", "?", "\u0085"};
  std::mt19937 random(4711);
  for (int round = 0; round < 3000; ++round) {
    std::string dirty;
    for (std::size_t n = random() % 60; n > 0; --n) dirty += pieces[random() % pieces.size()];
    const Cleaned cleaned = clean(dirty);
    ASSERT_EQ(cleaned.to_source.size(), cleaned.text.size());
    std::size_t before = 0;
    for (std::size_t begin = 0; begin < cleaned.text.size();) {
      std::size_t end = begin;
      const std::int32_t c = next_character(cleaned.text, end);
      const ByteRange from = cleaned.to_source(ByteRange{begin, end});
      ASSERT_GE(from.begin, before) << dirty;
      ASSERT_LE(from.end, dirty.size()) << dirty;
      ASSERT_FALSE(from.empty()) << dirty;
      if (c != ' ' && c != '\n' && c != u'ü' && c != u'é' && c != u'…') {
        ASSERT_EQ(from.in(dirty), cleaned.text.substr(begin, end - begin)) << dirty;
      }
      before = from.end;
      begin = end;
    }
    // Nothing is left to clean, except lines that now look wrapped at a greater width.
    ASSERT_EQ(clean(cleaned.text).text.find_first_of("\r\x02"), std::string::npos);
  }
}

}  // namespace
}  // namespace qiao::text
