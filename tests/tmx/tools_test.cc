// The real tools of the field take what we write. Each test needs its tool from Debian, named in
// scripts/packages.txt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/tmx/support.h"
#include "tmx/format.h"

namespace qiao::tmx {
namespace {

using ::testing::HasSubstr;

const std::vector<TranslationUnit> kUnits = {
    pair_unit("老人坐在河邊。", "Der alte Mann saß am Fluss."),
    pair_unit("他說：「水 < 酒 & 茶。」", "Er sagte: „Wasser < Wein & Tee.“"),
    pair_unit("天黑了，他才回家。", "Erst als es dunkel war, ging er heim."),
};

std::string in_format(Format format) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  const auto writer = make_unit_sink(*sink, format, pair_header({}), "de-DE");
  for (const TranslationUnit& unit : kUnits) writer->write(unit);
  writer->finish();
  return out.str();
}

std::string pairs_as_lines() {
  std::string lines;
  for (const TranslationUnit& unit : kUnits) {
    lines += unit.variants[0].segment.text + "\t" + unit.variants[1].segment.text + "\n";
  }
  return lines;
}

struct ToolkitCase {
  Format format;
  std::string name;
  std::string store;  // the expression that makes translate-toolkit's store of the open file f
};

TEST(TranslateToolkitTest, GivesTheSamePairsBack) {
  if (run("/usr/bin/python3 -c 'import translate.storage.tmx'").exit_code != 0) {
    GTEST_SKIP() << "translate-toolkit is not installed";
  }
  const ToolkitCase cases[] = {
      {Format::kTmx, "a.tmx", "tmx.tmxfile(f, 'zh-TW', 'de-DE')"},
      {Format::kXliff12, "a.xlf", "xliff.xlifffile(f)"},
      {Format::kPo, "a.po", "po.pofile(f)"},
  };
  for (const ToolkitCase& c : cases) {
    const ScratchFolder scratch;
    const std::string file = scratch.file(c.name, in_format(c.format));
    const std::string script = scratch.file(
        "pairs.py",
        "from translate.storage import tmx, xliff, po\n"
        "with open('" +
            file +
            "', 'rb') as f:\n"
            "    for unit in " +
            c.store +
            ".units:\n"
            "        if not unit.isheader(): print(unit.source + '\\t' + unit.target)\n");
    const CommandResult result = run("PYTHONIOENCODING=utf-8 /usr/bin/python3 " + script);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_EQ(result.output, pairs_as_lines()) << c.name;
  }
}

TEST(GettextTest, MsgfmtFindsOurPoFaultless) {
  if (!installed("msgfmt")) GTEST_SKIP() << "msgfmt is not installed (gettext)";
  const ScratchFolder scratch;
  const CommandResult result =
      run("msgfmt -c -o /dev/null " + scratch.file("a.po", in_format(Format::kPo)));
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

// OmegaT fills a text from the memory in its project's tm/auto.
class OmegatTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!installed("omegat")) GTEST_SKIP() << "omegat is not installed";
  }

  // The text of one sentence a paragraph, as OmegaT translates it.
  static std::string translated(const std::string& source, const std::string& target,
                                const std::string& text) {
    const ScratchFolder scratch;
    scratch.file("p/omegat.project",
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<omegat><project version=\"1.0\">\n"
                 "<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>\n"
                 "<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>\n"
                 "<dictionary_dir>__DEFAULT__</dictionary_dir>\n"
                 "<source_lang>" +
                     source + "</source_lang><target_lang>" + target +
                     "</target_lang>\n<sentence_seg>false</sentence_seg>\n"
                     "<support_default_translations>true</support_default_translations>\n"
                     "</project></omegat>\n");
    for (const char* folder : {"omegat", "glossary", "dictionary", "target"}) {
      scratch.file(std::string("p/") + folder + "/.keep", "");
    }
    scratch.file("p/source/text.txt", text);
    scratch.file("p/tm/auto/memory.tmx", in_format(Format::kTmx));
    const CommandResult result = run("HOME=" + scratch.path("home") +
                                     " JAVA_TOOL_OPTIONS='-Duser.home=" + scratch.path("home") +
                                     " -Dfile.encoding=UTF-8' LC_ALL=C.UTF-8 omegat " +
                                     scratch.path("p") + " --mode=console-translate");
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return read_file(scratch.path("p/target/text.txt"));
  }
};

TEST_F(OmegatTest, TranslatesAChineseTextFromTheMemory) {
  std::string text, expected;
  for (const TranslationUnit& unit : kUnits) {
    text += unit.variants[0].segment.text + "\n\n";
    expected += unit.variants[1].segment.text + "\n\n";
  }
  EXPECT_EQ(translated("zh-TW", "de-DE", text), expected);
}

TEST_F(OmegatTest, TranslatesAGermanTextFromTheMemory) {
  std::string text, expected;
  for (const TranslationUnit& unit : kUnits) {
    text += unit.variants[1].segment.text + "\n\n";
    expected += unit.variants[0].segment.text + "\n\n";
  }
  EXPECT_EQ(translated("de-DE", "zh-TW", text), expected);
}

}  // namespace
}  // namespace qiao::tmx
