// fastText's binary models, which libfasttext itself would trust: any bytes are words with finite
// vectors, or an InputError.
#include "embed/fasttext_model.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "fuzz/demand.h"
#include "fuzz/memory_file.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostWords = 100;
  const MemoryFile file(data, size);
  try {
    const auto model = qiao::embed::FastTextModel::open(file.path());
    std::vector<float> vector(static_cast<std::size_t>(model.dimensions()));
    for (std::size_t i = 0; i < model.word_count() && i < kMostWords; ++i) {
      demand(model.frequency(i) >= 0 && model.frequency(i) <= 1);
      model.vector(model.word(i), vector.data());
      for (const float component : vector) demand(std::isfinite(component));
    }
    model.vector("Brücke", vector.data());
  } catch (const qiao::InputError&) {
  }
  return 0;
}
