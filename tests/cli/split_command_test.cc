#include <gmock/gmock.h>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SplitCommandTest, PrintsOneSentenceALine) {
  const Scratch scratch;
  scratch.put("de.txt", "Am 3. März kam Dr. Kranich. Niemand hatte ihn erwartet!\n");
  scratch.put("zh.txt", "鶴在三月三日來了。沒有人等牠！\n");
  EXPECT_EQ(scratch.run("qiao split de.txt --lang de").out,
            "Am 3. März kam Dr. Kranich.\nNiemand hatte ihn erwartet!\n");
  EXPECT_EQ(scratch.run("qiao split zh.txt --lang zh-Hant").out,
            "鶴在三月三日來了。\n沒有人等牠！\n");
}

TEST(SplitCommandTest, TheLanguageIsGuessedWhenNotSaid) {
  const Scratch scratch;
  scratch.put("zh.txt", "鶴來了。沒有人等牠。\n");
  EXPECT_EQ(scratch.run("qiao split zh.txt").out, "鶴來了。\n沒有人等牠。\n");
}

TEST(SplitCommandTest, ReadsStandardInput) {
  const Outcome outcome = Scratch().run("echo 'Der Kranich kam. Er blieb.' | qiao split -");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "Der Kranich kam.\nEr blieb.\n");
}

TEST(SplitCommandTest, WritesAFileThatIsWholeOrNotThere) {
  const Scratch scratch;
  scratch.put("de.txt", "Der Kranich kam. Er blieb.\n");
  const Outcome outcome = scratch.run("qiao split de.txt -o out.txt");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(scratch.get("out.txt"), "Der Kranich kam.\nEr blieb.\n");
  EXPECT_THAT(scratch.names(), ::testing::ElementsAre("de.txt", "out.txt"));
}

TEST(SplitCommandTest, AGuessedEncodingIsSaid) {
  const Scratch scratch;
  // "Über die Brücke ging ein Bär." in Windows-1252.
  scratch.put("old.txt",
              "\xDC"
              "ber die Br\xFC"
              "cke ging ein B\xE4r. Er war m\xFC"
              "de.\n");
  const Outcome outcome = scratch.run("qiao split old.txt --lang de");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "Über die Brücke ging ein Bär.\nEr war müde.\n");
  EXPECT_THAT(outcome.err, AllOf(StartsWith("qiao: old.txt: read as "), HasSubstr("1252")));
}

TEST(SplitCommandTest, DamagedBytesStopItUnlessLossy) {
  const Scratch scratch;
  scratch.put("bad.txt", "Über die Brücke ging ein Bär.\nEr war m\xFF\xFE müde.\n");
  const Outcome strict = scratch.run("qiao split bad.txt --lang de");
  EXPECT_EQ(strict.exit_code, 3);
  EXPECT_THAT(strict.err, StartsWith("qiao: bad.txt:2: "));
  EXPECT_EQ(scratch.run("qiao split bad.txt --lang de --lossy").exit_code, 0);
}

}  // namespace
}  // namespace qiao::cli
