// How many beads a second does the dynamic program find on its own, and does time grow with the
// texts, as a band promises? The score is a table look-up: 1-1 on the diagonal is right.
#include <benchmark/benchmark.h>

#include "align/dynamic_program.h"
#include "benchmarks/check.h"

namespace {

using namespace qiao::align;

void one_to_one(benchmark::State& state) {
  const auto n = static_cast<int>(state.range(0));
  std::vector<Bead> diagonal;
  for (int i = 0; i < n; ++i) diagonal.push_back({.source = {i, i + 1}, .target = {i, i + 1}});
  const Band band = band_around(diagonal, n, n, 5);
  const std::vector<BeadShape> shapes = bead_shapes(4, 2);
  const auto score = [](int i, int j, BeadShape shape) {
    return i == j && shape.source == 1 && shape.target == 1 ? 1.0 : -0.1;
  };
  const Path path = best_path(band, n, shapes, score);
  check_answer(path.beads.size() == diagonal.size() && path.score == n, "1-1 beads alone");
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(best_path(band, n, shapes, score));
  }
  state.SetItemsProcessed(state.iterations() * n);
  state.SetComplexityN(n);
}
BENCHMARK(one_to_one)->RangeMultiplier(10)->Range(1000, 100000)->Complexity();

}  // namespace

BENCHMARK_MAIN();
