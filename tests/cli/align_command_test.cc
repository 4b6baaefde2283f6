#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "align/ladder.h"
#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* kChinese =
    "老橋\n\n村子旁邊有一條河。河上有一座三百年的老橋。每天早上，孩子們走過橋去上學。\n";
constexpr const char* kGerman =
    "Die alte Brücke\n\nNeben dem Dorf fließt ein Fluss. Über den Fluss führt eine dreihundert "
    "Jahre alte Brücke. Jeden Morgen gehen die Kinder über die Brücke zur Schule.\n";

class AlignCommandTest : public TwoTextsTest {
 protected:
  AlignCommandTest() : TwoTextsTest(kChinese, kGerman) {}
};

TEST_F(AlignCommandTest, WritesTmxByDefault) {
  const Outcome outcome = scratch_.run("qiao align zh.txt de.txt");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("srclang=\"zh-TW\""), HasSubstr("xml:lang=\"de-DE\""),
                                 HasSubstr("<prop type=\"x-document\">zh.txt</prop>")));
}

TEST_F(AlignCommandTest, PairsAPlainStoryOneToOne) {
  const Outcome outcome = scratch_.run("qiao align zh.txt de.txt --format ladder");
  const align::Ladder ladder = align::parse_ladder(outcome.out, "standard output");
  ASSERT_THAT(ladder, SizeIs(4));
  for (int i = 0; i < 4; ++i) {
    EXPECT_THAT(ladder[i].source, ElementsAre(i));
    EXPECT_THAT(ladder[i].target, ElementsAre(i));
  }
}

TEST_F(AlignCommandTest, TheEndingOfTheOutputSaysTheFormat) {
  const struct {
    const char* name;
    const char* starts;
  } cases[] = {
      {"out.tmx", "<?xml"},
      {"out.tsv", "source\ttarget\tscore\tbead\tstatus\n老橋\tDie alte Brücke\t"},
      {"out.jsonl", "{\"source\":\"老橋\",\"target\":\"Die alte Brücke\",\"score\":"},
      {"out.ladder", "[0]:[0]:0."},
      {"out.html", "<!doctype html>"},
      {"out.tmx.gz", "\x1F\x8B"},
      {"out", "<?xml"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(scratch_.run(std::string("qiao align zh.txt de.txt -o ") + c.name).exit_code, 0);
    EXPECT_THAT(scratch_.get(c.name), StartsWith(c.starts)) << c.name;
  }
}

TEST_F(AlignCommandTest, TheFormatThatIsSaidWins) {
  EXPECT_EQ(scratch_.run("qiao align zh.txt de.txt -o out.tmx --format ladder").exit_code, 0);
  EXPECT_THAT(scratch_.get("out.tmx"), StartsWith("[0]:[0]:"));
}

TEST_F(AlignCommandTest, SameInputIsSameBytesWhenTheDateIsSet) {
  const std::string call = "SOURCE_DATE_EPOCH=1741685400 qiao align zh.txt de.txt";
  const Outcome once = scratch_.run(call);
  EXPECT_THAT(once.out, HasSubstr("creationdate=\"20250311T093000Z\""));
  EXPECT_EQ(scratch_.run(call).out, once.out);
  const Outcome wrong = scratch_.run("SOURCE_DATE_EPOCH=today qiao align zh.txt de.txt");
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.err, StartsWith("qiao: SOURCE_DATE_EPOCH: 'today' is not a number"));
}

TEST_F(AlignCommandTest, JsonLinesBecomeTheOtherFormatsUnchanged) {
  scratch_.run("qiao align zh.txt de.txt -o beads.jsonl --lang-tag zh-HK");
  for (const std::string format : {"tmx", "tsv", "jsonl", "ladder"}) {
    const std::string date = "SOURCE_DATE_EPOCH=1741685400 ";
    const Outcome direct =
        scratch_.run(date + "qiao align zh.txt de.txt --lang-tag zh-HK --format " + format);
    const Outcome taken_back =
        scratch_.run(date + "qiao align --from beads.jsonl --format " + format);
    EXPECT_EQ(taken_back.out, direct.out) << format;
    EXPECT_EQ(taken_back.err, "") << format;
  }
}

TEST_F(AlignCommandTest, CompressedJsonLinesAreTakenBackToo) {
  scratch_.run("qiao align zh.txt de.txt -o beads.jsonl.gz && qiao align zh.txt de.txt -o out.tsv");
  EXPECT_EQ(scratch_.run("qiao align --from beads.jsonl.gz --format tsv").out,
            scratch_.get("out.tsv"));
}

TEST_F(AlignCommandTest, ReviewedBeadsMayGetOtherLanguageTags) {
  scratch_.run("qiao align zh.txt de.txt -o beads.jsonl");
  EXPECT_THAT(scratch_.run("qiao align --from beads.jsonl --lang-tag de-CH").out,
              AllOf(HasSubstr("xml:lang=\"de-CH\""), Not(HasSubstr("de-DE"))));
  const Outcome wrong = scratch_.run("qiao align --from beads.jsonl --lang-tag en-GB");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("neither side is in the language of 'en-GB'"));
}

TEST_F(AlignCommandTest, WhatIsNoReviewIsAnErrorWithItsPlace) {
  scratch_.put("r.jsonl", "{\"source\":\"a\"}\n");
  const Outcome outcome = scratch_.run("qiao align --from r.jsonl -o out.tmx");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, StartsWith("qiao: r.jsonl:1: \"target\" is no text"));
  EXPECT_EQ(scratch_.get("out.tmx"), "");
}

TEST_F(AlignCommandTest, FilesInTheWrongOrderArePutRightWithAMessage) {
  const Outcome outcome = scratch_.run("qiao align de.txt zh.txt -o out.tsv");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err,
            "qiao: zh.txt is Chinese and de.txt is German: taken in this order, source first\n");
  EXPECT_THAT(scratch_.get("out.tsv"), HasSubstr("\n老橋\tDie alte Brücke\t"));
}

TEST_F(AlignCommandTest, TheOrderThatIsSaidIsKept) {
  const Outcome outcome =
      scratch_.run("qiao align de.txt zh.txt --source-lang de --target-lang zh -o out.tsv");
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(scratch_.get("out.tsv"), HasSubstr("\nDie alte Brücke\t老橋\t"));
}

TEST_F(AlignCommandTest, TwoTextsInOneLanguageAreAnError) {
  scratch_.put("other.txt", "Der Fluss ist breit. Das Wasser ist kalt und niemand geht hinein.\n");
  const Outcome outcome = scratch_.run("qiao align de.txt other.txt -o out.tmx");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, StartsWith("qiao: de.txt and other.txt: both are German; "));
  EXPECT_THAT(scratch_.names(), ElementsAre("de.txt", "other.txt", "zh.txt"));
}

TEST_F(AlignCommandTest, ALanguageThatCannotBeToldIsAnError) {
  scratch_.put("figures.txt", "1 2 3\n4 5 6\n");
  const Outcome outcome = scratch_.run("qiao align zh.txt figures.txt");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.err, "qiao: figures.txt: its language cannot be told; say --target-lang\n");
}

TEST_F(AlignCommandTest, LanguageTagsCanBeChosenForEachLanguage) {
  const Outcome outcome =
      scratch_.run("qiao align zh.txt de.txt --lang-tag de-AT --lang-tag zh-HK");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("srclang=\"zh-HK\""), HasSubstr("xml:lang=\"de-AT\""),
                                 Not(HasSubstr("de-DE"))));
  const Outcome wrong = scratch_.run("qiao align zh.txt de.txt --lang-tag en-GB");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("neither text is in the language of 'en-GB'"));
}

TEST_F(AlignCommandTest, LanguageTagsCanBeForTextsInOneScriptOnly) {
  const Outcome outcome =
      scratch_.run("qiao align zh.txt de.txt --lang-tag zh-Hant=zh-HK --lang-tag de=de-CH");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("srclang=\"zh-HK\""), HasSubstr("xml:lang=\"zh-HK\""),
                                 HasSubstr("xml:lang=\"de-CH\""), Not(HasSubstr("zh-TW"))));
  scratch_.run("qiao align zh.txt de.txt -o beads.jsonl");
  EXPECT_THAT(scratch_.run("qiao align --from beads.jsonl --lang-tag zh-Hant=zh-MO").out,
              HasSubstr("srclang=\"zh-MO\""));
  for (const auto& [value, told] :
       {std::pair{"zh-Hans=zh-SG", "neither text is in the language of"},
        {"zh=", "'' is no language tag"},
        {"zh-Hant=zh_HK", "'zh_HK' is no language tag"},
        {"zh-Hant=zh=HK", "'zh=HK' is no language tag"},
        {"=zh-HK", "no language known as ''"}}) {
    const Outcome wrong = scratch_.run(std::string("qiao align zh.txt de.txt --lang-tag ") + value);
    EXPECT_EQ(wrong.exit_code, 2) << value;
    EXPECT_THAT(wrong.err, HasSubstr(told));
    EXPECT_EQ(wrong.out, "") << value;
  }
}

TEST_F(AlignCommandTest, PreSplitLinesAreTakenAsTheyStand) {
  scratch_.put("zh.lines", "你好。再見。\n\n他來了\n");
  scratch_.put("de.lines", "Hallo. Auf Wiedersehen.\n\nEr kam\n");
  const Outcome outcome = scratch_.run(
      "qiao align --pre-split zh.lines de.lines --format jsonl --source-lang zh "
      "--target-lang de");
  EXPECT_EQ(outcome.exit_code, 0);
  std::vector<int> source_ids;
  for (const std::string& line : lines_of(outcome.out)) {
    const auto bead = nlohmann::json::parse(line);
    for (const auto& sentence : bead["source_sentences"]) {
      source_ids.push_back(sentence["id"]);
    }
  }
  EXPECT_THAT(source_ids, ElementsAre(0, 1, 2));  // the empty line keeps its number
}

TEST_F(AlignCommandTest, OneTextMayBeStandardInput) {
  const Outcome outcome = scratch_.run("qiao align - de.txt --format tsv <zh.txt");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("\n老橋\tDie alte Brücke\t"));
}

TEST_F(AlignCommandTest, VerboseSaysWhatBecameOfTheTexts) {
  const Outcome outcome = scratch_.run("qiao align zh.txt de.txt -o out.tmx --verbose");
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(lines_of(outcome.err),
              ElementsAre("pairs    4: 4 of 1-1", "dropped  0 sentences, in the source only",
                          "added    0 sentences, in the target only", StartsWith("time     ")));
}

TEST_F(AlignCommandTest, TextsThatAreNoVersionsOfEachOtherBringAWarning) {
  const Outcome outcome =
      scratch_.run("qiao align '" + source_file("corpora/fable/zh.txt") + "' '" +
                   source_file("corpora/sports/de.txt") + "' -o out.tmx");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err, AllOf(StartsWith("qiao: warning: "),
                                 HasSubstr("do not look like versions of one text")));
}

TEST_F(AlignCommandTest, WhatNoTextCouldSatisfyIsBadUsage) {
  const struct {
    const char* line;
    const char* says;
  } cases[] = {
      {"qiao align a", "TARGET is missing; see qiao align --help"},
      {"qiao align --format doc a b", "'doc' is none of tmx, tsv, jsonl, ladder, html; see"},
      {"qiao align --threads many a b", "('many') for option '--threads' is invalid; see"},
      {"qiao align --longest-bead 7 a b", "--longest-bead: 1 to 6; see"},
      {"qiao align --square-bead 0 a b", "--square-bead: 1 to 4; see"},
      {"qiao align --threads=-1 a b", "--threads: a number below 0; see"},
      {"qiao align --source-lang tlh a b", "--source-lang: no language known as 'tlh'"},
      {"qiao align --source-lang de --target-lang de-AT a b", "are both German; see"},
      {"qiao align --from r.jsonl a b",
       "--from takes the place of SOURCE TARGET; leave out 'a'; see"},
      {"qiao align --from r.jsonl -o r.html", "--from: a page needs the texts; align SOURCE and"},
      {"qiao align - -", "only one text can be standard input; see"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = scratch_.run(c.line);
    EXPECT_EQ(outcome.exit_code, 2) << c.line;
    EXPECT_EQ(outcome.out, "") << c.line;
    EXPECT_THAT(lines_of(outcome.err), ElementsAre(AllOf(StartsWith("qiao: "), HasSubstr(c.says))))
        << c.line;
  }
}

TEST_F(AlignCommandTest, AMissingModelIsNamed) {
  const Outcome outcome = scratch_.run("qiao align zh.txt de.txt --model none.qiao -o out.tmx");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, StartsWith("qiao: none.qiao: "));
  EXPECT_THAT(scratch_.names(), ElementsAre("de.txt", "zh.txt"));
}

}  // namespace
}  // namespace qiao::cli
