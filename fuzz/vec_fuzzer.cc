// fastText's .vec files: any bytes are words with finite vectors, or an InputError.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "embed/vec_file.h"
#include "fuzz/memory_file.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  try {
    qiao::embed::VecReader reader(file.path());
    while (reader.next()) {
      for (const float component : reader.vector()) {
        if (!std::isfinite(component)) std::abort();
      }
    }
  } catch (const qiao::InputError&) {
  }
  return 0;
}
