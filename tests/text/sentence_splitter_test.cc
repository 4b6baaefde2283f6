#include "text/sentence_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <ostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace qiao::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> split(std::string_view text, Language language,
                               const SplitOptions& options = {}) {
  std::vector<std::string> sentences;
  for (const ByteRange& range : split_sentences(text, language, options)) {
    sentences.emplace_back(range.in(text));
  }
  return sentences;
}

// ---- The tables: tests/text/splitter/*.txt, whose heads explain their form -----------------

struct Case {
  int line = 0;
  std::string text;
  std::vector<std::string> sentences;
};

struct Table {
  const char* file;
  Language language;
  std::size_t least_cases;  // a table that was not read is no test

  friend std::ostream& operator<<(std::ostream& out, const Table& table) {
    return out << table.file;
  }
};

constexpr Table kTables[] = {
    {"german.txt", Language::kGerman, 150},
    {"chinese.txt", Language::kChinese, 100},
    {"english.txt", Language::kEnglish, 30},
};

Case parse_case(std::string_view line, int number) {
  constexpr std::string_view kBar = "¦";
  Case result{number, "", {}};
  for (;;) {
    const std::size_t bar = line.find(kBar);
    std::string_view sentence = line.substr(0, bar);
    if (!result.text.empty() && sentence.starts_with(' ')) sentence.remove_prefix(1);
    const bool space = bar != line.npos && sentence.ends_with(' ');
    if (space) sentence.remove_suffix(1);
    result.text += sentence;
    if (space) result.text += ' ';
    while (sentence.ends_with("　")) sentence.remove_suffix(3);
    result.sentences.emplace_back(sentence);
    if (bar == line.npos) return result;
    line.remove_prefix(bar + kBar.size());
  }
}

std::vector<Case> read_table(const Table& table) {
  std::ifstream file(std::string(QIAO_SOURCE_DIR "/tests/text/splitter/") + table.file);
  std::vector<Case> cases;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with("#") || line.starts_with("==")) continue;
    cases.push_back(parse_case(line, number));
  }
  return cases;
}

class SplitterTable : public ::testing::TestWithParam<Table> {};

TEST_P(SplitterTable, EveryCaseSplitsAsWritten) {
  const std::vector<Case> cases = read_table(GetParam());
  EXPECT_GE(cases.size(), GetParam().least_cases);
  for (const Case& c : cases) {
    EXPECT_EQ(split(c.text, GetParam().language), c.sentences)
        << GetParam().file << ":" << c.line << ": " << c.text;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, SplitterTable, ::testing::ValuesIn(kTables),
                         [](const auto& instance) {
                           const std::string_view file = instance.param.file;
                           return std::string(file.substr(0, file.find('.')));
                         });

// ---- The interface -------------------------------------------------------------------------

TEST(SentenceSplitter, RangesAreTrimmedBytesOfTheParagraph) {
  const std::string text = "  Am 3. März kam er.  „Gut“, sagte er. ";
  EXPECT_THAT(split_sentences(text, Language::kGerman),
              ElementsAre(ByteRange{2, 21}, ByteRange{23, 43}));
}

TEST(SentenceSplitter, NothingComesOfNothing) {
  EXPECT_THAT(split_sentences("", Language::kGerman), IsEmpty());
  EXPECT_THAT(split_sentences(" \t　\n ", Language::kChinese), IsEmpty());
}

TEST(SentenceSplitter, LineEndEndsASentence) {
  EXPECT_THAT(split("Erste Zeile\nzweite Zeile", Language::kGerman),
              ElementsAre("Erste Zeile", "zweite Zeile"));
  EXPECT_THAT(split("Dr.\nMüller", Language::kGerman), ElementsAre("Dr.", "Müller"));
}

TEST(SentenceSplitter, QuotedRunInsideASentenceIsKeptOnRequest) {
  const std::string chinese = "他說：「好。走吧。」便走了。";
  const std::string german = "Er rief: „Halt! Stehen bleiben!“ und lief los.";
  const SplitOptions apart{.keep_quotes_together = false};
  EXPECT_THAT(split(chinese, Language::kChinese), ElementsAre(chinese));
  EXPECT_THAT(split(chinese, Language::kChinese, apart),
              ElementsAre("他說：「好。", "走吧。」便走了。"));
  EXPECT_THAT(split(german, Language::kGerman), ElementsAre(german));
  EXPECT_THAT(split(german, Language::kGerman, apart),
              ElementsAre("Er rief: „Halt!", "Stehen bleiben!“ und lief los."));
}

TEST(SentenceSplitter, TitlesAndBracketsAreKeptWhateverTheOption) {
  const SplitOptions apart{.keep_quotes_together = false};
  const std::string title = "我讀了《你好嗎？我很好。》這本書。";
  const std::string aside = "Sie (wer sonst? Niemand!) lachte.";
  EXPECT_THAT(split(title, Language::kChinese, apart), ElementsAre(title));
  EXPECT_THAT(split(aside, Language::kGerman, apart), ElementsAre(aside));
}

TEST(SentenceSplitter, ChineseStopsAreKnownInEveryLanguage) {
  for (const Language language : {Language::kUnknown, Language::kGerman, Language::kEnglish}) {
    EXPECT_THAT(split("他來了。我走了。", language), ElementsAre("他來了。", "我走了。"));
  }
}

TEST(SentenceSplitter, StopsOfOtherScriptsAreIcuS) {
  EXPECT_THAT(split("यह एक है। वह दो है।", Language::kUnknown), ElementsAre("यह एक है।", "वह दो है।"));
}

TEST(SentenceSplitter, ThreadsDoNotShareIterators) {
  const std::string text = "Dr. Müller kam. Es war spät. „Halt!“ rief er. Niemand hörte ihn.";
  const std::vector<std::string> expected = split(text, Language::kGerman);
  ASSERT_EQ(expected.size(), 4u);
  std::vector<int> equal(4);
  std::vector<std::thread> threads;
  for (int& count : equal) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) count += split(text, Language::kGerman) == expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(equal, ::testing::Each(200));
}

// ---- Claims that hold for every text -------------------------------------------------------

bool only_white_space(std::string_view text) {
  return split_sentences(text, Language::kUnknown).empty();
}

// What the header promises of the ranges.
void expect_well_formed(std::string_view text, Language language, const SplitOptions& options) {
  const std::vector<ByteRange> ranges = split_sentences(text, language, options);
  std::size_t covered = 0;
  for (const ByteRange& range : ranges) {
    ASSERT_LE(covered, range.begin) << text;
    ASSERT_LT(range.begin, range.end) << text;
    ASSERT_LE(range.end, text.size()) << text;
    ASSERT_TRUE(only_white_space(text.substr(covered, range.begin - covered))) << text;
    ASSERT_FALSE(std::isspace(static_cast<unsigned char>(text[range.begin]))) << text;
    ASSERT_FALSE(std::isspace(static_cast<unsigned char>(text[range.end - 1]))) << text;
    covered = range.end;
  }
  ASSERT_TRUE(only_white_space(text.substr(covered))) << text;
}

// The characters of all tables, each as its own string.
std::vector<std::string> alphabet() {
  std::vector<std::string> characters;
  for (const Table& table : kTables) {
    for (const Case& c : read_table(table)) {
      for (std::size_t begin = 0, end = 0; begin < c.text.size(); begin = end) {
        end = begin + 1;
        while (end < c.text.size() && (c.text[end] & 0xC0) == 0x80) ++end;
        characters.push_back(c.text.substr(begin, end - begin));
      }
    }
  }
  std::sort(characters.begin(), characters.end());
  characters.erase(std::unique(characters.begin(), characters.end()), characters.end());
  return characters;
}

constexpr Language kLanguages[] = {Language::kUnknown, Language::kChinese, Language::kGerman,
                                   Language::kEnglish};

TEST(SentenceSplitterClaims, RangesOfRandomTextAreWellFormed) {
  const std::vector<std::string> characters = alphabet();
  // Marks are what rules look at, so half of each text is marks.
  const std::vector<std::string> marks = {".",  "!", "?",  "。", "！", "？", "…", "「", "」", "“",
                                          "”",  "„", "»",  "«",  "\"", "'",  "(", ")",  " ",  " ",
                                          "\n", ",", "，", "–",  "-",  "1",  "A", "a",  "好", "說"};
  std::mt19937 random(20250311);
  for (int i = 0; i < 6000; ++i) {
    std::string text;
    for (int n = static_cast<int>(random() % 40); n > 0; --n) {
      const auto& from = random() % 2 == 0 ? characters : marks;
      text += from[random() % from.size()];
    }
    const SplitOptions options{.keep_quotes_together = random() % 2 == 0};
    ASSERT_NO_FATAL_FAILURE(expect_well_formed(text, kLanguages[random() % 4], options));
  }
}

TEST(SentenceSplitterClaims, AnyBytesHaveSentences) {
  std::mt19937 random(871);
  for (int i = 0; i < 6000; ++i) {
    std::string bytes;
    for (int n = static_cast<int>(random() % 40); n > 0; --n) {
      // Lead bytes of the marks and ASCII beside bytes of any kind.
      const int kind = static_cast<int>(random() % 3);
      bytes += kind == 0   ? static_cast<char>(random() % 256)
               : kind == 1 ? static_cast<char>("\xC2\xE2\xE3\xEF\x80\xF0"[random() % 6])
                           : static_cast<char>(" .!?\"(aA1"[random() % 9]);
    }
    ASSERT_NO_FATAL_FAILURE(expect_well_formed(bytes, kLanguages[random() % 4], {}));
  }
}

TEST(SentenceSplitterClaims, ASentenceOfTheTablesIsOneSentence) {
  for (const Table& table : kTables) {
    for (const Case& c : read_table(table)) {
      for (const std::string& sentence : c.sentences) {
        EXPECT_THAT(split(sentence, table.language), ElementsAre(sentence))
            << table.file << ":" << c.line;
      }
    }
  }
}

TEST(SentenceSplitterClaims, PunctuationIsNoSentenceBesideWords) {
  const std::vector<std::string> pieces = {"Er kam.", "他來了。", " ”", " “",  "」", " ) ", " . ",
                                           " – ",     " *** ",    "……", " » ", "\n", " "};
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string text = "Wort";
    for (int n = 0; n < 6; ++n) text += pieces[random() % pieces.size()];
    for (const std::string& sentence : split(text, kLanguages[random() % 4])) {
      EXPECT_TRUE(sentence.find_first_of("EWk") != sentence.npos ||
                  sentence.find("他") != sentence.npos)
          << sentence << " of " << text;
    }
  }
}

TEST(SentenceSplitterClaims, LongParagraphsAndUnclosedMarksAreTakenInStride) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "Er kam an. „Gut“, sagte sie. ";
  EXPECT_EQ(split_sentences(text, Language::kGerman).size(), 40000u);
  std::string open(200000, '(');  // marks that are never closed
  EXPECT_EQ(split_sentences(open + "Ja.", Language::kGerman).size(), 1u);
}

}  // namespace
}  // namespace qiao::text
