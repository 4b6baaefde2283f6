#include "text/files.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/support/scratch_folder.h"
#include "text/input_error.h"
#include "text/output_error.h"

namespace qiao::text {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

// A folder of its own for each test.
class FilesTest : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return scratch_.path(name); }
  static void put(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(path("")), fs::directory_iterator()));
  }

  testing::ScratchFolder scratch_;
};

TEST_F(FilesTest, ReadsEveryByte) {
  std::string bytes("a\0\r\n\xFF", 5);
  bytes.append(300'000, 'x');
  put(path("in"), bytes);
  EXPECT_EQ(read_file(path("in")), bytes);
}

TEST_F(FilesTest, ReadsAnEmptyFile) {
  put(path("in"), "");
  EXPECT_EQ(read_file(path("in")), "");
}

TEST_F(FilesTest, ReadsAPipe) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const std::string bytes(200'000, 'y');
  std::thread writer([&] { put(path("pipe"), bytes); });
  EXPECT_EQ(read_file(path("pipe")), bytes);
  writer.join();
}

TEST_F(FilesTest, SaysWhatIsWrongWithAnInput) {
  EXPECT_THAT([&] { read_file(path("none")); },
              ThrowsMessage<InputError>(path("none") + ": no such file; check the path"));
  EXPECT_THAT([&] { read_file(path("")); },
              ThrowsMessage<InputError>(path("") + ": a directory; name a file in it"));
  put(path("file"), "x");
  EXPECT_THAT([&] { read_file(path("file/in")); },
              ThrowsMessage<InputError>(HasSubstr("no such file")));
}

TEST_F(FilesTest, AnOutputAppearsOnCommitOnly) {
  put(path("out"), "old");
  OutputFile out(path("out"));
  out.write("new");
  EXPECT_EQ(read_file(path("out")), "old");
  out.commit();
  EXPECT_EQ(read_file(path("out")), "new");
  EXPECT_EQ(files(), 1u);
}

TEST_F(FilesTest, WithoutCommitNothingIsLeft) {
  put(path("out"), "old");
  {
    OutputFile out(path("out"));
    out.write(std::string(1'000'000, 'z'));
    OutputFile other(path("other"));
    other.write("x");
  }
  EXPECT_EQ(read_file(path("out")), "old");
  EXPECT_EQ(files(), 1u);
}

TEST_F(FilesTest, TwoWritersOfOneTargetDoNotMeet) {
  OutputFile first(path("out"));
  OutputFile second(path("out"));
  first.write("first");
  second.write("second");
  second.commit();
  first.commit();
  EXPECT_EQ(read_file(path("out")), "first");
}

TEST_F(FilesTest, ANewFileObeysTheUmask) {
  const mode_t before = ::umask(027);
  OutputFile out(path("out"));
  ::umask(before);
  out.commit();
  EXPECT_EQ(fs::status(path("out")).permissions(), static_cast<fs::perms>(0640));
}

TEST_F(FilesTest, AnExistingFileKeepsItsPermissions) {
  put(path("out"), "old");
  fs::permissions(path("out"), static_cast<fs::perms>(0604));
  OutputFile out(path("out"));
  out.commit();
  EXPECT_EQ(fs::status(path("out")).permissions(), static_cast<fs::perms>(0604));
}

TEST_F(FilesTest, ASymbolicLinkIsFollowed) {
  fs::create_directory(path("far"));
  fs::create_symlink("far/out", path("link"));  // leads nowhere yet
  for (const std::string text : {"one", "two"}) {
    OutputFile out(path("link"));
    out.write(text);
    out.commit();
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(read_file(path("far/out")), text);
  }
}

TEST_F(FilesTest, ANameOfFullLengthCanBeWritten) {
  const std::string name(255, 'n');
  OutputFile out(path(name));
  out.write("x");
  out.commit();
  EXPECT_EQ(read_file(path(name)), "x");
}

TEST_F(FilesTest, SaysWhatIsWrongWithAnOutput) {
  EXPECT_THAT([&] { OutputFile out(path("")); },
              ThrowsMessage<OutputError>(path("") + ": a directory; name a file in it"));
  EXPECT_THAT([&] { OutputFile out(path("none/out")); },
              ThrowsMessage<OutputError>(HasSubstr("none/out: cannot be written")));
}

TEST_F(FilesTest, AFullDiskIsAnError) {
  EXPECT_THAT(
      [] {
        OutputFile out("/dev/full");
        out.write("x");
        out.commit();
      },
      ThrowsMessage<OutputError>(HasSubstr("/dev/full: cannot be written (No space left")));
}

TEST_F(FilesTest, ADeviceIsWrittenInPlace) {
  OutputFile out("/dev/null");
  out.write("x");
  out.commit();
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace qiao::text
