#include "text/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>
#include <vector>

#include "text/input_error.h"

namespace qiao::text {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

// The bytes that `utf8` has in another encoding, by ICU's name for it.
std::string encode(const std::string& utf8, const char* converter) {
  UErrorCode error = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 8, '\0');
  const int size = ucnv_convert(converter, "UTF-8", bytes.data(), static_cast<int>(bytes.size()),
                                utf8.data(), static_cast<int>(utf8.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

struct Sample {
  const char* name;
  Encoding encoding;
  const char* converter;
  const char* text;
};

// Paragraphs as users have them, and shorter ones, each in an encoding it was stored in.
const Sample kSamples[] = {
    {"Big5Story", Encoding::kBig5, "Big5",
     "從前有一座老橋，橋下的河水清得看得見石頭。每天早上，賣豆腐的阿婆都從橋上走過。"},
    {"Big5Sentence", Encoding::kBig5, "Big5", "他沒有回答，只是看著窗外。"},
    {"Big5Heading", Encoding::kBig5, "Big5", "第一章　老橋"},
    {"Big5News", Encoding::kBig5, "Big5",
     "台積電昨天宣布，將在 2025 年 3 月投資 1,000 億美元，在 Arizona 興建三座晶圓廠。"},
    {"Big5WithEtenCharacters", Encoding::kBig5, "Big5",
     "王老闆下完棋，把碁盤收起來，說：「這口鍋已經生銹了，牆裏還藏著一隻恒久不死的烏龜。」"},
    {"Big5WithHongKongCharacters", Encoding::kBig5, "Big5-HKSCS",
     "佢哋話呢度嘅餐廳好好食，我哋今晚一齊去啦，唔使再等喇。媽媽亦都想去，但係爸爸要返工。"},
    {"Big5Dialogue", Encoding::kBig5, "Big5", "「你是誰？」\r\n「我是修橋的人。」\r\n"},
    {"Gb18030Story", Encoding::kGb18030, "gb18030",
     "从前有一座老桥，桥下的河水清得看得见石头。每天早上，卖豆腐的阿婆都从桥上走过。"},
    {"Gb18030Sentence", Encoding::kGb18030, "gb18030", "他没有回答，只是看着窗外。"},
    {"Gb18030Heading", Encoding::kGb18030, "gb18030", "第一章　老桥"},
    {"Gb18030Traditional", Encoding::kGb18030, "gb18030",
     "從前有一座老橋，橋下的河水清得看得見石頭。每天早上，賣豆腐的阿婆都從橋上走過。"},
    {"Gb18030FourBytes", Encoding::kGb18030, "gb18030",
     "她把手机放下，发了一个𠀀字和一个😀，然后就没有再说什么了。"},
    {"GermanStory", Encoding::kWindows1252, "windows-1252",
     "Früher stand über dem Fluss eine alte Brücke. „Wer geht da?“, fragte der Müller – aber "
     "niemand antwortete."},
    {"GermanSentence", Encoding::kWindows1252, "windows-1252", "Das können wir später klären."},
    {"GermanOneLetter", Encoding::kWindows1252, "windows-1252", "Wo ist der Käse geblieben?"},
    // One letter and its neighbour could be a Han character.
    {"GermanEndOfWord", Encoding::kWindows1252, "windows-1252", "Die Brücke kam früh, sagt man."},
    {"GermanStreet", Encoding::kWindows1252, "windows-1252", "An der Fernstraße 9 stand er."},
    {"GermanDegrees", Encoding::kWindows1252, "windows-1252", "Den Ofen auf 170 °C vorheizen."},
    {"GermanTitle", Encoding::kWindows1252, "windows-1252", "Über uns"},
    {"GermanPrices", Encoding::kWindows1252, "windows-1252",
     "Heute nur 5 €: Straußeneier, ‚größer als je zuvor‘ … »Ach, naïve Señora Nuñez!«"},
    {"GermanShouting", Encoding::kWindows1252, "windows-1252",
     "ÜBERALL STRÖMTEN DIE MENSCHEN ÜBER DIE BRÜCKE.\r\nGRÖSSE ZÄHLT NICHT.\r\n"},
    {"Utf16LeChinese", Encoding::kUtf16Le, "UTF-16LE",
     "從前有一座老橋，橋下的河水清得看得見石頭。每天早上，賣豆腐的阿婆都從橋上走過。"},
    {"Utf16BeChinese", Encoding::kUtf16Be, "UTF-16BE", "他沒有回答，只是看著窗外。\n"},
    {"Utf16LeGerman", Encoding::kUtf16Le, "UTF-16LE", "Früher stand hier eine Brücke.\n"},
    {"Utf16BeGerman", Encoding::kUtf16Be, "UTF-16BE", "Er kam nie wieder.\n"},
};

class DetectionTest : public ::testing::TestWithParam<Sample> {};

TEST_P(DetectionTest, FindsTheEncodingOfAShortText) {
  const Sample& sample = GetParam();
  const std::string bytes = encode(sample.text, sample.converter);
  const Decoded decoded = decode(bytes, "story.txt");
  EXPECT_EQ(encoding_name(decoded.encoding), encoding_name(sample.encoding));
  EXPECT_EQ(decoded.utf8, sample.text);
  EXPECT_TRUE(decoded.detected);
  EXPECT_EQ(decoded.replaced, 0u);
  EXPECT_EQ(decoded.to_source.size(), decoded.utf8.size());
  EXPECT_EQ(decoded.to_source(decoded.utf8.size()), bytes.size());
}

TEST_P(DetectionTest, EachCharacterKnowsItsBytes) {
  const Sample& sample = GetParam();
  const std::string bytes = encode(sample.text, sample.converter);
  const Decoded decoded = decode(bytes, "story.txt");
  std::size_t source = 0;
  for (std::size_t begin = 0; begin < decoded.utf8.size();) {
    std::size_t end = begin + 1;
    while (end < decoded.utf8.size() && (decoded.utf8[end] & 0xC0) == 0x80) ++end;
    const ByteRange from = decoded.to_source(ByteRange{begin, end});
    EXPECT_EQ(from.begin, source);
    EXPECT_EQ(decode_part(from.in(bytes), sample.encoding).utf8,
              decoded.utf8.substr(begin, end - begin));
    source = from.end;
    begin = end;
  }
  EXPECT_EQ(source, bytes.size());
}

std::ostream& operator<<(std::ostream& out, const Sample& sample) { return out << sample.name; }

INSTANTIATE_TEST_SUITE_P(Samples, DetectionTest, ::testing::ValuesIn(kSamples),
                         [](const auto& sample) { return sample.param.name; });

TEST(DecodeTest, Utf8IsCopied) {
  const std::string text = "Grüße an die 橋 \U0001F309\n";
  const Decoded decoded = decode(text, "a.txt");
  EXPECT_EQ(decoded.utf8, text);
  EXPECT_EQ(decoded.encoding, Encoding::kUtf8);
  EXPECT_FALSE(decoded.detected);
  for (std::size_t i = 0; i <= text.size(); ++i) EXPECT_EQ(decoded.to_source(i), i);
}

TEST(DecodeTest, AMarkIsNoText) {
  const std::string text = "Über 橋";
  const Decoded utf8 = decode("\xEF\xBB\xBF" + text, "a.txt");
  EXPECT_EQ(utf8.utf8, text);
  EXPECT_EQ(utf8.to_source(0), 3u);
  for (const auto& [mark, converter, encoding] :
       {std::tuple{"\xFF\xFE", "UTF-16LE", Encoding::kUtf16Le},
        std::tuple{"\xFE\xFF", "UTF-16BE", Encoding::kUtf16Be}}) {
    const Decoded decoded = decode(mark + encode(text, converter), "a.txt");
    EXPECT_EQ(decoded.utf8, text);
    EXPECT_EQ(decoded.encoding, encoding);
    EXPECT_FALSE(decoded.detected);
    EXPECT_EQ(decoded.to_source(ByteRange{0, 2}), (ByteRange{2, 4}));
  }
}

TEST(DecodeTest, LongTextsKeepTheirPlaces) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "第" + std::to_string(i) + "座橋，der Länge nach.\n";
  const Decoded decoded = decode(encode(text, "UTF-16LE"), "a.txt");
  EXPECT_EQ(decoded.utf8, text);
  const std::string bytes = encode(text, "gb18030");
  const Decoded gb = decode_part(bytes, Encoding::kGb18030);
  ASSERT_EQ(gb.utf8, text);
  for (std::size_t at = 0; at < text.size(); at += 997) {
    const std::size_t line = text.find("第", at);
    if (line == text.npos) break;
    const std::size_t source = gb.to_source(line);
    EXPECT_EQ(decode_part(bytes.substr(source, 2), Encoding::kGb18030).utf8, "第");
  }
}

struct Damaged {
  std::string bytes;
  const char* message;  // how it ends
  std::string mended;   // by --lossy
  std::size_t replaced;
};

TEST(DecodeTest, DamagedUtf8IsAnErrorWithAPlaceAndMendedOnDemand) {
  const std::string fffd = "\xEF\xBF\xBD";
  const Damaged rows[] = {
      {"Die Br\xFC"
       "cke und die Straße über den Fluß",
       ":1: not UTF-8 at byte 6", "Die Br" + fffd + "cke und die Straße über den Fluß", 1},
      {"erste\r\nzweite\r\n橋下的河水\xE6\xA9 清得很，看得見石頭", ":3: not UTF-8 at byte 30",
       "erste\r\nzweite\r\n橋下的河水" + fffd + " 清得很，看得見石頭", 1},
      // One replacement for each maximal part, as the Unicode Standard's table 3-8 has it.
      {"老橋下的河水a\xF1\x80\x80\xE1\x80\xC2"
       "b\x80"
       "c\x80\xBF"
       "d",
       ":1: not UTF-8 at byte 19",
       "老橋下的河水a" + fffd + fffd + fffd + "b" + fffd + "c" + fffd + fffd + "d", 6},
      // Cut in the middle of a character.
      {"老橋下的河水清得看得見石\xE9\xA0", ":1: not UTF-8 at byte 36",
       "老橋下的河水清得看得見石" + fffd, 1},
      // A surrogate and an overlong form are no characters.
      {"老橋下的河水清得\xED\xA0\x80看\xC0\xAF", ":1: not UTF-8 at byte 24",
       "老橋下的河水清得" + fffd + fffd + fffd + "看" + fffd + fffd, 5},
  };
  for (const Damaged& row : rows) {
    EXPECT_THAT([&] { decode(row.bytes, "a.txt"); },
                ThrowsMessage<InputError>(std::string("a.txt") + row.message +
                                          "; convert it with iconv or use --lossy"));
    const Decoded lossy = decode(row.bytes, "a.txt", true);
    EXPECT_EQ(lossy.utf8, row.mended);
    EXPECT_EQ(lossy.replaced, row.replaced);
    EXPECT_EQ(lossy.encoding, Encoding::kUtf8);
    EXPECT_EQ(lossy.to_source(lossy.utf8.size()), row.bytes.size());
  }
}

TEST(DecodeTest, DamageInOtherEncodingsIsAnErrorToo) {
  const std::string good = encode("從前有一座老橋，橋下的河水清得看得見石頭。\n她說：", "Big5");
  const std::string bytes = good + "\xFF" + encode("好。", "Big5");
  EXPECT_THAT([&] { decode(bytes, "a.txt"); },
              ThrowsMessage<InputError>("a.txt:2: not Big5 at byte " + std::to_string(good.size()) +
                                        "; convert it with iconv or use --lossy"));
  const Decoded lossy = decode(bytes, "a.txt", true);
  EXPECT_EQ(lossy.replaced, 1u);
  EXPECT_THAT(lossy.utf8, ::testing::EndsWith("她說：\xEF\xBF\xBD好。"));
  EXPECT_THAT(
      [&] {
        decode(std::string_view("\xFF\xFE"
                                "a\0b",
                                5),
               "b.txt");
      },
      ThrowsMessage<InputError>(StartsWith("b.txt:1: not UTF-16LE at byte 4")));
}

TEST(DecodeTest, OneBadByteDoesNotMakeAnotherEncoding) {
  const std::string chinese =
      "從前有一座老橋，橋下的河水清得看得見石頭。每天早上，阿婆都從橋上走過。";
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = chinese;
    bytes[random() % bytes.size()] = static_cast<char>(0x80 + random() % 0x80);
    EXPECT_EQ(decode(bytes, "a.txt", true).encoding, Encoding::kUtf8);
  }
  EXPECT_EQ(decode("Nothing but ASCII here\x81, and one bad byte.", "a.txt", true).encoding,
            Encoding::kUtf8);
}

struct Refused {
  std::string bytes;
  const char* message;
};

TEST(DecodeTest, WhatIsNoTextIsRefusedInALine) {
  const Refused rows[] = {
      {"", "a: an empty file; give one with text"},
      {"\xEF\xBB\xBF", "a: an empty file; give one with text"},
      {"\xFF\xFE", "a: an empty file; give one with text"},
      {"%PDF-1.7\n...", "a: a PDF document; convert it to text first (pdftotext)"},
      {"PK\x03\x04....", "a: a ZIP archive; unpack it and name a file in it"},
      {std::string("\x7F"
                   "ELF\x02\x01\x01\0\0\0\0\0\0\0\x03\0>\0\x01\0\0",
                   22),
       "a: a binary file (a NUL at byte 7); give a text file"},
      {std::string("Text mit\0NUL darin, sonst nichts Besonderes", 43),
       "a: a binary file (a NUL at byte 8); give a text file"},
      {"\x01\x02\x03\x04\x05\x06 a few letters \x07\x08",
       "a: a binary file (control characters from at byte 0); give a text file"},
  };
  for (const Refused& row : rows) {
    EXPECT_THAT([&] { decode(row.bytes, "a", true); }, ThrowsMessage<InputError>(row.message));
  }
}

TEST(DecodeTest, RandomBytesEndInTextOrInAnInputError) {
  std::mt19937 random(99);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 60, '\0');
    for (char& byte : bytes) byte = static_cast<char>(1 + random() % 255);
    try {
      const Decoded decoded = decode(bytes, "a", round % 2 == 0);
      EXPECT_EQ(decoded.to_source.size(), decoded.utf8.size());
      EXPECT_LE(decoded.to_source(decoded.utf8.size()), bytes.size());
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), StartsWith("a:"));
    }
  }
}

}  // namespace
}  // namespace qiao::text
