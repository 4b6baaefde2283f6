#include "text/offset_map.h"

#include <algorithm>
#include <cassert>

namespace qiao::text {

OffsetMap OffsetMap::identity(std::size_t size) {
  OffsetMap map;
  map.append_copy(0, size);
  return map;
}

void OffsetMap::append(std::size_t source, std::size_t count, std::size_t derived_unit,
                       std::size_t source_unit) {
  assert(derived_unit > 0);
  if (count == 0) return;
  if (!runs_.empty()) {
    Run& last = runs_.back();
    assert(source >= last.source);
    if (last.derived_unit == derived_unit && last.source_unit == source_unit &&
        last.source + last.count * last.source_unit == source) {
      last.count += count;
      size_ += count * derived_unit;
      return;
    }
  }
  runs_.push_back({size_, source, count, derived_unit, source_unit});
  size_ += count * derived_unit;
}

const OffsetMap::Run& OffsetMap::run_of(std::size_t at) const {
  assert(at < size_);
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), at,
                       [](std::size_t a, const Run& run) { return a < run.derived; });
  return *(after - 1);
}

std::size_t OffsetMap::operator()(std::size_t at) const {
  if (runs_.empty()) return 0;
  if (at >= size_) return runs_.back().source + runs_.back().count * runs_.back().source_unit;
  const Run& run = run_of(at);
  return run.source + (at - run.derived) / run.derived_unit * run.source_unit;
}

ByteRange OffsetMap::operator()(ByteRange range) const {
  const std::size_t begin = (*this)(range.begin);
  if (range.empty() || range.begin >= size_) return {begin, begin};
  const std::size_t last = std::min(range.end, size_) - 1;
  const Run& run = run_of(last);
  return {begin, run.source + ((last - run.derived) / run.derived_unit + 1) * run.source_unit};
}

OffsetMap OffsetMap::then(const OffsetMap& outer) const {
  OffsetMap result;
  for (const Run& run : runs_) {
    const bool copy = run.derived_unit == 1 && run.source_unit == 1;
    std::size_t done = 0;  // units of `run`
    while (done < run.count) {
      const std::size_t at = run.source + done * run.source_unit;
      if (copy && at < outer.size_) {
        // As many whole units of the outer run at once as the copy covers.
        const Run& under = outer.run_of(at);
        const std::size_t into = at - under.derived;
        const std::size_t skipped = into / under.derived_unit;
        const std::size_t units =
            std::min(under.count - skipped, (run.count - done) / under.derived_unit);
        if (into % under.derived_unit == 0 && units > 0) {
          result.append(under.source + skipped * under.source_unit, units, under.derived_unit,
                        under.source_unit);
          done += units * under.derived_unit;
          continue;
        }
      }
      const ByteRange source = outer(ByteRange{at, at + run.source_unit});
      result.append(source.begin, 1, run.derived_unit, source.size());
      ++done;
    }
  }
  return result;
}

}  // namespace qiao::text
