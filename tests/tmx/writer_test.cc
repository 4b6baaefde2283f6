#include "tmx/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "tests/support/scratch_folder.h"
#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kOurDtd = QIAO_SOURCE_DIR "/tests/tmx/tmx14.dtd";
const std::string kLisaDtd = QIAO_SOURCE_DIR "/../shared/data/tmx/tmx14.dtd";

WriteCounts counts_of(const TranslationUnit& unit) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  Writer writer(*sink, Header{});
  writer.write(unit);
  writer.finish();
  return writer.counts();
}

// A unit that uses every element and asks for every kind of escape.
TranslationUnit rich_unit() {
  using Kind = Annotation::Kind;
  TranslationUnit unit = pair_unit("點<br>這裡 & 開始", "Hier <klicken>");
  unit.attributes = {{"tuid", "a\"b<c>\n"}, {"creationdate", "20250311T093000Z"}};
  unit.annotations = {{Kind::kProperty, "x-score", "0.9731", {}},
                      {Kind::kNote, "", "geprüft ]]>", {{"xml:lang", "de"}}}};
  unit.variants[0].segment.tags = {{3, true, "ph", {{"x", "1"}}},
                                   {7, false, "ph", {}},
                                   {7, true, "hi", {{"type", "verb"}}},
                                   {13, false, "hi", {}}};
  unit.variants[1].attributes = {{"changeid", "me"}};
  unit.variants[1].annotations = {{Kind::kProperty, "x-context-prev", "vor\x02her", {}}};
  return unit;
}

Header rich_header() {
  Header header;
  header.source_language = "zh-TW";
  header.attributes = {{"creationdate", "20250311T093000Z"}};
  header.annotations = {{Annotation::Kind::kNote, "", "ein Vermerk", {}}};
  header.encodings = {
      {{{"name", "MacRoman"}, {"base", "Macintosh"}}, {{{"unicode", "#xF8FF"}, {"code", "#xF0"}}}}};
  return header;
}

TEST(WriterTest, AUnitIsPropertiesThenOneVariantALine) {
  TranslationUnit unit = pair_unit("你好。", "Hallo.");
  unit.annotations = {{Annotation::Kind::kProperty, "x-bead", "1-1", {}}};
  const TranslationUnit units[] = {unit};
  EXPECT_EQ(written(units, Header{.source_language = "zh-TW"}),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="qiao" creationtoolversion="0.1.0" segtype="sentence" o-tmf="qiao" adminlang="en" srclang="zh-TW" datatype="plaintext">
  </header>
  <body>
    <tu>
      <prop type="x-bead">1-1</prop>
      <tuv xml:lang="zh-TW"><seg>你好。</seg></tuv>
      <tuv xml:lang="de-DE"><seg>Hallo.</seg></tuv>
    </tu>
  </body>
</tmx>
)");
}

TEST(WriterTest, InlineTagsStandWhereTheyStood) {
  const TranslationUnit units[] = {rich_unit()};
  EXPECT_THAT(written(units), HasSubstr("<seg>點<ph x=\"1\">&lt;br&gt;</ph><hi type=\"verb\">"
                                        "這裡</hi> &amp; 開始</seg>"));
}

TEST(WriterTest, ForbiddenCharactersAreLeftOutAndCounted) {
  EXPECT_EQ(counts_of(pair_unit("你\x0B好", "Ha\x01l\x02lo")).removed_characters, 3);
  const TranslationUnit units[] = {pair_unit("你\x0B好", "Hallo")};
  EXPECT_THAT(written(units), HasSubstr("<seg>你好</seg>"));
}

TEST(WriterTest, SegmentsLongerThanTradosTakesAreCounted) {
  std::string exactly, more;
  for (int i = 0; i < 2000; ++i) exactly += "字";
  more = exactly + "。";
  EXPECT_EQ(counts_of(pair_unit(exactly, "a")).long_segments, 0);
  EXPECT_EQ(counts_of(pair_unit(more, more)).long_segments, 2);
}

TEST(WriterTest, AUnitWithoutVariantsIsSkippedSinceTheDtdForbidsIt) {
  EXPECT_EQ(counts_of(TranslationUnit{}).skipped_units, 1);
  EXPECT_EQ(counts_of(TranslationUnit{}).units, 0);
  const TranslationUnit units[] = {TranslationUnit{}};
  EXPECT_THAT(written(units), Not(HasSubstr("<tu")));
}

TEST(WriterTest, AnEmptyMemoryIsAFileTooAndThereIsNoByteOrderMark) {
  EXPECT_THAT(written({}), StartsWith("<?xml"));
  EXPECT_THAT(written({}), HasSubstr("  <body>\n  </body>\n</tmx>\n"));
}

TEST(WriterTest, ManyUnitsComeOutWholeAndInOrder) {
  std::vector<TranslationUnit> units;
  for (int i = 0; i < 5000; ++i) units.push_back(pair_unit("句" + std::to_string(i), "Satz"));
  const std::string tmx = written(units);
  std::size_t at = 0;
  for (int i = 0; i < 5000; ++i) {
    at = tmx.find("<seg>句" + std::to_string(i) + "</seg>", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

class DtdTest : public ::testing::TestWithParam<std::string> {};

TEST_P(DtdTest, XmllintFindsEverythingWrittenValid) {
  if (GetParam() == kLisaDtd && !std::filesystem::exists(kLisaDtd)) {
    GTEST_SKIP() << kLisaDtd << " is not here";
  }
  const testing::ScratchFolder scratch;
  const TranslationUnit units[] = {rich_unit(), TranslationUnit{}, pair_unit("", "\x01")};
  const std::string file = scratch.put("a.tmx", written(units, rich_header()));
  const CommandResult result = run("xmllint --nonet --noout --dtdvalid " + GetParam() + " " + file);
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

INSTANTIATE_TEST_SUITE_P(Dtd, DtdTest, ::testing::Values(kOurDtd, kLisaDtd),
                         [](const auto& dtd) { return dtd.index == 0 ? "Ours" : "Lisa"; });

TEST(OurDtdTest, RefusesAPropertyAfterTheSegment) {
  const TranslationUnit units[] = {pair_unit("你好", "Hallo")};
  std::string tmx = written(units);
  const std::string seg = "<seg>Hallo</seg>";
  tmx.insert(tmx.find(seg) + seg.size(), "<prop type=\"x\">late</prop>");
  const testing::ScratchFolder scratch;
  constexpr int kInvalid = 3;  // xmllint's exit code
  EXPECT_EQ(
      run("xmllint --noout --dtdvalid " + kOurDtd + " " + scratch.put("a.tmx", tmx)).exit_code,
      kInvalid);
}

}  // namespace
}  // namespace qiao::tmx
