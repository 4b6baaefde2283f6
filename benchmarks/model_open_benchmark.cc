// How long does it take to open the default model: map it, check its checksum and its every scale
// and key? The file is in the page cache, as it is for whoever runs the program twice.
#include <benchmark/benchmark.h>

#include "benchmarks/check.h"
#include "embed/model.h"

namespace {

using qiao::embed::Model;

void open_model(benchmark::State& state) {
  const std::string path = qiao::embed::find_model("");
  check_answer(Model::open(path).vocabulary().row_count() > 0, "a model with rows");
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(Model::open(path));
}

BENCHMARK(open_model)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
