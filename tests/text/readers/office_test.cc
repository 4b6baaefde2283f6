// DOCX and ODT, made entry by entry, and one that a program wrote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/made_archive.h"
#include "tests/text/readers/read.h"

namespace qiao::text {
namespace {

using qiao::testing::Entries;
using qiao::testing::made_archive;
using qiao::testing::made_docx;
using qiao::testing::made_odt;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string p(const std::string& text, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space='preserve'>" + text +
         "</w:t></w:r></w:p>";
}

const Entries kStyles = {
    {"word/styles.xml",
     "<w:styles xmlns:w='w'><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"
     "<w:style w:styleId='Kapitel'><w:name w:val='Kapitel'/><w:basedOn w:val='berschrift1'/>"
     "</w:style><w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>"
     "<w:style w:styleId='Aufz'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='3'/>"
     "</w:numPr></w:pPr></w:style><w:style w:styleId='V1'><w:name w:val='toc 1'/></w:style>"
     "<w:style w:styleId='a'><w:name w:val='a'/><w:basedOn w:val='b'/></w:style>"
     "<w:style w:styleId='b'><w:name w:val='b'/><w:basedOn w:val='a'/></w:style></w:styles>"}};

TEST(DocxTest, TakesParagraphsWithTheirKinds) {
  const struct {
    const char* what;
    std::string body;
    std::vector<Told> blocks;
  } cases[] = {
      {"runs of one sentence",
       "<w:p><w:r><w:t>Er k</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>am. "
       "</w:t></w:r><w:hyperlink><w:r><w:t>Sie</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>ging."
       "</w:t></w:r></w:p>",
       {{"p", "Er kam. | Sie ging."}}},
      {"headings by style, by its base, by level; items",
       p("Fluss", "<w:pStyle w:val='Titel'/>") + p("Eins", "<w:pStyle w:val='berschrift1'/>") +
           p("Zwei", "<w:pStyle w:val='Kapitel'/>") + p("Drei", "<w:outlineLvl w:val='0'/>") +
           p("Mehl", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>") +
           p("Salz", "<w:pStyle w:val='Aufz'/>") +
           p("Er kam.", "<w:pStyle w:val='Aufz'/><w:numPr><w:numId w:val='0'/></w:numPr>") +
           p("Sie ging.", "<w:pStyle w:val='a'/>"),
       {{"h", "Fluss"},
        {"h", "Eins"},
        {"h", "Zwei"},
        {"h", "Drei"},
        {"l", "Mehl"},
        {"l", "Salz"},
        {"p", "Er kam."},
        {"p", "Sie ging."}}},
      {"tracked changes, fields, contents",
       p("Eins 3", "<w:pStyle w:val='V1'/>") +
           "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='Titel'/></w:pPr></w:pPrChange></w:pPr>"
           "<w:r><w:t xml:space='preserve'>Er </w:t></w:r><w:del><w:r><w:delText>ging</w:delText>"
           "</w:r></w:del><w:ins><w:r><w:t>kam</w:t></w:r></w:ins><w:r><w:instrText>PAGE"
           "</w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>",
       {{"p", "Er kam."}}},
      {"line breaks and hyphens",
       "<w:p><w:r><w:t>Am Fluss</w:t><w:br/><w:t>E</w:t><w:noBreakHyphen/><w:t>Werk</w:t></w:r>"
       "</w:p>",
       {{"p", "Am Fluss"}, {"p", "E-Werk"}}},
      {"tables and text boxes",
       "<w:tbl><w:tr><w:tc>" + p("Er kam.") + "</w:tc><w:tc>" + p("Sie ging.") +
           "</w:tc></w:tr></w:tbl><w:p><w:r><w:t>Es war</w:t></w:r><w:r><mc:AlternateContent "
           "xmlns:mc='mc'><mc:Choice><w:txbxContent>" +
           p("Im Kasten.") + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" +
           p("Im Kasten.") +
           "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space="
           "'preserve'> gut.</w:t></w:r></w:p>",
       {{"p", "Er kam."}, {"p", "Sie ging."}, {"p", "Es war gut."}, {"p", "Im Kasten."}}},
      {"ruby",
       "<w:p><w:r><w:ruby><w:rt><w:r><w:t>qiáo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>橋</w:t>"
       "</w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>很長。</w:t></w:r></w:p>",
       {{"p", "橋很長。"}}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(told("a.docx", made_docx(c.body, kStyles)), ElementsAreArray(c.blocks)) << c.what;
  }
}

TEST(DocxTest, NotesStandBehindTheText) {
  const Entries notes = {
      {"word/footnotes.xml", "<w:footnotes xmlns:w='w'><w:footnote w:type='separator'>" +
                                 p("Strich.") + "</w:footnote><w:footnote w:id='1'>" +
                                 p("Zu Fuß.") + "</w:footnote></w:footnotes>"},
      {"word/endnotes.xml", "<w:endnotes xmlns:w='w'><w:endnote w:id='1'>" + p("Im Winter.") +
                                "</w:endnote></w:endnotes>"}};
  EXPECT_THAT(told("a.docx", made_docx("<w:p><w:r><w:t>Er</w:t><w:footnoteReference w:id='1'/>"
                                       "<w:t xml:space='preserve'> kam.</w:t></w:r></w:p>",
                                       notes)),
              ElementsAre(Told{"p", "Er kam."}, Told{"p", "Zu Fuß."}, Told{"p", "Im Winter."}));
}

TEST(DocxTest, PlacesAreParagraphs) {
  const Document document =
      document_of(made_docx(p("Er kam. Sie ging.") + p("") + p("Es war gut.")), "a.docx");
  EXPECT_EQ(document.place(document.sentences()[1].source.begin), (Document::Place{1, 9}));
  EXPECT_EQ(document.place(document.sentences()[2].source.begin), (Document::Place{2, 1}));
}

TEST(OdtTest, TakesParagraphsWithTheirKinds) {
  const struct {
    const char* what;
    std::string text;
    std::vector<Told> blocks;
  } cases[] = {
      {"headings, items, spans",
       "<text:p text:style-name='P1'>Fluss</text:p><text:h>Eins</text:h><text:p>Er <text:span>kam"
       "</text:span>.<text:s text:c='3'/>Sie<text:tab/>ging.</text:p><text:list><text:list-item>"
       "<text:p>Mehl</text:p></text:list-item></text:list>",
       {{"h", "Fluss"}, {"h", "Eins"}, {"p", "Er kam. | Sie ging."}, {"l", "Mehl"}}},
      {"notes and frames",
       "<text:p>Er<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Zu "
       "Fuß.</text:p></text:note-body></text:note> kam<draw:frame><draw:text-box><text:p>Im Kasten."
       "</text:p></draw:text-box></draw:frame>.</text:p><text:p>Ende gut.</text:p>",
       {{"p", "Er kam."}, {"p", "Im Kasten."}, {"p", "Ende gut."}, {"p", "Zu Fuß."}}},
      {"what is left out",
       "<text:tracked-changes><text:p>Alt.</text:p></text:tracked-changes><text:table-of-content>"
       "<text:p>Eins 3</text:p></text:table-of-content><text:p>Er <office:annotation><text:p>Gut!"
       "</text:p></office:annotation>kam.<text:line-break/>Sie <text:ruby><text:ruby-base>ging"
       "</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>.</text:p>",
       {{"p", "Er kam."}, {"p", "Sie ging."}}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(told("a.odt", made_odt(c.text,
                                       "<style:style style:name='P1' "
                                       "style:parent-style-name='Title'/>")),
                ElementsAreArray(c.blocks))
        << c.what;
  }
}

TEST(OfficeTest, DamageIsAnErrorWithAPlaceACauseAndARemedy) {
  const std::string docx = made_docx(p("Er kam."));
  const struct {
    std::string name, bytes, message;
  } cases[] = {
      {"a.docx", docx.substr(0, docx.size() / 2), "a.docx: broken zip archive: "},
      {"a.docx", "Er kam.", "a.docx: not what its ending says, or damaged; get a whole copy"},
      {"a.docx", "\xD0\xCF\x11\xE0 alt", "a.docx: in an old format or under a password; save it"},
      {"a.docx", made_archive({{"x", "y"}}), "a.docx: holds no word/document.xml; "},
      {"a.docx", made_docx("<w:p>"), "a.docx/word/document.xml:1: "},
      {"a.docx", made_docx(""), "a.docx: no text but white space; "},
      {"a.docx", made_archive({{"../evil", "y"}}), "a.docx: holds a file that leads out of the"},
      {"a.odt", made_archive({{"x", "y"}}), "a.odt: holds no content.xml; "},
      {"a.odt",
       made_archive({{"META-INF/manifest.xml", "<m><encryption-data/></m>"}, {"content.xml", "x"}}),
       "a.odt: is under a password; save it without one"},
  };
  for (const auto& c : cases) EXPECT_THAT(error_of(c.name, c.bytes), StartsWith(c.message));
}

TEST(OfficeTest, BombsAreRefused) {
  EXPECT_THAT(
      error_of("a.docx", made_archive({{"word/document.xml",
                                        "<!DOCTYPE d [<!ENTITY a 'aaaa'>]><d>&a;</d>"}})),
      AllOf(StartsWith("a.docx/word/document.xml:1: declares entities"), HasSubstr("bombs")));
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<w:sdt>";
  EXPECT_THAT(error_of("a.docx", made_docx(deep)), HasSubstr("nested deeper than 256"));
  const std::string text(300 << 20, ' ');
  EXPECT_THAT(error_of("a.odt", made_odt(text)),
              StartsWith("a.odt: unpacks to more than 200 times its size"));
}

}  // namespace
}  // namespace qiao::text
