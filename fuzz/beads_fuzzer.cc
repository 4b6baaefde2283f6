// Beads taken back (qiao align --from): any bytes are rows that survive being written, or an
// InputError.
#include <cstdint>
#include <sstream>
#include <string_view>

#include "fuzz/demand.h"
#include "text/input_error.h"
#include "tmx/bead_reader.h"
#include "tmx/bilingual_writers.h"
#include "tmx/byte_sink.h"

namespace {

using namespace qiao::tmx;

std::string written(const BeadFile& file) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  write_jsonl(file.rows, file.making, *sink);
  sink->finish();
  return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const BeadFile file = read_beads({reinterpret_cast<const char*>(data), size}, "fuzz");
    const std::string there = written(file);
    demand(written(read_beads(there, "written")) == there);
  } catch (const qiao::InputError&) {
  }
  return 0;
}
