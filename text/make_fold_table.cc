// Writes the map of fold.h as a C++ include, from OpenCC's dictionaries: a build step, so that
// the program itself needs none of them.
//
//   form(c) = the fixed point of  c -> s2tw(t2s(NFKC(c)))
//
// t2s merges exactly what Simplified script merges, and the variants with it (綫, 線 -> 线);
// s2tw names the class by its first Traditional form in Taiwan's standard (线 -> 線).
//
// Layout: the characters below U+10000 as pages of 256, the pages without a change shared; the
// changes that begin or end above U+10000 as one sorted list of pairs.
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <opencc/SimpleConverter.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using FoldMap = std::map<char32_t, char32_t>;

std::vector<char32_t> han_characters() {
  constexpr std::pair<char32_t, char32_t> kBlocks[] = {
      {0x2E80, 0x2FDF},    // radicals
      {0x3400, 0x9FFF},    // extension A, unified ideographs
      {0xF900, 0xFAFF},    // compatibility ideographs
      {0x20000, 0x323AF},  // extensions B to H, compatibility supplement
  };
  std::vector<char32_t> characters;
  for (auto [first, last] : kBlocks) {
    for (char32_t c = first; c <= last; ++c) characters.push_back(c);
  }
  return characters;
}

// The characters of a conversion, one by one. They are handed over one a line, since no phrase
// of the dictionaries reaches over a line.
FoldMap convert(const std::string& config, const std::vector<char32_t>& characters) {
  std::string lines;
  for (char32_t c : characters) {
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(lines);
    lines += '\n';
  }
  const icu::UnicodeString converted =
      icu::UnicodeString::fromUTF8(opencc::SimpleConverter(config).Convert(lines));
  FoldMap map;
  std::int32_t at = 0;
  for (char32_t c : characters) {
    const std::int32_t end = converted.indexOf(u'\n', at);
    const icu::UnicodeString line = converted.tempSubStringBetween(at, end);
    if (line.countChar32() == 1) map[c] = static_cast<char32_t>(line.char32At(0));
    at = end + 1;
  }
  return map;
}

char32_t look_up(const FoldMap& map, char32_t c) {
  auto found = map.find(c);
  return found == map.end() ? c : found->second;
}

char32_t compatibility_form(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC data");
  const icu::UnicodeString form =
      nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
  return form.countChar32() == 1 ? static_cast<char32_t>(form.char32At(0)) : c;
}

FoldMap fold_map() {
  const std::vector<char32_t> characters = han_characters();
  const FoldMap to_simplified = convert("t2s.json", characters);
  const FoldMap to_taiwan = convert("s2tw.json", characters);
  FoldMap folds;
  for (char32_t c : characters) {
    char32_t form = compatibility_form(c);
    for (int step = 0;; ++step) {
      const char32_t next = look_up(to_taiwan, look_up(to_simplified, form));
      if (next == form) break;
      if (step == 16) throw std::runtime_error("OpenCC's tables turn in a circle");
      form = next;
    }
    if (form != c) folds[c] = form;
  }
  if (look_up(folds, U'为') != U'為') throw std::runtime_error("OpenCC's tables are not there");
  return folds;
}

void write(const FoldMap& folds, std::ostream& out) {
  // Marks in a page; neither is a form, since forms are Han.
  constexpr std::uint16_t kUnchanged = 0;
  constexpr std::uint16_t kAmongOthers = 1;
  constexpr char32_t kPlane = 0x10000;
  std::vector<std::array<std::uint16_t, 256>> pages(1);  // the shared one: no change
  std::array<std::size_t, 256> page_of{};
  std::vector<std::pair<char32_t, char32_t>> others;
  for (auto [from, to] : folds) {
    const bool fits_page = to < kPlane;
    if (!fits_page || from >= kPlane) others.emplace_back(from, to);
    if (from >= kPlane) continue;
    std::size_t& page = page_of[from >> 8];
    if (page == 0) {
      page = pages.size();
      pages.emplace_back();
    }
    pages[page][from & 0xFF] = fits_page ? static_cast<std::uint16_t>(to) : kAmongOthers;
  }
  out << "// Written by make_fold_table from OpenCC's dictionaries.\n"
      << "constexpr char32_t kUnchanged = " << kUnchanged << ";\n"
      << "constexpr char32_t kAmongOthers = " << kAmongOthers << ";\n"
      << "constexpr std::uint8_t kPageOf[256] = {";
  for (std::size_t page : page_of) out << page << ',';
  out << "};\nconstexpr std::uint16_t kPages[" << pages.size() << "][256] = {\n";
  for (const auto& page : pages) {
    out << '{';
    for (std::uint16_t to : page) out << to << ',';
    out << "},\n";
  }
  out << "};\nconstexpr FoldPair kOthers[] = {\n";
  for (auto [from, to] : others) {
    out << '{' << std::uint32_t{from} << ',' << std::uint32_t{to} << "},\n";
  }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: make_fold_table OUT\n";
    return 2;
  }
  std::ofstream out(argv[1]);
  write(fold_map(), out);
  out.close();
  if (!out) throw std::runtime_error(std::string(argv[1]) + ": cannot be written");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "make_fold_table: " << error.what() << '\n';
  return 4;
}
