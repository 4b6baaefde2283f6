// The real tools of the field take what we write. Each test needs its tool from Debian, named in
// scripts/packages.txt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>
#include <sstream>
#include <utility>

#include "tests/support/scratch_folder.h"
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
  const ToolkitCase cases[] = {
      {Format::kTmx, "a.tmx", "tmx.tmxfile(f, 'zh-TW', 'de-DE')"},
      {Format::kXliff12, "a.xlf", "xliff.xlifffile(f)"},
      {Format::kPo, "a.po", "po.pofile(f)"},
  };
  for (const ToolkitCase& c : cases) {
    const testing::ScratchFolder scratch;
    const std::string file = scratch.put(c.name, in_format(c.format));
    const std::string script = scratch.put(
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
  const testing::ScratchFolder scratch;
  const CommandResult result =
      run("msgfmt -c -o /dev/null " + scratch.put("a.po", in_format(Format::kPo)));
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

// Tags of every kind, whole and damaged, as strangers' memories have them.
TranslationUnit tagged_unit(std::span<const std::pair<std::string, std::string>> tags) {
  TranslationUnit unit = pair_unit("大貓睡了。", "Die Katze schläft.");
  unit.annotations = {{Annotation::Kind::kProperty, "x-score", "0.5", {}},
                      {Annotation::Kind::kNote, "", "<gut>", {}}};
  for (Variant& variant : unit.variants) {
    Segment& segment = variant.segment;
    for (const auto& [name, i] : tags) {
      segment.tags.push_back(
          {segment.text.size(), true, name, {{"i", i}, {"x", i}, {"pos", "end"}, {"type", "b"}}});
      segment.text += name == "hi" ? "Wort" : "<" + i + ">";
      segment.tags.push_back({segment.text.size(), false, name, {}});
      segment.text += "。";
    }
  }
  return unit;
}

TEST(Xliff21Test, HoldsToTheStandardWhateverTheTags) {
  using Tags = std::vector<std::pair<std::string, std::string>>;
  const Tags cases[] = {
      {},
      {{"bpt", "1"}, {"hi", ""}, {"ept", "1"}, {"ph", "2"}, {"it", "3"}, {"ut", "4"}},
      {{"bpt", "1"}, {"bpt", "2"}, {"ept", "1"}, {"ept", "2"}},  // crossing
      {{"bpt", "1"}, {"bpt", "1"}, {"ept", "1"}},                // one too many
      {{"ept", "1"}, {"bpt", "1"}},                              // the wrong way round
      {{"bpt", "a b"}, {"ept", "a b"}, {"bpt", ""}, {"ept", ""}, {"ph", "\"<&"}},
      {{"ph", "1"}, {"ph", "1"}, {"ph", "-1"}, {"hi", ""}, {"hi", ""}},
  };
  std::ostringstream out;
  const auto sink = stream_sink(out);
  const auto writer = make_unit_sink(*sink, Format::kXliff21, pair_header({}), "de-DE");
  for (const Tags& tags : cases) writer->write(tagged_unit(tags));
  writer->finish();
  const testing::ScratchFolder scratch;
  const CommandResult result =
      run("/usr/bin/python3 " QIAO_SOURCE_DIR "/tests/tmx/check_xliff21.py " +
          scratch.put("a.xlf", out.str()));
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(result.exit_code, 0);
}

TEST(Xliff21Test, TheCheckFindsBreaches) {
  const testing::ScratchFolder scratch;
  const auto check = [&](const std::string& unit) {
    return run("/usr/bin/python3 " QIAO_SOURCE_DIR "/tests/tmx/check_xliff21.py " +
               scratch.put("a.xlf",
                           "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" "
                           "srcLang=\"zh\" trgLang=\"de\"><file id=\"f\"><unit id=\"u\">" +
                               unit + "</unit></file></xliff>"))
        .output;
  };
  const auto segment = [](const std::string& source) {
    return "<segment><source>" + source + "</source></segment>";
  };
  EXPECT_EQ(check(segment("a")), "");
  EXPECT_EQ(check(segment("a") + "<notes><note>x</note></notes>"),
            "<unit> holds: segment notes \n");
  EXPECT_EQ(check(segment("<ph id=\"1\" dataRef=\"d1\"/>")), "dataRef d1 leads nowhere\n");
  EXPECT_EQ(check(segment("<sc id=\"1\"/>")), "<sc id=1> is never ended\n");
  EXPECT_EQ(check(segment("<ec startRef=\"1\"/>")), "<ec startRef=1> ends nothing\n");
  EXPECT_EQ(check(segment("<ph id=\"1\"/><ph id=\"1\"/>")), "id 1 comes twice\n");
  EXPECT_EQ(check(segment("<ph/>")), "<ph> lacks id\n");
}

// OmegaT fills a text from the memory in its project's tm/auto.
class OmegatTest : public ::testing::Test {
 protected:
  // The text of one sentence a paragraph, as OmegaT translates it.
  static std::string translated(const std::string& source, const std::string& target,
                                const std::string& text) {
    const testing::ScratchFolder scratch;
    scratch.put("p/omegat.project",
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
      scratch.put(std::string("p/") + folder + "/.keep", "");
    }
    scratch.put("p/source/text.txt", text);
    scratch.put("p/tm/auto/memory.tmx", in_format(Format::kTmx));
    const CommandResult result = run("HOME=" + scratch.path("home") +
                                     " JAVA_TOOL_OPTIONS='-Duser.home=" + scratch.path("home") +
                                     " -Dfile.encoding=UTF-8' LC_ALL=C.UTF-8 omegat " +
                                     scratch.path("p") + " --mode=console-translate");
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return scratch.get("p/target/text.txt");
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
