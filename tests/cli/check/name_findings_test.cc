#include "cli/check/name_findings.h"

#include <gmock/gmock.h>

#include "tests/cli/check/made_bridge.h"

namespace qiao::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::made_bridge;
using testing::made_pair_in_context;

// "source Zorbex": the names of all lines, from the default confidence of `check` on.
std::vector<std::string> names_of(const std::string& chinese, const std::string& german,
                                  const Glossary& glossary = {}) {
  const Pair pair = made_pair_in_context(chinese, german);
  const Bridge bridge = made_bridge(pair);
  embed::Pool pool(1);
  const PairFigures figures = figures_of(pair);
  const auto covered = Coverage(pair, bridge, figures, pool).beads(pool);
  std::vector<std::string> names;
  for (const Finding& f : name_findings(pair, bridge.alignment, covered, glossary)) {
    if (f.confidence < 0.3) continue;
    names.push_back((f.side == SideName::kSource ? "source " : "target ") + f.value);
    EXPECT_EQ(testing::text_of(side_of(pair, f.side), f.passage.text), f.value);
  }
  return names;
}

TEST(NameFindingsTest, ALatinNameThatTheTargetLacksIsFound) {
  EXPECT_THAT(names_of("醫生在Zorbex Qumit工作。", "Der Arzt arbeitet dort."),
              ElementsAre("source Zorbex Qumit"));
}

TEST(NameFindingsTest, AnAbbreviationThatTheSourceLacksIsFound) {
  EXPECT_THAT(names_of("醫生買了麵包。", "Der Arzt vom WQXZ kaufte Brot."),
              ElementsAre("target WQXZ"));
}

TEST(NameFindingsTest, NamesThatAreSaidAreNone) {
  const struct {
    const char* chinese;
    const char* german;
  } cases[] = {
      {"醫生在Zorbex工作。", "Der Arzt arbeitet bei Zorbex."},
      {"這是ZORBEX的工作。", "Es ist Zorbex' Arbeit."},
      {"他買Zorbex麵包。", "Er kauft Zorbexbrot."},  // compounds
      {"Zorbex的醫生走了。", "Zorbexs Arzt ging."},  // genitive
      {"他看N.F.L.比賽。", "Er sieht NFL."},
      {"聯邦調查局來了。", "Das FBI kam."},  // abbreviations.h
      {"醫生買了亞馬遜的麵包。", "Der Arzt kaufte Brot bei Amazon."},
      {"醫生說不要走。", "„DAS IST MEIN BROT“, sagte der Arzt."},  // shouted, no abbreviations
  };
  for (const auto& c : cases) EXPECT_THAT(names_of(c.chinese, c.german), IsEmpty()) << c.chinese;
}

TEST(NameFindingsTest, ANameMissingAgainAndAgainIsRenderedSomehow) {
  EXPECT_THAT(names_of("醫生走了。\n他吃麵包。\n他喝牛奶。\n老師在這裡。\n天氣很好。",
                       "Der WQXZ-Arzt ging.\nEr aß WQXZ-Brot.\nEr trank WQXZ-Milch.\n"
                       "Der WQXZ-Lehrer ist da.\nDas WQXZ-Wetter ist schön."),
              IsEmpty());
}

TEST(NameFindingsTest, TermsOfTheGlossaryAreAskedForByTheirRenderings) {
  const Glossary glossary =
      parse_glossary("橡樹屋\tEichenhaus\n橡樹屋\tOak House\n白河\tZorbex\n", "g.tsv");
  EXPECT_THAT(names_of("醫生在橡樹屋工作。", "Der Arzt arbeitet in der Villa.", glossary),
              ElementsAre("source 橡樹屋"));
  EXPECT_THAT(names_of("醫生在橡樹屋工作。", "Der Arzt arbeitet im Oak House.", glossary),
              IsEmpty());
  EXPECT_THAT(names_of("白河的醫生走了。", "Der Arzt von Zorbex ging.", glossary), IsEmpty());
  EXPECT_THAT(names_of("醫生走了。", "Der Arzt von Zorbex ging.", glossary),
              ElementsAre("target Zorbex"));
}

}  // namespace
}  // namespace qiao::cli
