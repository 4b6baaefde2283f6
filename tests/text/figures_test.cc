#include "text/figures.h"

#include <gmock/gmock.h>

#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "text/decimal.h"

namespace qiao::text {
namespace {

// The rows of a table under tests/text/figures/: fields between tabs, # begins a comment.
std::vector<std::vector<std::string>> table(const std::string& name) {
  std::ifstream file(QIAO_SOURCE_DIR "/tests/text/figures/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
    rows.push_back(std::move(fields));
  }
  return rows;
}

// "amount 5 km; year 2025", or "-" for none.
std::string summary(const std::vector<Figure>& figures) {
  std::string text;
  for (const Figure& figure : figures) {
    std::ostringstream out;
    out << Figure{.range = {}, .kind = figure.kind, .value = figure.value, .unit = figure.unit};
    const std::string words = out.str();
    text += (text.empty() ? "" : "; ") + words.substr(0, words.find(" ["));
  }
  return text.empty() ? "-" : text;
}

void expect_figures(const std::string& name, Language language, std::size_t rows_at_least) {
  const auto rows = table(name);
  ASSERT_GE(rows.size(), rows_at_least) << name;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 2u) << row.front();
    EXPECT_EQ(summary(find_figures(row[0], language)), row[1]) << row[0];
  }
}

TEST(FiguresTest, ChineseFiguresAreFoundByValue) {
  expect_figures("chinese.tsv", Language::kChinese, 200);
}

TEST(FiguresTest, GermanFiguresAreFoundByValue) {
  expect_figures("german.tsv", Language::kGerman, 200);
}

TEST(FiguresTest, EnglishFiguresAreFoundByValue) {
  expect_figures("english.tsv", Language::kEnglish, 60);
}

bool each_has_a_partner(const std::vector<Figure>& figures, const std::vector<Figure>& others) {
  for (const Figure& figure : figures) {
    bool found = false;
    for (const Figure& other : others) found = found || same_figure(figure, other);
    if (!found) return false;
  }
  return true;
}

TEST(FiguresTest, FiguresOfTwoLanguagesMeetWhenTheyAreEqual) {
  const auto rows = table("pairs.tsv");
  ASSERT_GE(rows.size(), 150u);
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 3u) << row.front();
    const auto chinese = find_figures(row[0], Language::kChinese);
    const auto german = find_figures(row[1], Language::kGerman);
    const bool same = chinese.size() == german.size() && each_has_a_partner(chinese, german) &&
                      each_has_a_partner(german, chinese);
    EXPECT_EQ(same ? "same" : "differ", row[2])
        << row[0] << " | " << row[1] << "\n  " << summary(chinese) << "\n  " << summary(german);
  }
}

TEST(FiguresTest, ARangeCoversTheNumberAndItsUnit) {
  const std::string german = "Er zahlte zwei Millionen Euro.";
  const auto in_german = find_figures(german, Language::kGerman);
  ASSERT_EQ(in_german.size(), 1u);
  EXPECT_EQ(in_german[0].range.in(german), "zwei Millionen Euro");
  EXPECT_TRUE(in_german[0].written_out);

  const std::string chinese = "他在民國114年付了3.5億美元";
  const auto in_chinese = find_figures(chinese, Language::kChinese);
  ASSERT_EQ(in_chinese.size(), 2u);
  EXPECT_EQ(in_chinese[0].range.in(chinese), "民國114年");
  EXPECT_EQ(in_chinese[1].range.in(chinese), "3.5億美元");
  EXPECT_FALSE(in_chinese[1].written_out);
}

TEST(FiguresTest, SameFigureAsksForTheSameValueAndACompatibleKind) {
  struct Case {
    Figure a, b;
    bool same;
  };
  using Kind = FigureKind;
  const auto figure = [](Kind kind, const char* value, const char* unit = "") {
    return Figure{.range = {}, .kind = kind, .value = value, .unit = unit};
  };
  const Case cases[] = {
      {figure(Kind::kAmount, "2025"), figure(Kind::kYear, "2025"), true},
      {figure(Kind::kPercent, "30"), figure(Kind::kFraction, "3/10"), true},
      {figure(Kind::kPercent, "30"), figure(Kind::kAmount, "30"), false},
      {figure(Kind::kPercent, "50"), figure(Kind::kAmount, "0.5"), true},
      {figure(Kind::kFraction, "3/2"), figure(Kind::kAmount, "1.5"), true},
      {figure(Kind::kOrdinal, "3"), figure(Kind::kAmount, "3"), true},
      {figure(Kind::kOrdinal, "3"), figure(Kind::kPercent, "3"), false},
      {figure(Kind::kDate, "2025-03-11"), figure(Kind::kDate, "--03-11"), true},
      {figure(Kind::kDate, "2025-03-11"), figure(Kind::kDate, "---11"), true},
      {figure(Kind::kDate, "2025-03"), figure(Kind::kDate, "--03-11"), true},
      {figure(Kind::kDate, "2025-03"), figure(Kind::kDate, "---11"), false},
      {figure(Kind::kDate, "2025-03-11"), figure(Kind::kYear, "2025"), true},
      {figure(Kind::kDate, "---11"), figure(Kind::kOrdinal, "11"), true},
      {figure(Kind::kDate, "--03"), figure(Kind::kOrdinal, "3"), false},
      {figure(Kind::kTime, "~09:30"), figure(Kind::kTime, "21:30"), true},
      {figure(Kind::kTime, "09:30"), figure(Kind::kTime, "21:30"), false},
      {figure(Kind::kTime, "09:30"), figure(Kind::kAmount, "9"), false},
      {figure(Kind::kYear, "90s"), figure(Kind::kYear, "1990s"), true},
      {figure(Kind::kYear, "1890s"), figure(Kind::kYear, "1990s"), false},
      {figure(Kind::kYear, "1990s"), figure(Kind::kYear, "1990"), false},
      {figure(Kind::kAmount, "5", "km"), figure(Kind::kAmount, "5000", "m"), true},
      {figure(Kind::kAmount, "5", "km"), figure(Kind::kAmount, "5", "kg"), false},
      {figure(Kind::kAmount, "5", "km"), figure(Kind::kAmount, "5"), true},
      {figure(Kind::kAmount, "5", "money"), figure(Kind::kAmount, "5", "EUR"), true},
      {figure(Kind::kAmount, "5", "USD"), figure(Kind::kAmount, "5", "EUR"), false},
      {figure(Kind::kAmount, "100", "mile"), figure(Kind::kAmount, "161", "km"), true},
      {figure(Kind::kAmount, "100", "mile"), figure(Kind::kAmount, "180", "km"), false},
      {figure(Kind::kAmount, ""), figure(Kind::kAmount, ""), false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(same_figure(c.a, c.b), c.same) << c.a << " | " << c.b;
    EXPECT_EQ(same_figure(c.b, c.a), c.same) << c.b << " | " << c.a;
  }
}

TEST(FiguresTest, LongRunsAndPilesOfScalesAreNoFigures) {
  EXPECT_EQ(summary(find_figures(std::string(5000, '7'), Language::kGerman)), "-");
  EXPECT_EQ(summary(find_figures(std::string(5000, '7'), Language::kChinese)), "-");
  std::string piled = "3";
  for (int i = 0; i < 2000; ++i) piled += "億";
  for (const Figure& figure : find_figures(piled, Language::kChinese)) {
    EXPECT_LT(figure.value.size(), 64u);
  }
  EXPECT_EQ(summary(find_figures("", Language::kGerman)), "-");
}

// Any bytes: what comes out is in order, apart and inside the text.
TEST(FiguresTest, RandomTextNeverBreaksTheOrder) {
  const std::vector<std::string> pieces = {
      "3",        "2025", "1.000",   ",5",      "萬",   "億",       "兆",   "年",      "月",
      "日",       "十",   "百",      "分之",    "第",   "點",       "半",   "時",      "至",
      "-",        "/",    ":",       ".",       " ",    "%",        "Mio.", "zwei",    "Uhr",
      "März",     "bis",  "und",     "halb",    "eine", "Drittel",  "er",   "-jährig", "half",
      "of",       "a",    "am",      "\xE4",    "\xFF", "\xF0\x9F", "民國", "廿",      "多",
      "個",       "又",   "hundred", "million", "and",  "$",        "°",    "½",       "上午",
      "https://", "XIV",  "成",      "折"};
  std::mt19937 random(11);
  for (int round = 0; round < 6000; ++round) {
    std::string text;
    for (std::size_t i = random() % 14; i > 0; --i) text += pieces[random() % pieces.size()];
    for (Language language :
         {Language::kChinese, Language::kGerman, Language::kEnglish, Language::kUnknown}) {
      std::size_t end = 0;
      for (const Figure& figure : find_figures(text, language)) {
        ASSERT_GE(figure.range.begin, end) << text;
        ASSERT_GT(figure.range.end, figure.range.begin) << text;
        ASSERT_FALSE(figure.value.empty()) << text;
        ASSERT_TRUE(same_figure(figure, figure)) << text << ": " << figure;
        end = figure.range.end;
      }
      ASSERT_LE(end, text.size()) << text;
    }
  }
}

TEST(DecimalTest, ArithmeticIsExact) {
  const Decimal a = Decimal::from_digits("3", "5");
  EXPECT_EQ(a.str(), "3.5");
  EXPECT_EQ(a.shifted(8).str(), "350000000");
  EXPECT_EQ((a + Decimal(2)).str(), "5.5");
  EXPECT_EQ((a * Decimal(4)).str(), "14");
  EXPECT_EQ((Decimal(1).shifted(-3)).str(), "0.001");
  EXPECT_EQ((Decimal(999) + Decimal(1)).str(), "1000");
  EXPECT_EQ((Decimal(5) * Decimal()).str(), "0");
  EXPECT_EQ(parse_decimal("007.50"), Decimal::from_digits("7", "5"));
  EXPECT_EQ(a.small(9), -1);
  EXPECT_EQ(Decimal(9).small(9), 9);
  EXPECT_TRUE(a < Decimal(4));
  EXPECT_FALSE(Decimal(4) < a);
  const Decimal big = Decimal::from_digits(std::string(30, '9'));
  EXPECT_EQ((big * big).str(), std::string(29, '9') + "8" + std::string(29, '0') + "1");
}

}  // namespace
}  // namespace qiao::text
