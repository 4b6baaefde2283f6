#include "text/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "text/input_error.h"

namespace qiao::text {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::ThrowsMessage;

template <typename T>
concept LendsText = requires(T document) {
  static_cast<T>(document).text();
};
static_assert(LendsText<Document&>);
static_assert(!LendsText<Document&&>);

Document read(const std::string& bytes, ReadOptions options = {}) {
  return Document::read(bytes, "story.txt", options);
}

std::vector<std::string> sentences(const Document& document) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    result.emplace_back(document.sentence(i));
  }
  return result;
}

std::vector<std::pair<std::string, BlockKind>> blocks(const std::string& bytes) {
  const Document document = read(bytes);
  std::vector<std::pair<std::string, BlockKind>> result;
  int paragraph = -1;
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    const Sentence& sentence = document.sentences()[i];
    if (sentence.paragraph != paragraph) {
      EXPECT_EQ(sentence.paragraph, paragraph + 1);
      result.emplace_back(document.sentence(i), sentence.kind);
    }
    paragraph = sentence.paragraph;
  }
  return result;
}

TEST(DocumentTest, KnowsItsSentencesAndParagraphs) {
  const Document document =
      read("Es war einmal ein Fluss. Er war breit.\n\nEine Brücke gab es nicht.\n");
  EXPECT_THAT(sentences(document), ElementsAre("Es war einmal ein Fluss.", "Er war breit.",
                                               "Eine Brücke gab es nicht."));
  EXPECT_EQ(document.sentences()[1].paragraph, 0);
  EXPECT_EQ(document.sentences()[2].paragraph, 1);
  EXPECT_EQ(document.language().language, Language::kGerman);
  EXPECT_EQ(document.name(), "story.txt");
}

TEST(DocumentTest, TracesSentencesToTheBytesOfTheFile) {
  // Big5: 橋斷了。 he said: 修。
  const std::string bytes = "\xBE\xF4\xC2\x5F\xA4\x46\xA1\x43\xA5\x4C\xAD\xD7\xBE\xF4\xA1\x43";
  const Document document = read(bytes);
  ASSERT_EQ(encoding_name(document.encoding()), "Big5");
  EXPECT_TRUE(document.encoding_guessed());
  ASSERT_THAT(sentences(document), ElementsAre("橋斷了。", "他修橋。"));
  EXPECT_EQ(document.sentences()[0].source, (ByteRange{0, 8}));
  EXPECT_EQ(document.sentences()[1].source, (ByteRange{8, 16}));
  EXPECT_EQ(document.source_of({3, 6}), (ByteRange{2, 4}));
  EXPECT_EQ(document.place(10), (Document::Place{1, 6}));
}

TEST(DocumentTest, TracesSentencesThroughCleaning) {
  const std::string bytes = "\xEF\xBB\xBF創(chuàng)意很多。\r\n他們走(zǒu)了。\r\n";
  const Document document = read(bytes);
  ASSERT_THAT(sentences(document), ElementsAre("創意很多。", "他們走了。"));
  EXPECT_EQ(document.sentences()[0].source.in(bytes), "創(chuàng)意很多。");
  EXPECT_EQ(document.sentences()[1].source.in(bytes), "他們走(zǒu)了。");
}

TEST(DocumentTest, KnowsHeadingsAndItems) {
  EXPECT_THAT(
      blocks("Die alte Brücke\n\nEs war einmal ein Fluss, und er war breit.\n\n"
             "## Der Müller geht.\n\nEr ging hinüber.\n\n- Brot und Salz\n• Wasser\n\n"
             "***\n\nEnde der Geschichte\n"),
      ElementsAre(Pair("Die alte Brücke", BlockKind::kHeading),
                  Pair("Es war einmal ein Fluss, und er war breit.", BlockKind::kParagraph),
                  Pair("Der Müller geht.", BlockKind::kHeading),
                  Pair("Er ging hinüber.", BlockKind::kParagraph),
                  Pair("Brot und Salz", BlockKind::kListItem), Pair("Wasser", BlockKind::kListItem),
                  Pair("Ende der Geschichte", BlockKind::kParagraph)));
  EXPECT_THAT(
      blocks("老橋\n從前有一座老橋，橋下的河水很清。\n一、水\n水很清。\n二、石頭\n石頭很多。\n"),
      ElementsAre(Pair("老橋", BlockKind::kHeading),
                  Pair("從前有一座老橋，橋下的河水很清。", BlockKind::kParagraph),
                  Pair("一、水", BlockKind::kListItem), Pair("水很清。", BlockKind::kParagraph),
                  Pair("二、石頭", BlockKind::kListItem),
                  Pair("石頭很多。", BlockKind::kParagraph)));
}

TEST(DocumentTest, AHeadingMayEndInParentheses) {
  EXPECT_THAT(blocks("Der Müller (siebter Teil)\n\n(So steht es in den Akten.)\n\nEr ging.\n"),
              ElementsAre(Pair("Der Müller (siebter Teil)", BlockKind::kHeading),
                          Pair("(So steht es in den Akten.)", BlockKind::kParagraph),
                          Pair("Er ging.", BlockKind::kParagraph)));
}

TEST(DocumentTest, ADateIsNoItem) {
  EXPECT_THAT(blocks("3. März war es noch kalt.\n\nDann kam der Frühling.\n"),
              ElementsAre(Pair("3. März war es noch kalt.", BlockKind::kParagraph),
                          Pair("Dann kam der Frühling.", BlockKind::kParagraph)));
  EXPECT_THAT(blocks("1. Das Mehl sieben.\n2. Das Ei dazugeben.\n"),
              ElementsAre(Pair("1. Das Mehl sieben.", BlockKind::kListItem),
                          Pair("2. Das Ei dazugeben.", BlockKind::kListItem)));
}

TEST(DocumentTest, VersesAreNoHeadings) {
  for (const auto& [text, kind] :
       blocks("Über die Brücke\nunter dem Mond\ngeht eine Katze\nweiß wie "
              "der Schnee\n\nSo sang der Müller.\n")) {
    EXPECT_EQ(kind, BlockKind::kParagraph) << text;
  }
}

TEST(DocumentTest, PreSplitTakesLinesAsTheyStand) {
  ReadOptions options;
  options.pre_split = true;
  const std::string bytes = " Ein  Satz. Noch einer. \r\n\n創(chuàng)意\n\r\nletzte";
  const Document document = read(bytes, options);
  EXPECT_THAT(sentences(document),
              ElementsAre(" Ein  Satz. Noch einer. ", "", "創(chuàng)意", "", "letzte"));
  EXPECT_EQ(document.sentences()[4].source.in(bytes), "letzte");
  EXPECT_EQ(document.sentences()[1].source, (ByteRange{26, 26}));
  EXPECT_EQ(read("a\nb\n", options).sentence_count(), 2u);
  EXPECT_EQ(read("a\nb", options).sentence_count(), 2u);
  EXPECT_EQ(read("\n", options).sentence_count(), 1u);
}

TEST(DocumentTest, ASaidLanguageIsNotGuessed) {
  ReadOptions options;
  options.language = Language::kGerman;
  EXPECT_EQ(read("Amen", options).language(),
            (LanguageGuess{Language::kGerman, Script::kLatin, 1}));
  options.language = Language::kChinese;
  EXPECT_EQ(read("橋", options).language(),
            (LanguageGuess{Language::kChinese, Script::kTraditional, 1}));
}

TEST(DocumentTest, NoTextIsAnError) {
  EXPECT_THAT(
      [] { read(" \n\u3000\n"); },
      ThrowsMessage<InputError>("story.txt: no text but white space; give a file with text"));
  EXPECT_THAT([] { read(""); },
              ThrowsMessage<InputError>("story.txt: an empty file; give one with text"));
}

TEST(DocumentTest, LossyCountsWhatItReplaced) {
  ReadOptions options;
  options.lossy = true;
  const Document document = read(
      "Die Br\xFC"
      "cke über die Straße.",
      options);
  EXPECT_EQ(document.replaced(), 1u);
  EXPECT_EQ(document.sentence(0),
            "Die Br\uFFFD"
            "cke über die Straße.");
}

TEST(DocumentTest, PlacesCountLinesAndCharacters) {
  const std::string bytes = "Über\r\n橋樑 x\ry\n\nz";
  const Document document = read(bytes);
  const auto place = [&](const std::string& what) { return document.place(bytes.find(what)); };
  EXPECT_EQ(place("Ü"), (Document::Place{1, 1}));
  EXPECT_EQ(place("ber"), (Document::Place{1, 2}));
  EXPECT_EQ(place("樑"), (Document::Place{2, 2}));
  EXPECT_EQ(place("x"), (Document::Place{2, 4}));
  EXPECT_EQ(place("y"), (Document::Place{3, 1}));
  EXPECT_EQ(place("z"), (Document::Place{5, 1}));
  EXPECT_EQ(document.place(1000), (Document::Place{5, 2}));
}

// Laws that hold for every text.
TEST(DocumentTest, SentencesAndGapsGiveTheTextBack) {
  const std::vector<std::string> pieces = {"Er kam am 3. März. ",
                                           "„Gut“, sagte sie. ",
                                           "Und ",
                                           "z. B. ",
                                           "橋斷了。",
                                           "「好。」他說，",
                                           "\n",
                                           "\n\n",
                                           "- Salz\n",
                                           "## Teil\n",
                                           "***\n",
                                           "Ende",
                                           "？",
                                           "3.5 ",
                                           "(ja) ",
                                           "\U0001F309 "};
  std::mt19937 random(31);
  for (int round = 0; round < 1500; ++round) {
    std::string bytes = "Anfang";
    for (std::size_t n = random() % 40; n > 0; --n) bytes += pieces[random() % pieces.size()];
    ReadOptions options;
    options.language = static_cast<Language>(random() % 4);
    const Document document = read(bytes, options);
    std::string whole;
    std::size_t text_at = 0, source_at = 0;
    int paragraph = 0;
    for (const Sentence& sentence : document.sentences()) {
      ASSERT_GE(sentence.text.begin, text_at) << bytes;
      ASSERT_GE(sentence.source.begin, source_at) << bytes;
      ASSERT_FALSE(sentence.text.empty()) << bytes;
      ASSERT_GE(sentence.paragraph, paragraph) << bytes;
      const auto gap = document.text().substr(text_at, sentence.text.begin - text_at);
      ASSERT_EQ(gap.find_first_not_of(" \n-#*"), gap.npos) << bytes;
      whole += gap;
      whole += sentence.text.in(document.text());
      if (document.text() == bytes) {
        ASSERT_EQ(sentence.source.in(bytes), sentence.text.in(document.text())) << bytes;
      }
      text_at = sentence.text.end;
      source_at = sentence.source.end;
      paragraph = sentence.paragraph;
    }
    whole += document.text().substr(text_at);
    ASSERT_EQ(whole, document.text());
    ASSERT_LE(source_at, bytes.size());
  }
}

}  // namespace
}  // namespace qiao::text
