// Input made to harm: refused with one line, in bounded memory and time, with nothing fetched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <sstream>

#include "tests/support/scratch_folder.h"
#include "tests/tmx/support.h"
#include "text/byte_source.h"
#include "text/files.h"
#include "text/input_error.h"
#include "tmx/byte_sink.h"
#include "tmx/format.h"
#include "tmx/open_memories.h"
#include "tmx/reader.h"

namespace qiao::tmx {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const std::string kUnit = "<tu><tuv xml:lang=\"de\"><seg>gut</seg></tuv></tu>\n";

// Makes bytes as they are asked for: an input of any size without its memory.
class MadeSource : public text::ByteSource {
 public:
  MadeSource(std::string head, char filler, std::size_t count, std::string tail)
      : head_(std::move(head)), filler_(filler), count_(count), tail_(std::move(tail)) {}
  std::size_t read(char* buffer, std::size_t capacity) override {
    if (!head_.empty()) return take(head_, buffer, capacity);
    if (count_ > 0) {
      const std::size_t n = std::min(count_, capacity);
      std::fill(buffer, buffer + n, filler_);
      count_ -= n;
      return n;
    }
    return take(tail_, buffer, capacity);
  }

 private:
  static std::size_t take(std::string& from, char* buffer, std::size_t capacity) {
    const std::size_t n = from.copy(buffer, capacity);
    from.erase(0, n);
    return n;
  }
  std::string head_;
  char filler_;
  std::size_t count_;
  std::string tail_;
};

ReadResult read_made(std::string head, char filler, std::size_t count, std::string tail) {
  ReadResult result;
  ReadOptions options;
  options.on_problem = [&](const Problem& p) { result.problems.push_back(p.reason); };
  Reader reader(
      {"made.tmx", std::make_unique<MadeSource>(std::move(head), filler, count, std::move(tail))},
      options);
  TranslationUnit unit;
  while (reader.next(unit)) result.units.push_back(unit);
  return result;
}

std::string before(const std::string& tmx, const std::string& tag) {
  return tmx.substr(0, tmx.find(tag));
}

TEST(HostileTest, EntitiesAreRefusedBeforeTheyExpand) {
  std::string bomb = "<!DOCTYPE tmx [<!ENTITY a0 \"haha\">";
  for (int i = 1; i < 30; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" +
            std::to_string(i - 1) + ";\">";
  }
  bomb += "]>" + memory_with("<tu><tuv xml:lang=\"de\"><seg>&a29;</seg></tuv></tu>");
  const std::string message = reading_error(bomb);
  EXPECT_THAT(message, AllOf(HasSubstr("m.tmx:1: declares entities"), Not(HasSubstr("\n"))));
}

TEST(HostileTest, NoFileIsReadThroughAnEntityOrADtd) {
  const testing::ScratchFolder scratch;
  const std::string secret = scratch.put("secret", "GEHEIM");
  EXPECT_THAT(
      reading_error("<!DOCTYPE tmx [<!ENTITY x SYSTEM \"" + secret + "\">]>" + memory_with(kUnit)),
      HasSubstr("declares entities"));
  EXPECT_THAT(reading_error("<!DOCTYPE tmx [<!ENTITY % x SYSTEM \"" + secret + "\"> %x;]>" +
                            memory_with(kUnit)),
              HasSubstr("declares entities"));
  // A DTD by name is not opened: this one would give &x; a meaning.
  const std::string dtd = scratch.put("x.dtd", "<!ENTITY x \"GEHEIM\">");
  const ReadResult read =
      read_memory("<!DOCTYPE tmx SYSTEM \"" + dtd + "\">" +
                  memory_with("<tu><tuv xml:lang=\"de\"><seg>&x;</seg></tuv></tu>" + kUnit));
  EXPECT_THAT(read.problems, ElementsAre("3: unknown entity &x;"));
  EXPECT_THAT(read.units, SizeIs(1));
}

TEST(HostileTest, ADefaultForAnAttributeMustBeAWord) {
  EXPECT_THAT(reading_error("<!DOCTYPE tmx [<!ATTLIST tu tuid CDATA \"" + std::string(100, 'x') +
                            "\">]>" + memory_with(kUnit)),
              HasSubstr("declares a large attribute"));
  EXPECT_EQ(reading_error("<!DOCTYPE tmx [<!ATTLIST tmx version CDATA #FIXED \"1.4\">]>" +
                          memory_with(kUnit)),
            "");
  std::string many = "<!DOCTYPE tmx [<!ATTLIST tu";
  for (int i = 0; i < 100; ++i) many += " a" + std::to_string(i) + " CDATA \"1\"";
  EXPECT_THAT(reading_error(many + ">]>" + memory_with(kUnit)),
              HasSubstr("declares many attributes"));
}

// Read one by one against all before them they would take libxml2 a minute.
TEST(HostileTest, AMegabyteOfAttributesBreaksItsUnitOnly) {
  std::string many = "<tu";
  std::string declared = "<!DOCTYPE tmx [<!ATTLIST tu";
  for (int i = 0; i < 200000; ++i) {
    many += " a" + std::to_string(i) + "=\"\"";
    declared += " a" + std::to_string(i) + " CDATA #IMPLIED";
  }
  const ReadResult read = read_memory(memory_with(kUnit + many + "/>" + kUnit));
  EXPECT_THAT(read.units, SizeIs(2));
  EXPECT_THAT(read.problems, ElementsAre("4: a tag of over 64 KiB"));
  EXPECT_THAT(reading_error(declared + ">]>" + memory_with(kUnit)),
              HasSubstr("a tag of over 64 KiB"));
}

TEST(HostileTest, ALongCommentOrTextIsNoTag) {
  const std::string comment = "<!-- " + kUnit + std::string(1 << 20, ' ') + " -->";
  const ReadResult read = read_memory(comment + memory_with(kUnit + comment + kUnit) + comment);
  EXPECT_THAT(read.units, SizeIs(2));
  EXPECT_THAT(read.problems, SizeIs(0));
  const std::string text(1 << 20, 'x');
  const ReadResult cdata = read_memory(
      memory_with("<tu><tuv xml:lang=\"de\"><seg><![CDATA[" + text + "]]></seg></tuv></tu>"));
  ASSERT_THAT(cdata.units, SizeIs(1));
  EXPECT_TRUE(cdata.units[0].variants[0].segment.text == text);
}

TEST(HostileTest, DeepNestingBreaksItsUnitOnly) {
  std::string deep = "<tu><tuv xml:lang=\"de\"><seg>";
  for (int i = 0; i < 100000; ++i) deep += "<hi>";
  const ReadResult read = read_memory(memory_with(kUnit + deep + "\n" + kUnit));
  EXPECT_THAT(read.units, SizeIs(2));
  ASSERT_THAT(read.problems, SizeIs(1));
  EXPECT_THAT(read.problems[0], HasSubstr("nested deeper than 256"));
}

TEST(HostileTest, AGigabyteInOneUnitIsPassedOver) {
  const std::size_t gigabyte = std::size_t{1} << 30;
  const std::string start = before(memory_with(""), "</body>");
  const std::string end = "</body></tmx>";
  const struct {
    std::string head;
    std::string tail;
  } cases[] = {{"<tu tuid=\"", "\"/>"},
               {"<tu><tuv xml:lang=\"de\"><seg>", "</seg></tuv></tu>"},
               {"<!--", "-->"}};
  for (const auto& c : cases) {
    const ReadResult read =
        read_made(start + kUnit + c.head, 'x', gigabyte / 4, c.tail + "\n" + kUnit + end);
    EXPECT_THAT(read.units, SizeIs(2)) << c.head;
    EXPECT_THAT(read.problems, SizeIs(1)) << c.head;
  }
}

TEST(HostileTest, AGigabyteBeforeTheFirstUnitIsRefused) {
  for (const char* head : {"<tmx version=\"", "<tmx><header><note>", "<!-- "}) {
    EXPECT_THROW(read_made(head, 'x', std::size_t{1} << 28, ""), InputError) << head;
  }
}

std::string message_of_opening(const std::string& path) {
  try {
    char buffer[1 << 16];
    for (text::NamedSource& source : open_memories(path)) {
      while (source.bytes->read(buffer, sizeof buffer) > 0) continue;
    }
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(HostileTest, AGzipBombIsRefused) {
  std::ostringstream out;
  const auto sink = gzip_sink(stream_sink(out));
  sink->write(std::string(300 << 20, ' '));
  sink->finish();
  const testing::ScratchFolder scratch;
  EXPECT_THAT(message_of_opening(scratch.put("b.tmx.gz", out.str())),
              HasSubstr("as only a bomb does"));
}

std::string zip_with(const testing::ScratchFolder& scratch, const std::string& name,
                     const std::string& bytes) {
  const std::string path = scratch.path("a.zip");
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  zip_close(archive);
  return path;
}

TEST(HostileTest, AZipBombIsRefused) {
  const testing::ScratchFolder scratch;
  const std::string bomb(300 << 20, ' ');
  EXPECT_THAT(message_of_opening(zip_with(scratch, "a.tmx", bomb)),
              HasSubstr("as only a bomb does"));
}

// Entries that share their bytes: each is modest, all of them together are not.
TEST(HostileTest, AnArchiveThatSwellsAsAWholeIsRefused) {
  const testing::ScratchFolder scratch;
  const std::string path = scratch.path("a.zip");
  const std::string bytes(200 << 20, ' ');
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  for (const char* name : {"a.tmx", "b.tmx"}) {
    zip_file_add(archive, name, zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
  }
  zip_close(archive);
  EXPECT_THAT(message_of_opening(path), HasSubstr("a.zip: unpacks to more than 200 times"));
}

TEST(HostileTest, AnArchiveThatLeadsOutOfItselfIsRefused) {
  for (const char* name : {"../evil.tmx", "a/../../evil.tmx", "/etc/evil.tmx", "..\\evil.tmx"}) {
    const testing::ScratchFolder scratch;
    EXPECT_THAT(message_of_opening(zip_with(scratch, name, memory_with(kUnit))),
                HasSubstr("leads out of the archive"))
        << name;
  }
  const testing::ScratchFolder scratch;
  EXPECT_EQ(message_of_opening(zip_with(scratch, "a..b/c.tmx", memory_with(kUnit))), "");
}

std::string converting_error(Format format, const std::string& bytes) {
  try {
    const auto source = open_units({"in", text::memory_source(bytes)}, format, {});
    TranslationUnit unit;
    while (source->next(unit)) continue;
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(HostileTest, TextThatIsNoUtf8IsRefusedNotMended) {
  for (const Format format : {Format::kTsv, Format::kCsv, Format::kPo, Format::kJsonl}) {
    const std::string head = format == Format::kPo ? "# a,b\t" : "";
    EXPECT_EQ(converting_error(format, head + "\r\nM\xFCller\tb\n"),
              "in:2: not UTF-8 at byte 2 of the line; convert it with iconv");
  }
  EXPECT_EQ(
      converting_error(Format::kTsv, std::string("a\0b\tc\n", 6)),
      "in:1: a NUL byte at byte 2 of the line; this is no text, or UTF-16 to be converted with "
      "iconv");
}

TEST(HostileTest, DeepJsonIsRefused) {
  const std::string deep(1'000'000, '[');
  EXPECT_THAT(converting_error(Format::kJsonl, R"({"source":"a","target":"b","x":)" + deep +
                                                   std::string(deep.size(), ']') + "}"),
              HasSubstr("in:1: is no JSON object of one unit"));
}

TEST(HostileTest, AnXliffUnitIsBounded) {
  std::string notes;
  for (int i = 0; i < 100; ++i) notes += "<note>" + std::string(200'000, 'x') + "</note>";
  EXPECT_THAT(converting_error(Format::kXliff12,
                               "<xliff version=\"1.2\"><file source-language=\"de\" "
                               "target-language=\"zh\"><body><trans-unit id=\"1\">" +
                                   notes),
              HasSubstr("a unit larger than 16 MiB"));
}

TEST(HostileTest, BrokenArchivesAreErrorsOfOneLine) {
  const testing::ScratchFolder scratch;
  const std::string bytes = text::read_file(zip_with(scratch, "a.tmx", memory_with(kUnit)));
  EXPECT_THAT(message_of_opening(scratch.put("b.zip", bytes.substr(0, bytes.size() / 2))),
              HasSubstr("broken zip archive"));
  EXPECT_THAT(message_of_opening(zip_with(scratch, "readme.txt", "Hallo")),
              HasSubstr("holds no .tmx file"));
  EXPECT_THAT(message_of_opening(scratch.put("c.gz", "\x1F\x8B\x08 broken")),
              HasSubstr("gzip data"));
}

}  // namespace
}  // namespace qiao::tmx
