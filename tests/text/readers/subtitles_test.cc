#include "text/readers/subtitles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/readers/read.h"

namespace qiao::text {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

std::string cue(int number, const std::string& times, const std::string& text) {
  return std::to_string(number) + "\n" + times + "\n" + text + "\n\n";
}

TEST(SubtitlesTest, SentencesKeepTheirTimes) {
  const Document document =
      document_of(cue(1, "00:00:01,000 --> 00:00:03,000", "Er ging über\n<i>die alte</i>") +
                      cue(2, "00:00:03,200 --> 00:00:05,500", "Brücke. Sie war breit.") +
                      cue(3, "01:02:03,004 --> 01:02:04,000", "Und leer."),
                  "film.srt");
  EXPECT_THAT(told(document),
              ElementsAre(Told{"p", "Er ging über die alte Brücke. | Sie war breit."},
                          Told{"p", "Und leer."}));
  EXPECT_EQ(document.sentences()[0].time, (TimeSpan{1000, 5500}));
  EXPECT_EQ(document.sentences()[1].time, (TimeSpan{3200, 5500}));
  EXPECT_EQ(document.sentences()[2].time, (TimeSpan{3723004, 3724000}));
  EXPECT_EQ(document.place(document.sentences()[0].source.begin), (Document::Place{3, 1}));
  EXPECT_EQ(document.place(document.sentences()[1].source.begin), (Document::Place{8, 9}));
}

TEST(SubtitlesTest, OtherDocumentsHaveNoTimes) {
  const Document document = document_of("Er kam.", "a.txt");
  EXPECT_EQ(document.sentences()[0].time, std::nullopt);
}

TEST(SubtitlesTest, ReadsWhatPeopleWrite) {
  const struct {
    const char* what;
    std::string file;
    std::vector<Told> blocks;
  } cases[] = {
      {"speakers",
       cue(1, "00:00:01,000 --> 00:00:03,000", "- Kommt er?\n- Nein.") +
           cue(2, "00:00:04,000 --> 00:00:05,000", "-Doch.\n–Nie.") +
           cue(3, "00:00:06,000 --> 00:00:07,000", "-5 Grad."),
       {{"p", "Kommt er?"}, {"p", "Nein."}, {"p", "Doch."}, {"p", "Nie."}, {"p", "-5 Grad."}}},
      {"marks",
       cue(1, "00:00:01,000 --> 00:00:03,000", "{\\an8}<font color=\"#fff\">Er &amp; ich.</font>") +
           cue(2, "00:00:04,000 --> 00:00:05,000", "3 < 4 und 5 > 4, {so} ist es."),
       {{"p", "Er & ich."}, {"p", "3 < 4 und 5 > 4, {so} ist es."}}},
      {"a long pause ends what has no end",
       cue(1, "00:00:01,000 --> 00:00:03,000", "Und dann") +
           cue(2, "00:00:09,000 --> 00:00:10,000", "Es regnet. Ja."),
       {{"p", "Und dann"}, {"p", "Es regnet. | Ja."}}},
      {"Chinese without full stops: every cue for itself",
       cue(1, "00:00:01,000 --> 00:00:03,000", "他走過\n那座橋") +
           cue(2, "00:00:03,100 --> 00:00:05,000", "橋很舊") +
           cue(3, "00:00:05,100 --> 00:00:06,000", "也很寬"),
       {{"p", "他走過 那座橋"}, {"p", "橋很舊"}, {"p", "也很寬"}}},
      {"Chinese with full stops",
       cue(1, "00:00:01,000 --> 00:00:03,000", "他走過") +
           cue(2, "00:00:03,100 --> 00:00:05,000", "那座橋。"),
       {{"p", "他走過那座橋。"}}},
      {"a sound ends what was said",
       cue(1, "00:00:01,000 --> 00:00:03,000", "[Musik]") +
           cue(2, "00:00:03,100 --> 00:00:05,000", "er kam."),
       {{"p", "[Musik]"}, {"p", "er kam."}}},
      {"blank lines inside and none between, numbers as text",
       "1\n00:00:01,000 --> 00:00:02,000\nEr kam\n\nspät.\n2\n00:00:05,000 --> "
       "00:00:06,000\n1984.\n",
       {{"p", "Er kam spät."}, {"p", "1984."}}},
      {"old line ends, no hours, a full stop for a comma, no numbers",
       "\xEF\xBB\xBF"
       "00:01.000 --> 00:02.5\r\nEr kam.\r\n\r\n00:03.000 --> 00:04.000\r\nSie ging.",
       {{"p", "Er kam."}, {"p", "Sie ging."}}},
      {"WebVTT",
       "WEBVTT - Fluss\n\nSTYLE\n::cue { color: red }\n\nNOTE nie\nlesen\n\nanfang\n"
       "00:01.000 --> 00:02.000 align:start\n<v Anna>Er <c.rot>kam</c><00:01.500> spät.\n\n"
       "NOTE 00:01 war nichts\n\n00:03.000 --> 00:04.000\nSie ging.\n",
       {{"p", "Er kam spät."}, {"p", "Sie ging."}}},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(told("film.srt", c.file), ElementsAreArray(c.blocks)) << c.what;
  }
}

TEST(SubtitlesTest, AnArrowInATextIsText) {
  EXPECT_THAT(told("film.srt", cue(1, "00:00:01,000 --> 00:00:02,000", "Links --> rechts.")),
              ElementsAre(Told{"p", "Links --> rechts."}));
}

TEST(SubtitlesTest, DamageIsAnErrorWithItsPlace) {
  EXPECT_THAT(error_of("film.srt", "1\n00:00:01,000 --> 00:00\nEr kam.\n"),
              HasSubstr("film.srt:2: no times of a subtitle; write them as"));
  EXPECT_THAT(error_of("film.srt", "1\n00:0x:01,000 --> 00:00:02,000\nEr kam.\n"),
              HasSubstr("film.srt:2: no times"));
  EXPECT_THAT(error_of("film.srt", "Er kam.\n"), HasSubstr("film.srt: no subtitles"));
  EXPECT_THAT(error_of("film.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n"), HasSubstr("no text"));
}

}  // namespace
}  // namespace qiao::text
