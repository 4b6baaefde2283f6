// The page as bytes; review_page_test.py uses it in a browser.
#include "cli/review/review_page.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/review/embedded_page.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

Side side(std::string text, std::string name, text::Language language) {
  return {text::Document::read(std::move(text), std::move(name), {.language = language}),
          {language}};
}

struct Page {
  std::string html;
  json data;
};

Page page_of(const Pair& pair, const align::Alignment& alignment,
             std::span<const WordLink> links = {}, std::span<const PageFinding> findings = {}) {
  const tmx::UnitMaking making{.document = "zh.txt", .date = "20250311T093000Z"};
  const PairFigures figures = figures_of(pair);
  std::ostringstream out;
  write_review_page({.pair = pair,
                     .alignment = alignment,
                     .figures = figures,
                     .making = making,
                     .links = links,
                     .findings = findings},
                    *tmx::stream_sink(out));
  Page page{.html = out.str()};
  const std::string_view mark = "id=\"data\">";
  const std::size_t begin = page.html.find(mark) + mark.size();
  page.data = json::parse(page.html.substr(begin, page.html.find("</script>", begin) - begin));
  return page;
}

const align::Alignment kOneToOne = {
    .beads = {{.source = {0, 1}, .target = {0, 1}, .score = 0.25},
              {.source = {1, 2}, .target = {1, 1}, .score = 1, .status = align::Status::kDropped}},
    .source_count = 2,
    .target_count = 1};

Pair two_and_one() {
  return {side("𠮷野家賣了2億碗。\n\n再見。", "zh.txt", text::Language::kChinese),
          side("Yoshinoya verkaufte 20 Millionen Schüsseln.", "de.txt", text::Language::kGerman)};
}

TEST(ReviewPageTest, HoldsTextsBeadsAndTheFrameOfTheMemory) {
  const json data = page_of(two_and_one(), kOneToOne).data;
  EXPECT_EQ(data["version"], 1);
  EXPECT_EQ(data["source"]["language"], "zh-TW");
  EXPECT_EQ(data["source"]["joined"], "chinese");
  EXPECT_EQ(data["target"]["joined"], "spaces");
  EXPECT_EQ(data["source"]["sentences"][1]["text"], "再見。");
  EXPECT_EQ(data["source"]["sentences"][1]["paragraph"], 1);
  EXPECT_EQ(data["source"]["sentences"][1]["begin"], 28);
  EXPECT_EQ(data["beads"], json::parse(R"([[0,1,0,1,0.25,"aligned"],[1,2,1,1,1.0,"dropped"]])"));
  EXPECT_THAT(data["memory"][0].get<std::string>(), HasSubstr("creationdate=\"20250311T093000Z\""));
  EXPECT_EQ(data["memory"][1], "  </body>\n</tmx>\n");
}

TEST(ReviewPageTest, PlacesCountUtf16Units) {
  // 𠮷 is four bytes of UTF-8 and two units of UTF-16.
  const std::vector<WordLink> links = {
      {.source = 0, .target = 0, .source_word = {0, 10}, .target_word = {0, 9}},
      {.source = 0, .target = 0, .source_word = {10, 13}, .target_word = {10, 19}}};
  const std::vector<PageFinding> findings = {
      {.kind = "partial", .sentence = 0, .range = {4, 10}, .message = "not \"covered\""}};
  const json data = page_of(two_and_one(), kOneToOne, links, findings).data;
  EXPECT_EQ(data["links"], json::parse("[[0,0,0,4,0,9,4,5,10,19]]"));
  EXPECT_EQ(data["findings"],
            json::parse(R"([{"kind":"partial","side":"source","sentence":0,"begin":2,"end":4,
                             "message":"not \"covered\""}])"));
}

TEST(ReviewPageTest, FiguresComeWithWhatSaysTheSame) {
  const Pair pair = {
      side("去年有2億人。\n今年有3億人。", "a", text::Language::kChinese),
      side("Voriges Jahr waren es 200 Millionen.\nHeuer sind es 5.", "b", text::Language::kGerman)};
  const align::Alignment alignment = {
      .beads = {{.source = {0, 1}, .target = {0, 1}}, {.source = {1, 2}, .target = {1, 2}}},
      .source_count = 2,
      .target_count = 2};
  const json figures = page_of(pair, alignment).data["figures"];
  ASSERT_EQ(figures["source"].size(), 2);
  ASSERT_EQ(figures["target"].size(), 2);
  EXPECT_THAT(figures["source"][0].get<std::string>(), HasSubstr("200,000,000"));
  EXPECT_EQ(figures["same"], json::parse("[[0],[]]"));
}

TEST(ReviewPageTest, TheSameTextsHaveTheSameIdentityWhateverTheDate) {
  const Pair pair = two_and_one();
  align::Alignment other = kOneToOne;
  other.beads[0].score = 0.5;
  EXPECT_EQ(page_of(pair, kOneToOne).data["id"], page_of(pair, kOneToOne).data["id"]);
  EXPECT_NE(page_of(pair, kOneToOne).data["id"], page_of(pair, other).data["id"]);
}

TEST(ReviewPageTest, TextsAreNeverMarkup) {
  const Pair pair = {
      side("他說</script><script>alert(1)</script>。\n<!-- 再見", "a", text::Language::kChinese),
      side("Er sagt </SCRIPT >@program@ & &lt;.", "b", text::Language::kGerman)};
  const Page page = page_of(pair, kOneToOne);
  EXPECT_THAT(page.html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page.html, Not(HasSubstr("</SCRIPT")));
  EXPECT_THAT(page.html, Not(HasSubstr("<!--")));
  EXPECT_EQ(page.data["target"]["sentences"][0]["text"], "Er sagt </SCRIPT >@program@ & &lt;.");
}

TEST(ReviewPageTest, TheProgramAndStyleCannotEndTheirElements) {
  for (const std::string_view part : {embedded::kPageJs, embedded::kPageCss}) {
    for (const char* end : {"</script", "</style", "<script", "<!--"}) {
      EXPECT_THAT(text::fold_case(part), Not(HasSubstr(end)));
    }
  }
}

TEST(ReviewPageTest, NothingIsFetched) {
  const std::string html = page_of(two_and_one(), kOneToOne).html;
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  for (const char* address : {"src=\"http", "href=\"http", "url(http", "@import"}) {
    EXPECT_THAT(html, Not(HasSubstr(address)));
  }
}

}  // namespace
}  // namespace qiao::cli
