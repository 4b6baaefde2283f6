// Matrices of sentence vectors, raw and .npy: any bytes are finite numbers in the shape that was
// said, or an InputError. The first byte says --dim.
#include "embed/matrix_file.h"

#include <cstdint>
#include <string_view>

#include "fuzz/demand.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const int dimensions = data[0] % 8;  // 0: not said
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const auto vectors = qiao::embed::parse_matrix(bytes, "fuzz", dimensions);
    demand(dimensions == 0 || vectors.cols() == dimensions);
    demand(static_cast<std::size_t>(vectors.size()) * sizeof(float) <= bytes.size());
    demand(vectors.allFinite());
  } catch (const qiao::InputError&) {
  }
  return 0;
}
