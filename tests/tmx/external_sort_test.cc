#include "tmx/external_sort.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "text/output_error.h"

namespace qiao::tmx {
namespace {

std::vector<std::uint64_t> sorted(const std::vector<std::uint64_t>& values, std::size_t memory) {
  ExternalSorter<std::uint64_t> sorter(memory);
  for (const std::uint64_t v : values) sorter.add(v);
  sorter.finish();
  std::vector<std::uint64_t> result;
  for (std::uint64_t v; sorter.next(v);) result.push_back(v);
  return result;
}

// The oracle is std::sort; a memory of one byte makes a run of every record.
TEST(ExternalSorterTest, SortsAsMemoryWouldWhateverTheBound) {
  std::mt19937_64 random(3);
  for (const std::size_t count : {0u, 1u, 2u, 100u, 40000u}) {
    std::vector<std::uint64_t> values(count);
    for (auto& v : values) v = random() % 5000;
    std::vector<std::uint64_t> expected = values;
    std::sort(expected.begin(), expected.end());
    for (const std::size_t memory : {std::size_t{1}, std::size_t{800}, std::size_t{1} << 30}) {
      if (memory == 1 && count > 100) continue;  // a file each
      if (memory == 800 && count > 20000) continue;
      EXPECT_EQ(sorted(values, memory), expected) << count << " " << memory;
    }
    EXPECT_EQ(sorted(values, 16000), expected) << count;
  }
}

TEST(ScratchFileTest, ReadsWhatWasAppendedFromAnyPlace) {
  text::ScratchFile file;
  file.append("Hallo ");
  file.append("Welt");
  char buffer[16];
  EXPECT_EQ(file.read_at(3, buffer, 5), 5);
  EXPECT_EQ(std::string(buffer, 5), "lo We");
  EXPECT_EQ(file.read_at(8, buffer, 16), 2);
  EXPECT_EQ(file.read_at(100, buffer, 16), 0);
  EXPECT_EQ(file.size(), 10);
}

TEST(ScratchFileTest, AFolderThatIsNotThereIsNamed) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  setenv("TMPDIR", "/no/such/folder", 1);
  try {
    text::ScratchFile file;
    ADD_FAILURE();
  } catch (const OutputError& error) {
    EXPECT_EQ(std::string(error.what()),
              "/no/such/folder: no temporary file can be made: No such file or directory; set "
              "TMPDIR to a folder with room");
  }
  before ? setenv("TMPDIR", kept.c_str(), 1) : unsetenv("TMPDIR");
}

}  // namespace
}  // namespace qiao::tmx
