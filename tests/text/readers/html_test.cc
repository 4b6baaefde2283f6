#include "text/readers/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/readers/read.h"

namespace qiao::text {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(HtmlTest, TakesTheTextThatAReaderReads) {
  const struct {
    const char* what;
    std::string page;
    std::vector<Told> blocks;
  } cases[] = {
      {"headings, paragraphs and items",
       "<!DOCTYPE html><title>Seite</title><h1>Die Brücke</h1><p>Sie ist <b>alt</b>. Er kam."
       "<ul><li>Mehl<li>Salz</ul><dl><dt>Brot<dd>Gebackenes Mehl.</dl>",
       {{"h", "Die Brücke"},
        {"p", "Sie ist alt. | Er kam."},
        {"l", "Mehl"},
        {"l", "Salz"},
        {"l", "Brot"},
        {"l", "Gebackenes Mehl."}}},
      {"white space is one space, none between Chinese lines",
       "<p>Der  alte\n   Müller.</p><p>老舊的\n  橋很長。</p>",
       {{"p", "Der alte Müller."}, {"p", "老舊的橋很長。"}}},
      {"inline elements do not part words",
       "<p>Brücken<em>bau</em> heißt <span>es</span><wbr>.</p>",
       {{"p", "Brückenbau heißt es."}}},
      {"references",
       "<p>M&uuml;ller &amp; S&#246;hne&nbsp;AG &lt;neu&gt; &#x6A4B;</p>",
       {{"p", "Müller & Söhne AG <neu> 橋"}}},
      {"a line break ends a line, an item of several paragraphs stays one",
       "<p>Am Fluss,<br>steht ein Haus.</p><ol><li><p>Eins.</p><p>Zwei.</p></li></ol>Drei.",
       {{"p", "Am Fluss,"},
        {"p", "steht ein Haus."},
        {"l", "Eins."},
        {"l", "Zwei."},
        {"p", "Drei."}}},
      {"what looks like a heading is none where the page has headings",
       "<h2>Rezept</h2><p>Brot und Salz</p><p>Man nehme ein Ei.</p>",
       {{"h", "Rezept"}, {"p", "Brot und Salz"}, {"p", "Man nehme ein Ei."}}},
      {"where it has none it may be one",
       "<p><b>Brot und Salz</b></p><p>Man nehme ein Ei.</p>",
       {{"h", "Brot und Salz"}, {"p", "Man nehme ein Ei."}}},
      {"cells of a table",
       "<table><tr><th>Er kam.<td>Sie ging.</table>",
       {{"p", "Er kam."}, {"p", "Sie ging."}}},
      {"what nobody reads",
       "<head><style>p{}</style></head><p>Er<script>if (a<b) x('</p>')</script> kam<!-- nie -->."
       "<noscript>Schalten Sie an.</noscript></p><p hidden>Versteckt.</p>"
       "<p style='color:red; display: none'>Auch.</p><svg><text>Bild</text></svg>"
       "<p><del>Alt.</del> Neu.</p><select><option>Eins</select>",
       {{"p", "Er kam."}, {"p", "Neu."}}},
      {"readings of ruby and marks of footnotes",
       "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字很美<a role='doc-noteref' "
       "href='#1'>1</a>。"
       "</p><p>Ende<sup class='reference'>[2]</sup>.</p>",
       {{"p", "漢字很美。"}, {"p", "Ende."}}},
      {"a listing is no text, verses in <pre> are",
       "<pre>Am Fluss,\n  da steht es.</pre><pre><code>int main;</code></pre>"
       "<pre class='programlisting'>x = 1</pre><p>Er kam.</p>",
       {{"p", "Am Fluss,"}, {"p", "da steht es."}, {"p", "Er kam."}}},
      {"bad HTML",
       "<p>Er <b>kam.<p>Sie</b> ging.</i></div></p>Und < nun & dann",
       {{"p", "Er kam."}, {"p", "Sie ging."}, {"p", "Und < nun & dann"}}},
      {"XHTML",
       "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>"
       "<script src='x'/></head><body><p>Er kam.</p></body></html>",
       {{"p", "Er kam."}}},
      {"the page's word on its encoding is not needed",
       "<meta charset=iso-8859-1><p>Brücke und 橋。</p>",
       {{"p", "Brücke und 橋。"}}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(told("page.html", c.page), ElementsAreArray(c.blocks)) << c.what;
  }
}

TEST(HtmlTest, LeavesThePagesChromeOut) {
  const std::string text = "<p>Es war einmal ein Fluss, und er war breit.</p>";
  const std::vector<Told> only = {{"p", "Es war einmal ein Fluss, und er war breit."}};
  const std::string pages[] = {
      "<nav><ul><li>Start<li>Hilfe</ul></nav>" + text,
      "<header><h1>Zeitung</h1></header>" + text + "<footer>Impressum</footer>",
      "<aside><p>Lesen Sie auch dies.</p></aside>" + text,
      "<div role=navigation>Start</div>" + text + "<div role='contentinfo'>Impressum</div>",
      "<div class='box sidebar'>Wetter</div><div id=footer>Impressum</div>" + text,
      "<ul><li><a>Start</a><li><a>Hilfe</a><li><a>Kontakt</a></ul>" + text,
      "<div>Alles neu. Mehr dazu.</div><main>" + text + "</main><div>Weiteres.</div>",
      "<div>Alles neu.</div><article>" + text + "</article><div>Weiteres.</div>",
      "<body class='has-sidebar toc'>" + text + "<aside>Neu.</aside>",
  };
  for (const std::string& page : pages) {
    EXPECT_THAT(told("page.html", page), ElementsAreArray(only)) << page;
  }
}

TEST(HtmlTest, KeepsWhatOnlyLooksLikeChrome) {
  const struct {
    const char* what;
    std::string page;
    std::vector<Told> blocks;
  } cases[] = {
      {"the head of an article",
       "<article><header><h1>Fluss</h1></header><p>Er war breit.</p></article>",
       {{"h", "Fluss"}, {"p", "Er war breit."}}},
      {"two links",
       "<p><a>Start</a></p><p><a>Hilfe</a></p><p>Er kam.</p>",
       {{"h", "Start"}, {"h", "Hilfe"}, {"p", "Er kam."}}},
      {"links in sentences",
       "<p><a>Er kam.</a></p><p><a>Sie ging.</a></p><p><a>Es war.</a></p>",
       {{"p", "Er kam."}, {"p", "Sie ging."}, {"p", "Es war."}}},
      {"a page of nothing else", "<nav><p>Er kam.</p></nav>", {{"p", "Er kam."}}},
      {"several articles",
       "<article>Er kam.</article><article>Sie ging.</article>",
       {{"p", "Er kam."}, {"p", "Sie ging."}}},
      {"a main part that holds next to nothing",
       "<main>Neu.</main><p>Es war einmal ein Fluss, und er war breit.</p>",
       {{"p", "Neu."}, {"p", "Es war einmal ein Fluss, und er war breit."}}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(told("page.html", c.page), ElementsAreArray(c.blocks)) << c.what;
  }
}

TEST(HtmlTest, EverySentenceHasItsBytesInThePage) {
  const std::string page =
      "<html><body>\r\n<nav>Start</nav>\n<h1>Brücke</h1>\n<p>Sie ist <b>alt</b>. Gr&ouml;&szlig;er "
      "als\n die 橋 ist sie.</p>\n<p>" +
      std::string(5000, 'x') + ". Ende.</p></body></html>";
  const Document document = document_of(page, "page.html");
  ASSERT_EQ(document.sentence_count(), 5);
  EXPECT_EQ(source_of(document, page, 0), "Brücke");
  EXPECT_EQ(source_of(document, page, 1), "Sie ist <b>alt</b>.");
  EXPECT_EQ(source_of(document, page, 2), "Gr&ouml;&szlig;er als\n die 橋 ist sie.");
  EXPECT_TRUE(source_of(document, page, 3) == std::string(5000, 'x') + ".");
  EXPECT_EQ(source_of(document, page, 4), "Ende.");
  EXPECT_EQ(document.place(document.sentences()[0].source.begin), (Document::Place{3, 5}));
  EXPECT_EQ(document.place(document.sentences()[2].source.begin), (Document::Place{4, 24}));
}

TEST(HtmlTest, APageInAnotherEncodingHasItsOwnBytes) {
  const std::string page = "<p>Der M\xFCller kam. F\xFCr sie.</p>";  // Windows-1252
  const Document document = document_of(page, "page.htm");
  EXPECT_THAT(told(document), ElementsAreArray({Told{"p", "Der Müller kam. | Für sie."}}));
  EXPECT_EQ(source_of(document, page, 1), "F\xFCr sie.");
}

TEST(HtmlTest, ThePagesWordOnItsEncodingTakesThePlaceOfAGuess) {
  // One byte in a page is too little to guess from.
  const std::string said = "<meta http-equiv='x' content='text/html; charset=ISO-8859-1'>";
  const std::string text = "<p>F\xFCr sie: " + std::string(500, 'x') + "\u2013.";
  EXPECT_THAT(error_of("a.html", text), HasSubstr("a.html:1: not UTF-8 at byte 4"));
  EXPECT_EQ(error_of("a.html", said + text), "");
  const struct {
    const char* page;
    std::optional<Encoding> encoding;
  } cases[] = {{"<META CHARSET=Big5>", Encoding::kBig5},
               {"<meta charset=\"utf-8\"/>", Encoding::kUtf8},
               {"<meta content='text/html; charset=gb2312'>", Encoding::kGb18030},
               {"<meta charset=koi8-r>", std::nullopt},
               {"<meta charset=", std::nullopt},
               {"<p>charset", std::nullopt}};
  for (const auto& c : cases) EXPECT_EQ(declared_encoding(c.page), c.encoding) << c.page;
}

TEST(HtmlTest, HostilePagesAreRefusedInALine) {
  std::string deep, wide = "<p ";
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  for (int i = 0; i < 100000; ++i) wide += " a" + std::to_string(i) + "=''";
  EXPECT_THAT(error_of("a.html", "\n" + deep + "Tief."),
              HasSubstr("a.html:2: elements nested deeper than 512; check"));
  EXPECT_THAT(error_of("a.html", wide + ">Breit.</p>"),
              HasSubstr("a.html:1: a tag of over 256 attributes; check"));
  EXPECT_THAT(error_of("a.html", "<nav></nav><p>"), HasSubstr("a.html: no text"));
  EXPECT_THAT(error_of("a.html", "<img src='data:x," + std::string(1 << 20, 'A') + "'>Er kam."),
              IsEmpty());
  EXPECT_THAT(error_of("a.html", "<script>" + wide + "</script><p>Er kam."), IsEmpty());
}

TEST(HtmlTest, AReferenceIsACharacterOrNothing) {
  EXPECT_EQ(decode_entity("&auml;"), "ä");
  EXPECT_EQ(decode_entity("&#27211;"), "橋");
  EXPECT_EQ(decode_entity("&#X6a4b;"), "橋");
  for (const char* none : {"", "&", "&;", "&#;", "&#x;", "&nope;", "&#55296;", "&#1114112;",
                           "&#99999999999;", "&#12x;", "auml;", "&auml"}) {
    EXPECT_EQ(decode_entity(none), "") << none;
  }
}

}  // namespace
}  // namespace qiao::text
