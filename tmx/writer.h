// Writes a translation memory unit by unit: TMX 1.4b, UTF-8 without a byte-order mark, valid
// against the DTD whatever the units hold.
//
//   std::ofstream file("out.tmx", std::ios::binary);
//   const auto sink = stream_sink(file);
//   Writer writer(*sink, Header{.source_language = "zh-TW"});
//   writer.write(unit);
//   writer.finish();
//
// There is no DOCTYPE: readers that follow it look for a tmx14.dtd beside the file and fail.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tmx/byte_sink.h"
#include "tmx/translation_unit.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

struct WriteCounts {
  std::size_t units = 0;
  std::size_t skipped_units = 0;       // no variant: the DTD wants one at least
  std::size_t removed_characters = 0;  // forbidden in XML
  std::size_t long_segments = 0;       // over kLongSegment characters
  friend bool operator==(const WriteCounts&, const WriteCounts&) = default;
};

// Trados refuses segments that are longer.
inline constexpr std::size_t kLongSegment = 2000;

class Writer : public UnitSink {
 public:
  // Writes the header at once. `sink` must outlive the writer.
  Writer(ByteSink& sink, const Header& header);

  void write(const TranslationUnit& unit) override;

  // Writes a unit that append_unit made.
  void write_markup(std::string_view unit);

  // Closes the file and finishes the sink. Call once, last; without it the file is cut off, which
  // is what a reader should see after a failure.
  void finish() override;

  std::size_t skipped_units() const override { return counts_.skipped_units; }
  const WriteCounts& counts() const { return counts_; }

 private:
  void flush();

  ByteSink& sink_;
  std::string buffer_;
  WriteCounts counts_;
};

// Appends one unit as a <tu> element, indented, with its line end. Requires a variant.
// Counts what the writer counts but the units.
void append_unit(const TranslationUnit& unit, std::string& out, WriteCounts& counts);

}  // namespace qiao::tmx
