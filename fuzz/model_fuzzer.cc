// Model files: any bytes are a model whose every row can be read, or an InputError. The checksum is
// and the size are set right first, so that the checks behind it are reached.
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <vector>

#include "embed/model.h"
#include "fuzz/memory_file.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kHeader = 64, kFileBytes = 48, kChecksum = 56;  // docs/model.md
  std::vector<std::uint8_t> bytes(data, data + size);
  if (size >= kHeader) {
    const std::uint64_t checksum = XXH3_64bits(bytes.data() + kHeader, size - kHeader);
    const std::uint64_t all = size;
    std::memcpy(bytes.data() + kFileBytes, &all, sizeof all);
    std::memcpy(bytes.data() + kChecksum, &checksum, sizeof checksum);
  }
  const MemoryFile file(bytes.data(), bytes.size());
  try {
    const auto model = qiao::embed::Model::open(file.path());
    std::vector<float> sum(static_cast<std::size_t>(model.dimensions()));
    const auto rows = static_cast<std::uint32_t>(model.vocabulary().row_count());
    for (std::uint32_t row = 0; row < rows && row < 1000; ++row) model.add_row(row, sum.data());
    if (rows > 0) model.add_row(rows - 1, sum.data());
  } catch (const qiao::InputError&) {
  }
  return 0;
}
