// Memories: bytes in any of the formats are units that can be written in every format and, as TMX,
// read back the same, or an InputError. The first byte says which format.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "text/byte_source.h"
#include "text/input_error.h"
#include "tmx/byte_sink.h"
#include "tmx/format.h"
#include "tmx/reader.h"
#include "tmx/unit_key.h"
#include "tmx/validator.h"

namespace {

using namespace qiao::tmx;

constexpr Format kFormats[] = {Format::kTmx, Format::kTsv,     Format::kCsv,    Format::kJsonl,
                               Format::kPo,  Format::kXliff12, Format::kXliff21};
constexpr std::size_t kMostUnits = 100;

std::string written(Format format, const std::vector<TranslationUnit>& units) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  const auto writer = make_unit_sink(*sink, format, pair_header({}), "de-DE");
  for (const TranslationUnit& unit : units) writer->write(unit);
  writer->finish();
  return out.str();
}

std::vector<TranslationUnit> read(Format format, const std::string& bytes) {
  const auto source = open_units({"fuzz", qiao::text::memory_source(bytes)}, format, {});
  std::vector<TranslationUnit> units;
  TranslationUnit unit;
  while (units.size() < kMostUnits && source->next(unit)) units.push_back(unit);
  return units;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Format format = kFormats[data[0] % std::size(kFormats)];
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (format == Format::kTmx) {
    try {
      validate({"fuzz", qiao::text::memory_source(bytes)}, [](const Finding&) {});
    } catch (const qiao::InputError&) {
    }
  }
  std::vector<TranslationUnit> units;
  try {
    units = read(format, bytes);
  } catch (const qiao::InputError&) {
    return 0;
  }
  for (const TranslationUnit& unit : units) unit_keys(unit, "zh-TW");
  for (const Format other : kFormats) {
    const std::string there = written(other, units);
    // What we wrote, we read: once through the writer, forbidden characters are gone.
    const auto back = read(other, there);
    if (other == Format::kTmx && written(other, back) != there) std::abort();
  }
  return 0;
}
