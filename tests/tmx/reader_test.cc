#include "tmx/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kPair =
    "<tu><tuv xml:lang=\"zh-TW\"><seg>你好</seg></tuv>"
    "<tuv xml:lang=\"de-DE\"><seg>Hallo</seg></tuv></tu>\n";

std::string pair_xml(std::string_view chinese, std::string_view german) {
  return "<tu><tuv xml:lang=\"zh-TW\"><seg>" + std::string(chinese) +
         "</seg></tuv><tuv xml:lang=\"de-DE\"><seg>" + std::string(german) + "</seg></tuv></tu>\n";
}

TEST(ReaderTest, ReadsUnitsWithTheirLines) {
  const ReadResult read = read_memory(memory_with(kPair + "\n" + kPair));
  EXPECT_THAT(read.units, ElementsAre(pair_unit("你好", "Hallo"), pair_unit("你好", "Hallo")));
  EXPECT_THAT(read.lines, ElementsAre(3, 5));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.header.source_language, "zh-TW");
}

TEST(ReaderTest, OldSpellingsAreUnderstood) {
  const ReadResult read = read_memory(
      "<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">\n<tmx version='1.1'><header srclang='*all*' lang='x'>"
      "<prop type='p' lang='de'>w</prop></header><body><tu><tuv lang='zh_TW'><seg>你好</seg></tuv>"
      "<tuv lang='DE'><seg>Hallo</seg><prop type='late'>v</prop></tuv></tu></body></tmx>");
  ASSERT_THAT(read.units, SizeIs(1));
  EXPECT_EQ(read.units[0].variants[0].language, "zh_TW");
  EXPECT_EQ(property(read.units[0].variants[1].annotations, "late"), "v");
  EXPECT_EQ(read.header.annotations[0].attributes, (Attributes{{"xml:lang", "de"}}));
  EXPECT_EQ(read.header.creation_tool, "unknown");
}

TEST(ReaderTest, InlineTagsAreKeptWithTheirPlaces) {
  const ReadResult read = read_memory(memory_with(pair_xml(
      "點<ph x=\"1\">&lt;img alt=\"<sub type=\"alt\">圖</sub>\"></ph>這<hi>裡</hi>", "Hier<ut/>")));
  ASSERT_THAT(read.units, SizeIs(1));
  const Segment& segment = read.units[0].variants[0].segment;
  EXPECT_EQ(segment.text, "點<img alt=\"圖\">這裡");
  EXPECT_THAT(segment.tags,
              ElementsAre(InlineTag{3, true, "ph", {{"x", "1"}}},
                          InlineTag{13, true, "sub", {{"type", "alt"}}},
                          InlineTag{16, false, "sub", {}}, InlineTag{18, false, "ph", {}},
                          InlineTag{21, true, "hi", {}}, InlineTag{24, false, "hi", {}}));
  EXPECT_EQ(segment.words(), "點這裡");
}

TEST(ReaderTest, WhatTmxDoesNotKnowIsPassedOverButNotTheTextOfASegment) {
  const ReadResult read = read_memory(memory_with(
      "<tu vendor=\"x\"><vendor><seg>nein</seg></vendor><tuv xml:lang=\"zh-TW\"><seg>你<b>好</b>"
      "</seg></tuv><tuv xml:lang=\"de-DE\"><x/><seg>Hal<![CDATA[lo]]></seg></tuv></tu>"));
  EXPECT_THAT(read.units, ElementsAre(pair_unit("你好", "Hallo")));
}

struct BrokenCase {
  std::string body;
  std::string problem;
};

TEST(ReaderTest, ABrokenUnitIsSkippedWithLineAndReasonAndTheRestGoesOn) {
  const BrokenCase cases[] = {
      {"<tu><tuv xml:lang=\"de\"></tuv></tu>\n", "4: a <tuv> without <seg>"},
      {"<tu><tuv><seg>a</seg></tuv></tu>\n", "4: a <tuv> without a language"},
      {"<tu/>\n", "4: a <tu> without <tuv>"},
      {"<tu><tuv xml:lang=\"de\"><seg>a</seg><seg>b</seg></tuv></tu>\n",
       "4: a <tuv> with two <seg>"},
      {pair_xml("R&D", "x"), "4: EntityRef: expecting ';'"},
      {pair_xml("&nbsp;", "x"), "4: unknown entity &nbsp;"},
      {pair_xml("a < b", "x"), "4: StartTag: invalid element name"},
      {pair_xml("&#x1F;", "x"), "4: xmlParseCharRef: invalid xmlChar value 31"},
      {pair_xml("a\x0B", "x"), "4: PCDATA invalid Char value 11"},
      {pair_xml("a\xE4", "x"), "4: bytes that are not UTF-8"},
      {pair_xml(std::string(1, '\0'), "x"), "4: a NUL byte"},
      {"<tu a=b>\n</tu>\n", "4: AttValue: \" or ' expected"},
      {"<tu>\n<tuv xml:lang=\"de\"><seg>a</seg>\n</tu>\n",
       "6: Opening and ending tag mismatch: tuv line 5 and tu"},
  };
  for (const BrokenCase& c : cases) {
    const ReadResult read = read_memory(memory_with(kPair + c.body + kPair + kPair));
    EXPECT_THAT(read.problems, ElementsAre(c.problem)) << c.body;
    EXPECT_THAT(read.units, SizeIs(3)) << c.body;
    const std::size_t lines =
        static_cast<std::size_t>(std::count(c.body.begin(), c.body.end(), '\n'));
    EXPECT_THAT(read.lines, ElementsAre(3, 4 + lines, 5 + lines)) << c.body;
    // First and last are no special places.
    EXPECT_THAT(read_memory(memory_with(c.body + kPair)).units, SizeIs(1)) << c.body;
    EXPECT_THAT(read_memory(memory_with(kPair + c.body)).units, SizeIs(1)) << c.body;
  }
}

TEST(ReaderTest, AUnitThatIsNeverClosedEndsAtTheNext) {
  const ReadResult read =
      read_memory(memory_with("<tu><tuv xml:lang=\"de\"><seg>offen\n" + kPair + kPair));
  EXPECT_THAT(read.units, SizeIs(2));
  EXPECT_THAT(read.problems, SizeIs(1));
}

TEST(ReaderTest, RubbishBetweenUnitsIsAProblemOfItsOwn) {
  const ReadResult read = read_memory(memory_with(kPair + "&\n" + kPair));
  EXPECT_THAT(read.units, SizeIs(2));
  EXPECT_THAT(read.problems, SizeIs(1));
}

TEST(ReaderTest, StrictStopsAtTheFirstBrokenUnit) {
  const std::string tmx = memory_with(kPair + pair_xml("R&D", "x") + kPair);
  EXPECT_EQ(reading_error(tmx, true),
            "m.tmx:4: broken unit: EntityRef: expecting ';'; mend it or read without --strict");
  EXPECT_THAT(reading_error(memory_with("<tu/>"), true),
              HasSubstr("m.tmx:3: broken unit: a <tu> without <tuv>"));
}

TEST(ReaderTest, EveryWholeUnitIsFoundHoweverManyAreBroken) {
  std::mt19937 random(7);
  std::string body;
  std::vector<std::string> expected;
  std::size_t broken = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string name = "Satz " + std::to_string(i) + std::string(random() % 200, '.');
    switch (random() % 8) {
      case 0:
        body += pair_xml("&", name);
        ++broken;
        break;
      case 1:
        body += "<tu><tuv xml:lang=\"de\"><seg>" + name + "</tuv></tu>\n";
        ++broken;
        break;
      default:
        body += pair_xml("句", name);
        expected.push_back(name);
    }
  }
  const ReadResult read = read_memory(memory_with(body));
  EXPECT_EQ(read.problems.size(), broken);
  std::vector<std::string> found;
  for (const TranslationUnit& unit : read.units) found.push_back(unit.variants[1].segment.text);
  EXPECT_EQ(found, expected);
  for (std::size_t i = 0; i < found.size(); ++i) {
    // A unit a line, the first on line 3.
    EXPECT_EQ(read.lines[i], std::stoul(found[i].substr(5)) + 3);
  }
}

TEST(ReaderTest, ACutOffFileIsAnErrorWhereverItEnds) {
  const std::string tmx = memory_with(kPair + kPair);
  for (std::size_t size = 1; size + 1 < tmx.size(); ++size) {
    const std::string message = reading_error(tmx.substr(0, size));
    EXPECT_THAT(message, HasSubstr("m.tmx")) << size;
  }
  EXPECT_THAT(reading_error(tmx.substr(0, tmx.size() - 30)),
              ::testing::AllOf(HasSubstr("m.tmx:4: ends in the middle"),
                               HasSubstr("the file is cut off, get a whole copy")));
}

TEST(ReaderTest, WhatIsNoMemoryIsAnError) {
  EXPECT_EQ(reading_error(""), "m.tmx: is empty; check the path");
  EXPECT_THAT(reading_error("Hallo"), HasSubstr("m.tmx:1: "));
  EXPECT_EQ(reading_error("<html><body/></html>"),
            "m.tmx: is no TMX: it has no <tmx>; check that it is the right file");
  EXPECT_EQ(reading_error("<tmx version='1.4'></tmx>"),
            "m.tmx: is no TMX: it has no <body>; check that it is the right file");
}

std::string utf16(const std::u16string& text, bool big_endian, bool mark) {
  std::string bytes;
  for (char16_t c : (mark ? u"\uFEFF" : u"") + text) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(ReaderTest, Utf16IsReadEitherWayWithAndWithoutAMark) {
  const std::u16string tmx =
      u"<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<tmx version=\"1.4\"><header/><body>"
      u"<tu><tuv xml:lang=\"zh-TW\"><seg>你好</seg></tuv>"
      u"<tuv xml:lang=\"de-DE\"><seg>Hallo</seg></tuv></tu></body></tmx>";
  for (const bool big_endian : {false, true}) {
    for (const bool mark : {false, true}) {
      EXPECT_THAT(read_memory(utf16(tmx, big_endian, mark)).units,
                  ElementsAre(pair_unit("你好", "Hallo")))
          << big_endian << mark;
    }
  }
}

struct EncodingCase {
  std::string declaration;
  std::string chinese;
  std::string german;
  TranslationUnit unit;
};

TEST(ReaderTest, OtherEncodingsAreReadAsDeclared) {
  const EncodingCase cases[] = {
      {"encoding=\"Big5\"", "\xA7\x41\xA6\x6E", "a", pair_unit("你好", "a")},
      {"encoding='GB18030'", "\xC4\xE3\xBA\xC3", "a", pair_unit("你好", "a")},
      {"encoding=\"windows-1252\"", "a",
       "Gr\xFC\xDF"
       "e \x80",
       pair_unit("a", "Grüße €")},
      {"encoding=\"iso-8859-1\"", "a",
       "Gr\xFC\xDF"
       "e",
       pair_unit("a", "Grüße")},
      {"encoding=\"UTF-16\"", "你好", "Grüße", pair_unit("你好", "Grüße")},  // it is not
      {"", "你好", "Grüße", pair_unit("你好", "Grüße")},
  };
  for (const EncodingCase& c : cases) {
    const ReadResult read = read_memory("<?xml version=\"1.0\" " + c.declaration + "?>\n" +
                                        memory_with(pair_xml(c.chinese, c.german)));
    EXPECT_THAT(read.units, ElementsAre(c.unit)) << c.declaration;
  }
}

TEST(ReaderTest, AByteOrderMarkOfUtf8IsNoText) {
  EXPECT_THAT(read_memory("\xEF\xBB\xBF<?xml version=\"1.0\"?>" + memory_with(kPair)).units,
              SizeIs(1));
}

TEST(ReaderTest, BytesOutsideTheDeclaredEncodingBreakTheirUnitOnly) {
  const ReadResult read =
      read_memory("<?xml version=\"1.0\" encoding=\"Big5\"?>\n" +
                  memory_with(pair_xml("\xA1 ", "a") + pair_xml("\xA7\x41", "a")));
  EXPECT_THAT(read.units, ElementsAre(pair_unit("你", "a")));
  EXPECT_THAT(read.problems, ElementsAre("4: bytes that are not in the document's encoding"));
}

TEST(ReaderTest, AnUnknownEncodingIsNamed) {
  EXPECT_EQ(reading_error("<?xml version=\"1.0\" encoding=\"klingon\"?>" + memory_with(kPair)),
            "m.tmx:1: unknown encoding \"klingon\"; convert it with iconv to UTF-8");
}

// The law of the room: written, then read, is the same.
TEST(ReaderTest, ReadsBackWhatTheWriterWrites) {
  std::mt19937 random(11);
  const char* pieces[] = {"你", "好", " ",  "a",   "ß", "<",  "&",      ">",     "\"",  "'",
                          "\n", "\t", "\r", "]]>", "😀", "　", "\u00AD", "&amp;", "<!--"};
  const auto text = [&] {
    std::string result;
    for (auto n = random() % 12; n > 0; --n) result += pieces[random() % std::size(pieces)];
    return result;
  };
  const char* names[] = {"bpt", "ept", "ph", "it", "ut", "hi"};
  std::vector<TranslationUnit> units;
  for (int i = 0; i < 2000; ++i) {
    TranslationUnit unit;
    if (random() % 2) unit.attributes.push_back({"tuid", text()});
    for (auto n = random() % 3; n > 0; --n) {
      unit.annotations.push_back({Annotation::Kind::kProperty, "x-" + text(), text(), {}});
      unit.annotations.push_back({Annotation::Kind::kNote, "", text(), {{"xml:lang", "de"}}});
    }
    for (auto n = 1 + random() % 3; n > 0; --n) {
      Variant variant;
      variant.language = "l" + std::to_string(n);
      for (auto k = random() % 4; k > 0; --k) {
        Segment& segment = variant.segment;
        const std::string name = names[random() % std::size(names)];
        segment.text += text();
        segment.tags.push_back({segment.text.size(), true, name, {{"x", text()}}});
        segment.text += text();
        segment.tags.push_back({segment.text.size(), false, name, {}});
      }
      variant.segment.text += text();
      // <ept> takes no x.
      for (InlineTag& tag : variant.segment.tags) {
        if (tag.name == "ept" && tag.opens) tag.attributes[0].name = "i";
      }
      unit.variants.push_back(variant);
    }
    units.push_back(unit);
  }
  Header header;
  header.attributes = {{"creationid", "<\"&>"}};
  header.annotations = {{Annotation::Kind::kProperty, "x-a", "b\nc", {}}};
  header.encodings = {{{{"name", "u"}}, {{{"unicode", "#xF8FF"}}, {{"unicode", "#xF8FE"}}}}};
  const ReadResult read = read_memory(written(units, header));
  EXPECT_EQ(read.header, header);
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_EQ(read.units.size(), units.size());
  for (std::size_t i = 0; i < units.size(); ++i) ASSERT_EQ(read.units[i], units[i]) << i;
}

}  // namespace
}  // namespace qiao::tmx
