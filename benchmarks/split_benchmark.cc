// How long does splitting take, and how does it grow with the sentences of a paragraph?
#include <benchmark/benchmark.h>

#include <string>

#include "benchmarks/check.h"
#include "text/sentence_splitter.h"

namespace {

using qiao::text::Language;

// Two sentences a round.
constexpr const char* kGerman =
    "Am 3. März kam Dr. Berg mit z. B. 3,5 kg Äpfeln über die Brücke. „Gut“, sagte der Fährmann. ";
constexpr const char* kChinese = "三月三日，老人帶著蘋果走過了橋。船夫說：「很好。」";

void split(benchmark::State& state, Language language, const char* round) {
  const auto rounds = static_cast<std::size_t>(state.range(0)) / 2;
  std::string text;
  for (std::size_t i = 0; i < rounds; ++i) text += round;
  check_answer(qiao::text::split_sentences(text, language).size() == 2 * rounds,
               "two sentences a round");
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(qiao::text::split_sentences(text, language));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetComplexityN(state.range(0));
}

BENCHMARK_CAPTURE(split, German, Language::kGerman, kGerman)
    ->RangeMultiplier(10)
    ->Range(100, 10000)
    ->Complexity();
BENCHMARK_CAPTURE(split, Chinese, Language::kChinese, kChinese)
    ->RangeMultiplier(10)
    ->Range(100, 10000)
    ->Complexity();

}  // namespace

BENCHMARK_MAIN();
