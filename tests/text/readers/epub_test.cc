#include "text/readers/epub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/made_archive.h"
#include "tests/text/readers/read.h"

namespace qiao::text {
namespace {

using qiao::testing::made_archive;
using qiao::testing::made_epub;
using ::testing::ElementsAre;
using ::testing::StartsWith;

// A package with this manifest and spine, and a chapter "OPS/a b.xhtml".
std::string book(const std::string& manifest, const std::string& spine) {
  return made_archive({{"META-INF/container.xml",
                        "<c><rootfiles><rootfile full-path='OPS/x/p.opf'/></rootfiles></c>"},
                       {"OPS/x/p.opf", "<package><manifest>" + manifest + "</manifest><spine>" +
                                           spine + "</spine></package>"},
                       {"OPS/a b.xhtml", "<html><body><p>Er kam.</p></body></html>"}});
}

TEST(EpubTest, ChaptersComeInTheOrderOfTheSpineAndAreParts) {
  const std::string bytes =
      made_epub({{"zwei.xhtml", "<h1>Zwei</h1><nav><p>Hier stand es.</p></nav><p>Sie ging.</p>"},
                 {"eins.xhtml", "<p>Er<a role='doc-noteref'>1</a> kam. Es war spät.</p>"}});
  const Document document = document_of(bytes, "buch.epub");
  EXPECT_THAT(told(document),
              ElementsAre(Told{"h", "Zwei"}, Told{"p", "Hier stand es."}, Told{"p", "Sie ging."},
                          Told{"p", "Er kam. | Es war spät."}));
  const auto place = [&](std::size_t i) {
    return document.place(document.sentences()[i].source.begin);
  };
  EXPECT_EQ(place(0), (Document::Place{1, 1, "OPS/Text/zwei.xhtml"}));
  EXPECT_EQ(place(2), (Document::Place{3, 1, "OPS/Text/zwei.xhtml"}));
  EXPECT_EQ(place(4), (Document::Place{1, 9, "OPS/Text/eins.xhtml"}));
}

TEST(EpubTest, NamesAreResolvedAgainstThePackage) {
  const std::string item =
      "<item id='a' href='../a%20b.xhtml#top' "
      "media-type='application/xhtml+xml'/>";
  EXPECT_THAT(told("a.epub", book(item,
                                  "<itemref idref='a'/><itemref idref='a'/>"
                                  "<itemref idref='nothing'/>")),
              ElementsAre(Told{"p", "Er kam."}));
}

TEST(EpubTest, TheTableOfContentsAndWhatIsNotInLineAreLeftOut) {
  const std::string item = " href='../a%20b.xhtml' media-type='application/xhtml+xml'/>";
  EXPECT_THAT(
      error_of("a.epub", book("<item id='a' properties='nav'" + item, "<itemref idref='a'/>")),
      StartsWith("a.epub: no text"));
  EXPECT_THAT(error_of("a.epub", book("<item id='a'" + item, "<itemref idref='a' linear='no'/>")),
              StartsWith("a.epub: no text"));
}

TEST(EpubTest, DamageIsAnErrorWithAPlaceACauseAndARemedy) {
  const auto item = [](const std::string& href) {
    return book("<item id='a' href='" + href + "' media-type='application/xhtml+xml'/>",
                "<itemref idref='a'/>");
  };
  EXPECT_THAT(error_of("a.epub", item("../c.xhtml")),
              StartsWith("a.epub: names a chapter that it does not hold (../c.xhtml); "));
  EXPECT_THAT(
      error_of("a.epub", item("../../../../etc/passwd")),
      StartsWith("a.epub: names a chapter that it does not hold (../../../../etc/passwd); "));
  EXPECT_THAT(error_of("a.epub", made_archive({{"mimetype", "application/epub+zip"}})),
              StartsWith("a.epub: holds no META-INF/container.xml; "));
  EXPECT_THAT(error_of("a.epub", made_epub({{"a.xhtml", "<p>Er kam.</p>"}},
                                           {{"META-INF/encryption.xml",
                                             "<e><CipherReference URI='OPS/Text/a.xhtml'/></e>"}})),
              StartsWith("a.epub: its chapters are encrypted (digital rights management); "));
}

TEST(EpubTest, AScrambledFontIsNoHindrance) {
  EXPECT_THAT(told("a.epub", made_epub({{"a.xhtml", "<p>Er kam.</p>"}},
                                       {{"META-INF/encryption.xml",
                                         "<e><CipherReference URI='OPS/font.otf'/></e>"}})),
              ElementsAre(Told{"p", "Er kam."}));
}

}  // namespace
}  // namespace qiao::text
