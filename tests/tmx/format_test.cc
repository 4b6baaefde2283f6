// Every format, there and back.
#include "tmx/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/tmx/support.h"
#include "text/input_error.h"
#include "tmx/moses.h"
#include "tmx/reader.h"

namespace qiao::tmx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Units = std::vector<TranslationUnit>;

std::string in_format(Format format, const Units& units, const std::string& source = "zh-TW",
                      std::size_t* skipped = nullptr) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  const auto writer = make_unit_sink(*sink, format, pair_header({source, ""}), "de-DE");
  for (const TranslationUnit& unit : units) writer->write(unit);
  writer->finish();
  if (skipped) *skipped = writer->skipped_units();
  return out.str();
}

Units from_format(Format format, const std::string& bytes, std::size_t* skipped = nullptr) {
  const auto source = open_units({"in", text::memory_source(bytes)}, format, {"zh-TW", "de-DE"});
  Units units;
  TranslationUnit unit;
  while (source->next(unit)) units.push_back(unit);
  if (skipped) *skipped = source->skipped_units();
  return units;
}

std::string format_error(Format format, const std::string& bytes) {
  try {
    from_format(format, bytes);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

constexpr Format kTextFormats[] = {Format::kTmx,     Format::kTsv,     Format::kCsv, Format::kJsonl,
                                   Format::kXliff12, Format::kXliff21, Format::kPo};

TEST(FormatTest, EveryFormatGivesTheTextsBack) {
  Units units = {pair_unit("你好，「世界」", "Hallo \"Welt\" – a, b; c\\d"),
                 pair_unit("< & >", "'x' ]]> &amp;"),
                 pair_unit("#, fuzzy", "msgid \"a\""),
                 pair_unit("=1+1", "-"),
                 pair_unit(" 前後 ", " Rand "),
                 pair_unit("𠀀😀", "ÄÖÜß")};
  for (const Format format : kTextFormats) {
    EXPECT_EQ(from_format(format, in_format(format, units)), units) << static_cast<int>(format);
  }
}

TEST(FormatTest, LineBreaksLiveWhereTheFormatHasRoomForThem) {
  const Units units = {pair_unit("一\n二\t三", "eins\n\nzwei")};
  for (const Format format : {Format::kTmx, Format::kCsv, Format::kJsonl, Format::kXliff12,
                              Format::kXliff21, Format::kPo}) {
    EXPECT_EQ(from_format(format, in_format(format, units)), units) << static_cast<int>(format);
  }
  EXPECT_EQ(from_format(Format::kTsv, in_format(Format::kTsv, units)),
            (Units{pair_unit("一 二 三", "eins  zwei")}));
}

TEST(FormatTest, ScoresAndBeadsGoAlong) {
  TranslationUnit unit = pair_unit("你好", "Hallo");
  unit.annotations = {{Annotation::Kind::kProperty, "x-score", "0.9731", {}},
                      {Annotation::Kind::kProperty, "x-bead", "2-1", {}}};
  for (const Format format : {Format::kTmx, Format::kTsv, Format::kCsv, Format::kJsonl,
                              Format::kXliff12, Format::kXliff21}) {
    EXPECT_EQ(from_format(format, in_format(format, {unit})), Units{unit})
        << static_cast<int>(format);
  }
}

TEST(FormatTest, UnitsWithoutTwoSidesAreCountedNotWritten) {
  TranslationUnit unit = pair_unit("你好", "Hallo");
  unit.variants.pop_back();
  for (const Format format : kTextFormats) {
    if (format == Format::kTmx) continue;  // has room for them
    std::size_t skipped = 0;
    const std::string bytes = in_format(format, {unit, pair_unit("一", "eins")}, "zh-TW", &skipped);
    EXPECT_EQ(skipped, 1) << static_cast<int>(format);
    EXPECT_THAT(from_format(format, bytes), SizeIs(1)) << static_cast<int>(format);
  }
}

TEST(FormatTest, TheSourceLanguageSaysWhichSideIsWhich) {
  EXPECT_EQ(in_format(Format::kTsv, {pair_unit("你好", "Hallo")}, "de-DE"),
            "source\ttarget\tscore\tbead\tstatus\nHallo\t你好\t\t\taligned\n");
}

TEST(FormatTest, IsKnownByNameAndByEnding) {
  EXPECT_EQ(format_named("xliff21"), Format::kXliff21);
  EXPECT_EQ(format_named("doc"), std::nullopt);
  EXPECT_EQ(format_of_path("a/b.tmx.gz"), Format::kTmx);
  EXPECT_EQ(format_of_path("a.xlf"), Format::kXliff12);
  EXPECT_EQ(format_of_path("a.doc"), std::nullopt);
}

// --- tables ---

TEST(TsvTableTest, ColumnsAreFoundByNameOrByOrder) {
  EXPECT_EQ(from_format(Format::kTsv, "id\ttarget\tsource\n1\tHallo\t你好\n"),
            Units{pair_unit("你好", "Hallo")});
  EXPECT_EQ(from_format(Format::kTsv, "你好\tHallo\r\n\r\n"), Units{pair_unit("你好", "Hallo")});
  EXPECT_EQ(from_format(Format::kTsv, "\xEF\xBB\xBF你好\tHallo"),
            Units{pair_unit("你好", "Hallo")});
}

TEST(TsvTableTest, NullBeadsAreSkippedAndOneColumnIsAnError) {
  std::size_t skipped = 0;
  EXPECT_THAT(from_format(Format::kTsv, "source\ttarget\n你好\t\n\tHallo\n", &skipped), IsEmpty());
  EXPECT_EQ(skipped, 2);
  EXPECT_EQ(format_error(Format::kTsv, "a\tb\nnur eins\n"),
            "in:2: has one column; source and target are needed");
}

TEST(CsvTableTest, FollowsRfc4180) {
  EXPECT_EQ(in_format(Format::kCsv, {pair_unit("a,b", "c\"d\ne")}),
            "source,target,score,bead,status\r\n\"a,b\",\"c\"\"d\ne\",,,aligned\r\n");
  EXPECT_EQ(from_format(Format::kCsv, "\"a\"\"b\",c\n\"x\r\ny\",z"),
            (Units{pair_unit("a\"b", "c"), pair_unit("x\ny", "z")}));
  EXPECT_EQ(format_error(Format::kCsv, "a,\"b\nc\n"),
            "in:1: a quotation mark that is not closed; close or double it");
}

// --- JSON Lines ---

TEST(JsonlFormatTest, ReadsWhatAlignWrites) {
  std::size_t skipped = 0;
  const Units units = from_format(
      Format::kJsonl,
      R"({"source":"你好","target":"Hallo","score":0.9731,"bead":"1-1","status":"aligned",)"
      R"("source_sentences":[{"id":0,"begin":0,"end":6}],"target_sentences":[]})"
      "\n\n"
      R"({"source":"再見","target":"","score":0.5,"bead":"1-0","status":"dropped"})"
      "\n",
      &skipped);
  ASSERT_THAT(units, SizeIs(1));
  EXPECT_EQ(property(units[0].annotations, "x-score"), "0.9731");
  EXPECT_EQ(skipped, 1);
}

TEST(JsonlFormatTest, WhatIsNoUnitIsAnErrorWithItsLine) {
  EXPECT_EQ(format_error(Format::kJsonl, "{\"source\":\"a\",\"target\":\"b\"}\n[1]\n"),
            "in:2: is no JSON object of one unit; one is needed a line");
  EXPECT_EQ(format_error(Format::kJsonl, "{\"source\":\"a\",\"target\":3}\n"),
            "in:1: \"target\" is no string; each line needs one");
  EXPECT_THAT(format_error(Format::kJsonl, "{\"source\":" + std::string(1 << 20, '[')),
              HasSubstr("is no JSON object"));
}

// --- Moses ---

TEST(MosesTest, WritesAndReadsTwoFilesLineByLine) {
  std::ostringstream chinese, german;
  const auto left = stream_sink(chinese), right = stream_sink(german);
  const auto sink = moses_sink(*left, *right, "zh-TW");
  sink->write(pair_unit("一\n二", "eins"));
  sink->write(pair_unit("三", "drei"));
  sink->finish();
  EXPECT_EQ(chinese.str(), "一 二\n三\n");
  EXPECT_EQ(german.str(), "eins\ndrei\n");
  const auto source = moses_source({"a.zh", text::memory_source(chinese.str())},
                                   {"a.de", text::memory_source(german.str())}, {"zh-TW", "de-DE"});
  TranslationUnit unit;
  ASSERT_TRUE(source->next(unit));
  EXPECT_EQ(unit, pair_unit("一 二", "eins"));
  ASSERT_TRUE(source->next(unit));
  EXPECT_FALSE(source->next(unit));
}

TEST(MosesTest, FilesOfUnequalLengthAreAnError) {
  const auto source = moses_source({"a.zh", text::memory_source("一\n二\n")},
                                   {"a.de", text::memory_source("eins\n")}, {"zh-TW", "de-DE"});
  TranslationUnit unit;
  ASSERT_TRUE(source->next(unit));
  try {
    source->next(unit);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "a.zh:2: has no line beside it in a.de; both files need as many lines");
  }
}

// --- PO ---

TEST(PoTest, FuzzyUntranslatedAndObsoleteMessagesAreSkipped) {
  std::size_t skipped = 0;
  const Units units = from_format(Format::kPo,
                                  "# Kopf\nmsgid \"\"\nmsgstr \"\"\n\"Language: de_AT\\n\"\n\n"
                                  "#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n\n"
                                  "msgid \"c\"\nmsgstr \"\"\n\n"
                                  "#~ msgid \"d\"\n#~ msgstr \"e\"\n\n"
                                  "msgctxt \"x\"\nmsgid \"eine \"\n\"Datei\"\n"
                                  "msgid_plural \"Dateien\"\nmsgstr[0] \"f\\n\"\nmsgstr[1] \"g\"\n",
                                  &skipped);
  ASSERT_THAT(units, SizeIs(1));
  EXPECT_EQ(units[0].variants[0].segment.text, "eine Datei");
  EXPECT_EQ(units[0].variants[1].segment.text, "f\n");
  EXPECT_EQ(units[0].variants[1].language, "de-AT");
  EXPECT_EQ(skipped, 2);
}

TEST(PoTest, ASourceThatComesAgainGetsAContext) {
  const std::string po = in_format(Format::kPo, {pair_unit("好", "gut"), pair_unit("好", "fein")});
  EXPECT_THAT(po, HasSubstr("\nmsgid \"好\"\nmsgstr \"gut\"\n"));
  EXPECT_THAT(po, HasSubstr("\nmsgctxt \"2\"\nmsgid \"好\"\nmsgstr \"fein\"\n"));
  EXPECT_THAT(from_format(Format::kPo, po), SizeIs(2));
}

TEST(PoTest, ManyMessagesKeepTheirOrder) {
  Units units;
  for (int i = 0; i < 30000; ++i) {
    units.push_back(pair_unit("句" + std::to_string(i % 20000), "Satz " + std::to_string(i)));
  }
  const Units read = from_format(Format::kPo, in_format(Format::kPo, units));
  EXPECT_TRUE(read == units);
}

TEST(PoTest, BrokenMessagesAreErrorsWithTheirLine) {
  EXPECT_EQ(format_error(Format::kPo, "msgid \"a\nmsgstr \"b\"\n"),
            "in:1: a quotation mark that is not closed; check the file with msgfmt -c");
  EXPECT_THAT(format_error(Format::kPo, "Hallo\n"), HasSubstr("in:1: neither a message"));
  EXPECT_THAT(format_error(Format::kPo, "msgstr \"b\"\n"), HasSubstr("without a msgid"));
  EXPECT_THAT(format_error(Format::kPo, "msgid \"b\"\n"), HasSubstr("without a msgstr"));
}

// --- XLIFF ---

TranslationUnit tagged_unit() {
  TranslationUnit unit = pair_unit("<b>大</b>貓<br>睡了。", "Die <b>große</b> Katze<br> schläft.");
  unit.variants[0].segment.tags = {{0, true, "bpt", {{"i", "1"}, {"x", "1"}}},
                                   {3, false, "bpt", {}},
                                   {6, true, "ept", {{"i", "1"}}},
                                   {10, false, "ept", {}},
                                   {10, true, "hi", {{"type", "bold"}}},
                                   {13, false, "hi", {}},
                                   {13, true, "ph", {{"x", "2"}}},
                                   {17, false, "ph", {}}};
  unit.variants[1].segment.tags = {{4, true, "it", {{"pos", "begin"}, {"x", "3"}}},
                                   {7, false, "it", {}}};
  return unit;
}

TEST(XliffTest, InlineTagsSurviveBothVersions) {
  TranslationUnit unit = tagged_unit();
  EXPECT_EQ(from_format(Format::kXliff21, in_format(Format::kXliff21, {unit})), Units{unit});
  // 1.2 keeps the i of a bpt, which says the same, but no x.
  unit.variants[0].segment.tags[0].attributes = {{"i", "1"}};
  EXPECT_EQ(from_format(Format::kXliff12, in_format(Format::kXliff12, {unit})), Units{unit});
}

// Tags that say nothing of their pair: one after the other compared with all would take hours.
TEST(XliffTest, ASegmentOfNothingButTagsIsWrittenInTime) {
  TranslationUnit unit = pair_unit("一", "eins");
  for (int k = 0; k < 200000; ++k) {
    unit.variants[0].segment.tags.push_back({0, true, "bpt", {{"i", "1"}}});
    unit.variants[0].segment.tags.push_back({0, false, "bpt", {}});
  }
  EXPECT_THAT(in_format(Format::kXliff21, {unit}), HasSubstr("<sc id=\"s-199999\""));
  EXPECT_THAT(in_format(Format::kXliff12, {unit}), HasSubstr("<bpt id=\"1\""));
}

TEST(XliffTest, ReadsWhatOtherToolsWrite) {
  const Units units = from_format(
      Format::kXliff12,
      "<xliff version='1.2'><file source-language='zh-TW' target-language='de-DE'><body><group>"
      "<trans-unit id='1'><source>點<g id='1'>這裡</g><x id='2'/></source>"
      "<seg-source><mrk mtype='seg' mid='1'>點</mrk></seg-source>"
      "<target>Klick <g id='1'>hier</g></target>"
      "<alt-trans><target>nein</target></alt-trans></trans-unit>"
      "<trans-unit id='2'><source>無</source></trans-unit></group></body></file></xliff>");
  ASSERT_THAT(units, SizeIs(1));
  EXPECT_EQ(units[0].variants[0].segment.text, "點這裡");
  EXPECT_THAT(units[0].variants[0].segment.tags, SizeIs(6));
  EXPECT_EQ(units[0].variants[1].segment.text, "Klick hier");
}

TEST(XliffTest, SegmentsOfAUnitAreUnits) {
  EXPECT_EQ(from_format(Format::kXliff21,
                        "<xliff version='2.0' srcLang='zh-TW' trgLang='de-DE'><file id='f'>"
                        "<unit id='u'><segment><source>一</source><target>eins</target></segment>"
                        "<ignorable><source> </source></ignorable>"
                        "<segment><source>二</source><target>zwei</target></segment></unit>"
                        "</file></xliff>"),
            (Units{pair_unit("一", "eins"), pair_unit("二", "zwei")}));
}

TEST(XliffTest, WhatIsNoXliffIsAnError) {
  EXPECT_EQ(format_error(Format::kXliff12, "<html/>"),
            "in: is no XLIFF: it has no <xliff>; check the format");
  EXPECT_THAT(format_error(Format::kXliff12, "<xliff version='1.2'><file><body>"),
              HasSubstr("names no source or no target language"));
  EXPECT_THAT(format_error(Format::kXliff12, "<xliff version='1.2'>"), HasSubstr("in:1: ends"));
}

TEST(XliffTest, AnotherPairOfLanguagesIsAnotherFileIn12) {
  TranslationUnit other = pair_unit("一", "one");
  other.variants[1].language = "en-GB";
  const Units units = {pair_unit("一", "eins"), other};
  EXPECT_EQ(from_format(Format::kXliff12, in_format(Format::kXliff12, units)), units);
  std::size_t skipped = 0;
  in_format(Format::kXliff21, units, "zh-TW", &skipped);
  EXPECT_EQ(skipped, 1);
}

}  // namespace
}  // namespace qiao::tmx
