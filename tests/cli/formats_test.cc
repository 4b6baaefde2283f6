// One story in every format that texts come in: the commands take them all alike.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/scratch.h"
#include "tests/support/made_archive.h"

namespace qiao::cli {
namespace {

using qiao::testing::made_docx;
using qiao::testing::made_epub;
using qiao::testing::made_odt;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kChinese =
    "村子旁邊有一條河。河上有一座三百年的老橋。每天早上，孩子們走過橋去上學。\n";
const std::vector<std::string> kGerman = {
    "Neben dem Dorf fließt ein Fluss.", "Über den Fluss führt eine dreihundert Jahre alte Brücke.",
    "Jeden Morgen gehen die Kinder über die Brücke zur Schule.",
    "Am Sonntag schläft der Bäcker bis um zehn Uhr."};

class FormatsTest : public ::testing::Test {
 protected:
  FormatsTest() {
    scratch_.put("zh.txt", kChinese);
    std::string plain, html, docx, odt, srt;
    for (std::size_t i = 0; i < kGerman.size(); ++i) {
      const std::string& s = kGerman[i];
      const std::string second = std::to_string(i * 2);
      plain += s + " ";
      html += "<p>" + s + "</p>\n";
      docx += "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>";
      odt += "<text:p>" + s + "</text:p>";
      srt += std::to_string(i + 1) + "\n00:00:0" + second + ",000 --> 00:00:0" + second + ",900\n" +
             s + "\n\n";
    }
    scratch_.put("de.txt", plain);
    scratch_.put("de.md", plain);
    scratch_.put("de.html", "<nav>Start</nav>" + html);
    scratch_.put("de.srt", srt);
    scratch_.put("de.vtt", "WEBVTT\n\n" + srt);
    scratch_.put("de.docx", made_docx(docx));
    scratch_.put("de.odt", made_odt(odt));
    scratch_.put("de.epub", made_epub({{"a.xhtml", html}}));
    scratch_.run("gzip -k de.html");
  }
  Scratch scratch_;
};

const char* const kFiles[] = {"de.md",   "de.html", "de.srt",  "de.vtt",
                              "de.docx", "de.odt",  "de.epub", "de.html.gz"};

TEST_F(FormatsTest, SplitGivesTheSameSentences) {
  const std::string expected = scratch_.run("qiao split de.txt").out;
  EXPECT_THAT(expected, StartsWith(kGerman[0] + "\n" + kGerman[1] + "\n"));
  for (const std::string file : kFiles) {
    EXPECT_EQ(scratch_.run("qiao split " + file).out, expected) << file;
  }
}

TEST_F(FormatsTest, AlignAndCheckTakeThemAll) {
  for (const std::string file : kFiles) {
    const Outcome aligned = scratch_.run("qiao align --format ladder zh.txt " + file);
    EXPECT_EQ(aligned.exit_code, 0) << aligned.err;
    for (const char* bead : {"[0]:[0]:", "[1]:[1]:", "[2]:[2]:", "[]:[3]:"}) {
      EXPECT_THAT(aligned.out, HasSubstr(bead)) << file;
    }
    const Outcome checked = scratch_.run("qiao check --only added zh.txt " + file);
    EXPECT_THAT(checked.out, HasSubstr("Bäcker")) << file;
  }
}

TEST_F(FormatsTest, FindingsHaveAPlaceThatAPersonFinds) {
  const struct {
    std::string file, place;
  } cases[] = {{"de.html", "de.html:4:4"},       {"de.srt", "de.srt:15:1"},
               {"de.docx", "de.docx:4:1"},       {"de.odt", "de.odt:4:1"},
               {"de.html.gz", "de.html.gz:4:4"}, {"de.epub", "de.epub/OPS/Text/a.xhtml:4:1"}};
  for (const auto& c : cases) {
    EXPECT_THAT(scratch_.run("qiao check --only added zh.txt " + c.file).out,
                HasSubstr("  " + c.place + "  "));
  }
  const auto report = nlohmann::json::parse(
      scratch_.run("qiao check --only added --format json zh.txt de.epub").out);
  EXPECT_EQ(report["findings"][0]["passage"]["begin"]["part"], "OPS/Text/a.xhtml");
}

TEST_F(FormatsTest, DamageIsOneLineAndCodeThree) {
  scratch_.put("cut.epub", scratch_.get("de.epub").substr(0, 300));
  for (const char* command : {"split cut.epub", "align zh.txt cut.epub", "check zh.txt cut.epub"}) {
    const Outcome outcome = scratch_.run(std::string("qiao ") + command);
    EXPECT_EQ(outcome.exit_code, 3) << command;
    EXPECT_THAT(outcome.err, StartsWith("qiao: cut.epub: broken zip archive: "));
  }
}

}  // namespace
}  // namespace qiao::cli
