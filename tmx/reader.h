// Reads a translation memory unit by unit, whatever its size: TMX 1.1 to 1.4b in any encoding.
//
//   for (text::NamedSource& source : open_memories("old.tmx.gz")) {
//     Reader reader(std::move(source));
//     TranslationUnit unit;
//     while (reader.next(unit)) use(unit);
//   }
//
// Lenient where the meaning is clear: `lang` is read as xml:lang, properties after the segment are
// kept, elements and attributes that TMX does not know are passed over (their text too, unless it
// stands inside a segment). A unit that is broken, as XML or as a unit, is skipped with its line
// and reason and the rest goes on. Hostile input is refused, see
// text/xml_stream.h and text/byte_source.h.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "text/byte_source.h"
#include "tmx/translation_unit.h"
#include "tmx/unit_stream.h"

namespace qiao::tmx {

// A unit that was skipped.
struct Problem {
  std::size_t line = 0;  // one-based
  std::string reason;    // "a <tuv> without <seg>"
  friend bool operator==(const Problem&, const Problem&) = default;
};

struct ReadOptions {
  // A broken unit is an InputError instead of a Problem.
  bool strict = false;
  std::function<void(const Problem&)> on_problem;
};

class Reader : public UnitSource {
 public:
  // Reads the header at once. Throws InputError: what is no TMX.
  explicit Reader(text::NamedSource source, ReadOptions options = {});
  ~Reader() override;

  const std::string& name() const;      // of the source
  const std::string& version() const;   // of the format: "1.4"
  const std::string& encoding() const;  // "UTF-8", "UTF-16LE", …
  const Header& header() const override;

  // Replaces `unit` by the next one; false at the end. Throws InputError: a file that is cut off,
  // that is hostile or, if strict, broken.
  bool next(TranslationUnit& unit) override;
  // One-based, of the start of the unit last given.
  std::size_t line() const;
  std::size_t skipped_units() const override;

 private:
  class Builder;
  std::unique_ptr<Builder> builder_;
};

}  // namespace qiao::tmx
