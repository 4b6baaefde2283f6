// Units coming in and units going out, whatever the format. TMX itself is Reader and Writer; the
// other formats know less than TMX, and each header says what of a unit it keeps.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tmx/translation_unit.h"

namespace qiao::tmx {

class UnitSource {
 public:
  virtual ~UnitSource() = default;
  // Replaces `unit` by the next one; false at the end. Throws InputError.
  virtual bool next(TranslationUnit& unit) = 0;
  virtual const Header& header() const = 0;
  // Entries passed over: broken, or without a translation.
  virtual std::size_t skipped_units() const = 0;
};

class UnitSink {
 public:
  virtual ~UnitSink() = default;
  virtual void write(const TranslationUnit& unit) = 0;
  // Call once, last.
  virtual void finish() = 0;
  // Units that the format has no place for: those without two sides.
  virtual std::size_t skipped_units() const = 0;
};

// The language tags of what is read from a format that does not name them.
struct LanguagePair {
  std::string source = "zh-TW";
  std::string target = "de-DE";
};

// A unit of two plain texts.
TranslationUnit make_pair_unit(std::string_view source, std::string_view target,
                               const LanguagePair& languages);

// The header of a memory made from another format.
Header pair_header(const LanguagePair& languages);

}  // namespace qiao::tmx
