// Writes the table of cli/check/sound.cc: for each Han character the classes of its consonants, by
// ICU's pinyin. Reading ICU's rules takes a tenth of a second, which is more than a whole check; so
// it happens when Qiao is built.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/check/consonants.h"

namespace {

constexpr char32_t kFirst = 0x3400, kEnd = 0xA000;  // Han of the first plane

std::vector<std::string> classes_of_all() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_ascii(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no Han-Latin");
  std::vector<std::string> all;
  for (char32_t c = kFirst; c < kEnd; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    to_ascii->transliterate(text);
    std::string pinyin;
    text.toUTF8String(pinyin);
    all.push_back(qiao::cli::consonant_classes(pinyin, true));
  }
  if (all[U'德' - kFirst] != "T") throw std::runtime_error("ICU does not know how 德 is read");
  return all;
}

void write(const std::vector<std::string>& all, std::ostream& out) {
  std::vector<std::string> distinct = all;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.size() > 256) throw std::runtime_error("more sounds than a byte tells apart");
  out << "// Written by make_sound_table from ICU's pinyin.\n"
      << "constexpr char32_t kFirst = " << static_cast<unsigned>(kFirst) << ";\n"
      << "constexpr std::string_view kSounds[] = {";
  for (const std::string& sounds : distinct) out << '"' << sounds << "\",";
  out << "};\nconstexpr std::uint8_t kSoundOf[] = {";
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto at = std::lower_bound(distinct.begin(), distinct.end(), all[i]);
    out << (i % 32 == 0 ? "\n" : "") << at - distinct.begin() << ',';
  }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_sound_table OUTPUT\n";
    return 2;
  }
  try {
    std::ofstream out(argv[1]);
    write(classes_of_all(), out);
    out.close();
    if (!out) throw std::runtime_error(std::string(argv[1]) + ": not written");
  } catch (const std::exception& error) {
    std::cerr << "make_sound_table: " << error.what() << '\n';
    return 1;
  }
}
