// Ladders: any bytes are beads that survive being written, or an InputError.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "align/ladder.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace qiao::align;
  try {
    const Ladder ladder = parse_ladder({reinterpret_cast<const char*>(data), size}, "fuzz");
    const std::string text = format_ladder(ladder);
    if (format_ladder(parse_ladder(text, "written")) != text) std::abort();
  } catch (const qiao::InputError&) {
  }
  return 0;
}
