#include "tmx/byte_sink.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/support/scratch_folder.h"
#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

std::string gzipped(const std::string& text) {
  std::ostringstream out;
  const auto sink = gzip_sink(stream_sink(out));
  sink->write(text);
  sink->finish();
  return out.str();
}

TEST(GzipSinkTest, GzipReadsItBack) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "Zeile " + std::to_string(i) + "\n";
  const testing::ScratchFolder scratch;
  const std::string file = scratch.put("a.gz", gzipped(text));
  const CommandResult result = run("gzip -dc " + file);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output, text);
}

TEST(GzipSinkTest, SameInputGivesSameBytes) { EXPECT_EQ(gzipped("橋"), gzipped("橋")); }

}  // namespace
}  // namespace qiao::tmx
