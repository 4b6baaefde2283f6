#include "cli/check/boilerplate.h"

#include <gtest/gtest.h>

namespace qiao::cli {
namespace {

TEST(BoilerplateTest, KnowsPageChromeFromContent) {
  const struct {
    const char* sentence;
    bool chrome;
  } cases[] = {
      {"Categories: IT Info", true},
      {"Kategorien: Reise, Taiwan", true},
      {"KATEGORIE: REISE", true},
      {"Foto: Anna Berg/Nordblatt", true},
      {"(Foto: Anna Berg)", true},
      {"圖／王小明攝", true},
      {"（圖／王小明攝）", true},
      {"分類：旅遊", true},
      {"分类：旅游", true},
      {"© 2025 Nordblatt", true},
      {"Alle Rechte vorbehalten.", true},
      {"版權所有，未經許可不得轉載。", true},
      {"Mehr lesen »", true},
      {"延伸閱讀", true},
      {"首頁 > 財經 > 科技", true},
      {"Start | Wirtschaft | Chips", true},
      {"https://example.org/a www.example.org", true},
      {"redaktion@example.org", true},
      // The same words in a story.
      {"Das Foto zeigt eine Brücke.", false},
      {"Teilen macht Freude.", false},
      {"分享是一種美德。", false},
      {"圖中是一座老橋。", false},
      {"Er schrieb an redaktion@example.org und wartete.", false},
      {"Stand er noch dort?", false},
      {"Die Kosten: 20 Euro | 30 Franken", false},
      {"Anmelden konnte sich niemand.", false},
      {"", false},
  };
  for (const auto& c : cases) {
    const double confidence = boilerplate_confidence(c.sentence);
    EXPECT_EQ(confidence > 0, c.chrome) << c.sentence;
    EXPECT_LE(confidence, 1) << c.sentence;
  }
}

TEST(BoilerplateTest, ALongSentenceIsContent) {
  EXPECT_EQ(boilerplate_confidence("Quelle: " + std::string(300, 'a')), 0);
}

}  // namespace
}  // namespace qiao::cli
