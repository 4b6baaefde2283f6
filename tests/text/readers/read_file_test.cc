#include "text/readers/read_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/made_archive.h"
#include "tests/support/scratch_folder.h"
#include "tests/text/readers/read.h"

namespace qiao::text {
namespace {

using qiao::testing::made_archive;
using qiao::testing::made_docx;
using qiao::testing::made_epub;
using qiao::testing::made_odt;
using qiao::testing::ScratchFolder;
using ::testing::ElementsAre;
using ::testing::StartsWith;

const Told kCame = {"p", "Er kam."};

TEST(ReadFileTest, TheEndingSaysTheFormat) {
  const struct {
    std::string path;
    std::optional<FileFormat> format;
  } cases[] = {
      {"a.txt", FileFormat::kPlain},
      {"b/a.HTML", FileFormat::kHtml},
      {"a.de.md", FileFormat::kMarkdown},
      {"a.html.gz", FileFormat::kHtml},
      {"a.docx", FileFormat::kDocx},
      {"a.odt", FileFormat::kOdt},
      {"a.epub", FileFormat::kEpub},
      {"a.srt.GZ", FileFormat::kSubtitles},
      {"a.vtt", FileFormat::kSubtitles},
      {"a.po", FileFormat::kPairs},
      {"a.xlf", FileFormat::kPairs},
      {"a.tmx.gz", FileFormat::kPairs},
      {"a.jpg", std::nullopt},
      {"a", std::nullopt},
      {"a.html/b", std::nullopt},
      {".md", std::nullopt},
  };
  for (const auto& c : cases) EXPECT_EQ(format_of_path(c.path), c.format) << c.path;
}

TEST(ReadFileTest, WithoutAnEndingTheContentDoes) {
  const std::string docx = made_docx("<w:p><w:r><w:t>Er kam.</w:t></w:r></w:p>");
  const std::string odt = made_odt("<text:p>Er kam.</text:p>");
  const std::string epub = made_epub({{"a.xhtml", "<p>Er kam.</p>"}});
  for (const std::string& bytes :
       {std::string("Er kam."), std::string("<!DOCTYPE html><p>Er kam."),
        std::string("\xEF\xBB\xBF \n<HTML><p>Er kam."),
        std::string("<?xml version='1.0'?><html><p>Er kam.</p></html>"),
        std::string("WEBVTT\n\n00:01.000 --> 00:02.000\nEr kam."),
        std::string("1\r\n00:00:01,000 --> 00:00:02,000\r\nEr kam."), docx, odt, epub}) {
    EXPECT_THAT(told("standard input", bytes), ElementsAre(kCame)) << bytes.substr(0, 40);
  }
}

TEST(ReadFileTest, PlainTextMayLookLikeAnything) {
  EXPECT_THAT(told("a.txt", "<html> ist ein Wort."),
              ElementsAre(Told{"p", "<html> ist ein Wort."}));
  EXPECT_THAT(told("standard input", "1 --> 2 ist klar."),
              ElementsAre(Told{"p", "1 --> 2 ist klar."}));
}

TEST(ReadFileTest, ReadsGzipOfAnyFormat) {
  const ScratchFolder scratch;
  const auto packed = [&](const std::string& name, const std::string& bytes) {
    const std::string path = scratch.put(name, bytes);
    EXPECT_EQ(std::system(("gzip -f " + path).c_str()), 0);
    return path + ".gz";
  };
  EXPECT_THAT(told(read_document(packed("a.txt", "Er kam."))), ElementsAre(kCame));
  EXPECT_THAT(told(read_document(packed("a.html", "<p>Er kam.</p>"))), ElementsAre(kCame));
  EXPECT_THAT(told(read_document(packed("a.odt", made_odt("<text:p>Er kam.</text:p>")))),
              ElementsAre(kCame));
}

TEST(ReadFileTest, PreSplitLinesAreLinesInEveryFile) {
  const Document document = document_of("# Er kam.\n\n<p>Sie", "a.md", {.pre_split = true});
  ASSERT_EQ(document.sentence_count(), 3);
  EXPECT_EQ(document.sentence(2), "<p>Sie");
}

TEST(ReadFileTest, WhatIsNoDocumentIsAnErrorWithARemedy) {
  EXPECT_THAT(error_of("a.po", "msgid \"\""),
              StartsWith("a.po: holds pairs, not a text; qiao tmx"));
  EXPECT_THAT(error_of("a.zip", made_archive({{"a", "b"}})),
              StartsWith("a.zip: a ZIP archive that is no DOCX, ODT or EPUB; unpack it"));
  EXPECT_THAT(error_of("a.txt", "\x1F\x8B\x08 cut"), StartsWith("a.txt: broken gzip data"));
  EXPECT_THAT(error_of("a.pdf", "%PDF-1.7"), StartsWith("a.pdf: a PDF document; convert it"));
  EXPECT_THAT(error_of("a.doc", "\xD0\xCF\x11\xE0"), StartsWith("a.doc: an office document in an"));
  EXPECT_THAT(error_of("a.html", ""), StartsWith("a.html: an empty file"));
}

}  // namespace
}  // namespace qiao::text
