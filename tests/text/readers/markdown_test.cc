#include "text/readers/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/readers/read.h"

namespace qiao::text {
namespace {

using ::testing::ElementsAreArray;

TEST(MarkdownTest, TakesTheTextWithoutItsMarks) {
  const struct {
    const char* what;
    std::string page;
    std::vector<Told> blocks;
  } cases[] = {
      {"headings of both kinds",
       "# Die Brücke #\n\nDer Müller\n----------\nEr kam. Sie ging.\n",
       {{"h", "Die Brücke"}, {"h", "Der Müller"}, {"p", "Er kam. | Sie ging."}}},
      {"emphasis, code, links and pictures",
       "Sie ist *sehr* __alt__, `breit` und [lang](http://a.b \"x\"). ![Bild](b.png) "
       "<http://a.b>\n",
       {{"p", "Sie ist sehr alt, breit und lang. http://a.b"}}},
      {"lists, nested and loose",
       "- Mehl\n- Salz\n  - fein\n\n1. Man siebe es.\n\n   Dann ruhe es.\n2. Man backe es.\n",
       {{"l", "Mehl"},
        {"l", "Salz"},
        {"l", "fein"},
        {"l", "Man siebe es."},
        {"l", "Dann ruhe es."},
        {"l", "Man backe es."}}},
      {"lines of a paragraph are one, none between Chinese ones",
       "Der alte\nMüller kam.\n\n老舊的\n橋很長。\n",
       {{"p", "Der alte Müller kam."}, {"p", "老舊的橋很長。"}}},
      {"hard breaks",
       "Am Fluss,  \nsteht ein Haus.\\\nUnd fällt.<br>Ende\n",
       {{"p", "Am Fluss,"}, {"p", "steht ein Haus."}, {"p", "Und fällt."}, {"p", "Ende"}}},
      {"quotations and rules",
       "> Er kam.\n> Sie ging.\n\n---\n\nEnde gut.\n",
       {{"p", "Er kam. | Sie ging."}, {"p", "Ende gut."}}},
      {"tables",
       "| Wer | Was |\n|---|---|\n| Er kam. | Sie ging. |\n",
       {{"h", "Wer"}, {"h", "Was"}, {"p", "Er kam."}, {"p", "Sie ging."}}},
      {"no code, no struck-out text",
       "Er kam.\n\n```c\nint main;\n```\n\n    ls -l\n\nSie ~~kam~~ ging.\n",
       {{"p", "Er kam."}, {"p", "Sie ging."}}},
      {"escapes and references",
       "1\\. M&auml;rz ist k\\*lt & nass &#x6A4B;\n",
       {{"p", "1. März ist k*lt & nass 橋"}}},
      {"a header", "---\ntitle: Fluss\nlang: de\n---\nEr kam.\n", {{"p", "Er kam."}}},
      {"HTML in it",
       "<!-- nie -->\n\n<div align=center>\n  <h1>Fluss</h1>\n</div>\n\nEr <b>kam</b>.\n",
       {{"h", "Fluss"}, {"p", "Er kam."}}},
      {"a rule at the front is no header",
       "---\n\nEr kam. Sie ging.\n",
       {{"p", "Er kam. | Sie ging."}}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(told("page.md", c.page), ElementsAreArray(c.blocks)) << c.what;
  }
}

TEST(MarkdownTest, EverySentenceHasItsBytesInTheFile) {
  const std::string page =
      "---\nlang: de\n---\n# Die Brücke\n\nSie ist *alt*. Gr&ouml;\xC3\x9F"
      "er als\ndie 橋.\n\n"
      "<p>Er\nkam.</p>\n\n> Das ist\n> alles.\n";
  const Document document = document_of(page, "page.md");
  ASSERT_EQ(document.sentence_count(), 5);
  EXPECT_EQ(source_of(document, page, 0), "Die Brücke");
  EXPECT_EQ(source_of(document, page, 1), "Sie ist *alt*.");
  EXPECT_EQ(source_of(document, page, 2), "Gr&ouml;ßer als\ndie 橋.");
  EXPECT_EQ(source_of(document, page, 3), "Er\nkam.");
  EXPECT_EQ(source_of(document, page, 4), "Das ist\n> alles.");
  EXPECT_EQ(document.place(document.sentences()[1].source.begin), (Document::Place{6, 1}));
}

}  // namespace
}  // namespace qiao::text
