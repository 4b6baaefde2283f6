// How many units a second does the TMX writer write?
#include <benchmark/benchmark.h>

#include <sstream>

#include "benchmarks/check.h"
#include "text/byte_source.h"
#include "tmx/bead_row.h"
#include "tmx/reader.h"
#include "tmx/writer.h"

namespace {

using namespace qiao::tmx;

class NullSink : public ByteSink {
 public:
  void write(std::string_view bytes) override { bytes_ += bytes.size(); }
  void finish() override {}
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t bytes_ = 0;
};

void write_units(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const BeadRow row = {.source = "老人坐在河邊，看著船夫 & 船。",
                       .target = "Der alte Mann saß am Fluss und sah dem Fährmann zu.",
                       .score = 0.9731,
                       .bead = "1-1"};
  const std::vector<TranslationUnit> units(n, make_unit(row, {.document = "story.txt"}));
  std::ostringstream out;
  const auto sink = stream_sink(out);
  Writer writer(*sink, Header{});
  for (const TranslationUnit& unit : units) writer.write(unit);
  writer.finish();
  Reader reader({"written", qiao::text::memory_source(out.str())});
  std::size_t read = 0;
  for (TranslationUnit unit; reader.next(unit); ++read) {
    check_answer(unit == units[read], "what was written is read");
  }
  check_answer(read == n, "all units are read");
  for ([[maybe_unused]] auto _ : state) {
    NullSink nowhere;
    Writer again(nowhere, Header{});
    for (const TranslationUnit& unit : units) again.write(unit);
    again.finish();
    benchmark::DoNotOptimize(nowhere.bytes());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.str().size()));
}
BENCHMARK(write_units)->Arg(1000)->Arg(100000);

}  // namespace

BENCHMARK_MAIN();
