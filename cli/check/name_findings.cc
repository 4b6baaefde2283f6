#include "cli/check/name_findings.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "cli/check/abbreviations.h"
#include "cli/check/sound.h"
#include "cli/list.h"
#include "text/han_sets.h"
#include "text/utf8.h"

namespace qiao::cli {
namespace {

using align::Bead;
using namespace std::string_view_literals;

// Capitalised in German whatever they are, and not names. Case-folded.
constexpr std::array kNoNames = {
    "sie"sv,       "ihr"sv,       "ihre"sv,       "ihren"sv,      "ihrem"sv,     "ihrer"sv,
    "ihnen"sv,     "herr"sv,      "herrn"sv,      "frau"sv,       "dr"sv,        "prof"sv,
    "montag"sv,    "dienstag"sv,  "mittwoch"sv,   "donnerstag"sv, "freitag"sv,   "samstag"sv,
    "sonnabend"sv, "sonntag"sv,   "januar"sv,     "februar"sv,    "märz"sv,      "april"sv,
    "mai"sv,       "juni"sv,      "juli"sv,       "august"sv,     "september"sv, "oktober"sv,
    "november"sv,  "dezember"sv,  "uhr"sv,        "ende"sv,       "anfang"sv,    "mitte"sv,
    "prozent"sv,   "millionen"sv, "milliarden"sv, "euro"sv,       "dollar"sv,
};

struct Letters {
  int capitals = 0, letters = 0, digits = 0;
  bool capital_first = false;
};

Letters letters_of(std::string_view word) {
  Letters found;
  for (std::size_t at = 0; at < word.size();) {
    const bool first = at == 0;
    const auto c = static_cast<UChar32>(text::next_character(word, at));
    if (u_isupper(c)) ++found.capitals;
    if (first) found.capital_first = u_isupper(c) != 0;
    if (u_isalpha(c)) ++found.letters;
    if (u_isdigit(c)) ++found.digits;
  }
  return found;
}

// A name missing in so many beads, and in more than it is said in, is rendered in a way that we do
// not know.
constexpr int kRendered = 3;

// Words [first, last) of a covered side.
struct Name {
  std::size_t first = 0;
  std::size_t last = 0;
  double confidence = 0;
};

class NameCheck {
 public:
  NameCheck(const Pair& pair, const Glossary& glossary, const NameOptions& options)
      : pair_(pair), glossary_(glossary), options_(options) {}

  void check(const Bead& bead, const CoveredBead& covered) {
    check(SideName::kSource, covered.source, covered.target, bead);
    check(SideName::kTarget, covered.target, covered.source, bead);
  }

  std::vector<Finding> take() && {
    std::erase_if(names_, [&](const Finding& name) {
      const Count& count = counts_.at({name.side, glossary_key(name.value)});
      return count.missing >= kRendered && count.missing > count.said;
    });
    std::move(names_.begin(), names_.end(), std::back_inserter(terms_));
    return std::move(terms_);
  }

 private:
  // In how many beads the other side says a name, and in how many it does not.
  struct Count {
    int said = 0;
    int missing = 0;
  };

  void check(SideName side, const CoveredSide& mine, const CoveredSide& theirs, const Bead& bead) {
    const std::string_view text = side_of(pair_, side).document.text();
    const text::Document& other = side_of(pair_, opposite(side)).document;
    const std::string around =
        glossary_key(text_of(other, widened(theirs.sentences, options_.around, other)));
    check_glossary(side, mine, theirs, around, bead);
    std::vector<std::string> seen;
    for (const Name& name : names_in(side, mine)) {
      const text::ByteRange range = range_of(mine, name.first, name.last);
      const std::string key = glossary_key(range.in(text));
      if (in_glossary(side, key) || std::find(seen.begin(), seen.end(), key) != seen.end()) {
        continue;
      }
      seen.push_back(key);
      Count& count = counts_[{side, key}];
      if (said(mine, theirs, name, text, around, opposite(side))) {
        ++count.said;
        continue;
      }
      ++count.missing;
      names_.push_back(finding(side, mine, theirs, range, name.confidence * bead.score));
    }
  }

  Finding finding(SideName side, const CoveredSide& mine, const CoveredSide& theirs,
                  text::ByteRange range, double confidence) const {
    const text::Document& document = side_of(pair_, side).document;
    return {.kind = FindingKind::kName,
            .side = side,
            .passage = part_passage(document, mine.sentences, range),
            .other = whole_passage(side_of(pair_, opposite(side)).document, theirs.sentences),
            .value = std::string(range.in(document.text())),
            .confidence = confidence};
  }

  bool in_glossary(SideName side, std::string_view key) const {
    return std::any_of(glossary_.begin(), glossary_.end(), [&](const GlossaryTerm& term) {
      return (side == SideName::kSource ? term.source_key : term.target_key) == key;
    });
  }

  // Terms of the glossary that stand on this side and have none of their renderings on the other.
  void check_glossary(SideName side, const CoveredSide& mine, const CoveredSide& theirs,
                      const std::string& around, const Bead& bead) {
    const std::string_view text = side_of(pair_, side).document.text();
    const text::ByteRange whole = whole_passage(side_of(pair_, side).document, mine.sentences).text;
    const bool from_source = side == SideName::kSource;
    std::vector<std::string_view> seen;
    for (const GlossaryTerm& term : glossary_) {
      const std::string& written = from_source ? term.source : term.target;
      const std::size_t at = whole.in(text).find(written);
      if (at == std::string_view::npos) continue;
      if (std::find(seen.begin(), seen.end(), written) != seen.end()) continue;
      seen.push_back(written);
      const bool rendered =
          std::any_of(glossary_.begin(), glossary_.end(), [&](const GlossaryTerm& other) {
            return (from_source ? other.source : other.target) == written &&
                   around.find(from_source ? other.target_key : other.source_key) !=
                       std::string::npos;
          });
      if (rendered) continue;
      const text::ByteRange range = {whole.begin + at, whole.begin + at + written.size()};
      terms_.push_back(finding(side, mine, theirs, range, options_.glossary * bead.score));
    }
  }

  std::vector<Name> names_in(SideName side, const CoveredSide& mine) const {
    const std::string_view text = side_of(pair_, side).document.text();
    return side_of(pair_, side).language.language == text::Language::kChinese
               ? names_in_chinese(mine, text)
               : names_in_western(mine, text);
  }

  // Between two words of one name.
  static bool joined(const CoveredSide& side, std::size_t w, std::string_view text) {
    const std::string_view gap = gap_before(side, w, text);
    return gap.empty() || gap == " " || gap == "-" || gap == "." || gap == ". " || gap == "&" ||
           gap == "'" || gap == "’";
  }

  std::vector<Name> names_in_chinese(const CoveredSide& mine, std::string_view text) const {
    std::vector<Name> names;
    for (std::size_t w = 0; w < mine.words.size();) {
      const auto is_latin = [&](std::size_t k) {
        const Letters letters = letters_of(mine.words[k].text.in(text));
        std::size_t at = 0;
        return letters.letters > 0 &&
               !text::is_han(text::next_character(mine.words[k].text.in(text), at));
      };
      if (!is_latin(w)) {
        ++w;
        continue;
      }
      Name name{.first = w, .confidence = options_.foreign};
      for (++w; w < mine.words.size() && is_latin(w) && joined(mine, w, text); ++w) {
      }
      name.last = w;
      const Letters letters = letters_of(range_of(mine, name.first, name.last).in(text));
      if (letters.capitals > 0 && letters.letters > 1) names.push_back(name);
    }
    return names;
  }

  std::vector<Name> names_in_western(const CoveredSide& mine, std::string_view text) const {
    std::vector<Name> names;
    std::size_t run = 0;  // capitalised words that end before w
    for (std::size_t w = 0; w <= mine.words.size(); ++w) {
      const bool beyond = w == mine.words.size();
      const std::string_view word = beyond ? ""sv : mine.words[w].text.in(text);
      const Letters letters = letters_of(word);
      const bool name_like =
          letters.capital_first && letters.letters > 1 && !begins_clause(mine, w, text) &&
          std::find(kNoNames.begin(), kNoNames.end(), glossary_key(word)) == kNoNames.end();
      if (run > 0 && !(name_like && joined_by_space(mine, w, text))) {
        if (run > 1) names.push_back({w - run, w, options_.side_by_side});
        run = 0;
      }
      if (name_like) ++run;
      if (!beyond && is_abbreviation(mine, w, text)) {
        names.push_back({w, w + 1, options_.capitals});
      }
    }
    return names;
  }

  // In capitals or with capitals inside, and the words beside it are not: WAS FÜR EIN TAG.
  static bool is_abbreviation(const CoveredSide& side, std::size_t w, std::string_view text) {
    const Letters letters = letters_of(side.words[w].text.in(text));
    if (letters.capitals < 2 && (letters.capitals == 0 || letters.digits == 0)) return false;
    const auto shouted = [&](std::size_t k) {
      const Letters beside = letters_of(side.words[k].text.in(text));
      return beside.letters > 1 && beside.capitals == beside.letters;
    };
    return !((w > 0 && shouted(w - 1)) || (w + 1 < side.words.size() && shouted(w + 1)));
  }

  static bool joined_by_space(const CoveredSide& side, std::size_t w, std::string_view text) {
    return w > 0 && w < side.words.size() && gap_before(side, w, text) == " ";
  }

  // Where any word is capitalised: at the start of a sentence, a quotation, behind a colon.
  static bool begins_clause(const CoveredSide& side, std::size_t w, std::string_view text) {
    if (w == 0 || w >= side.words.size()) return true;
    const std::string_view gap = gap_before(side, w, text);
    return gap.find_first_not_of(" -/") != gap.npos;
  }

  // Whether the other side says any word of the name.
  bool said(const CoveredSide& mine, const CoveredSide& theirs, const Name& name,
            std::string_view text, const std::string& around, SideName there) const {
    // N.F.L. is NFL.
    std::string whole = glossary_key(range_of(mine, name.first, name.last).in(text));
    std::erase(whole, '.');
    if (around.find(whole) != std::string::npos) return true;
    for (std::size_t w = name.first; w < name.last; ++w) {
      const CoveredWord& word = mine.words[w];
      if (static_cast<double>(word.support.evidence) > options_.known) return true;
      std::string key = glossary_key(word.text.in(text));
      if (around.find(key) != std::string::npos || abbreviated(key, around)) return true;
      // Genitives and plurals: Nvidias, CEOs.
      if (key.size() > 3 && key.ends_with("s")) {
        key.pop_back();
        if (around.find(key) != std::string::npos) return true;
      }
    }
    const text::Language language = side_of(pair_, there).language.language;
    return language == text::Language::kChinese && transcribed(mine, theirs, name, text, there);
  }

  static bool abbreviated(std::string_view key, const std::string& around) {
    const auto all = abbreviations();
    const auto entry =
        std::find_if(all.begin(), all.end(), [&](const Abbreviation& a) { return a.latin == key; });
    if (entry == all.end()) return false;
    const auto renderings = parts_of(entry->renderings, ' ');
    return std::any_of(renderings.begin(), renderings.end(), [&](std::string_view rendering) {
      return around.find(glossary_key(rendering)) != std::string::npos;
    });
  }

  // Whether Han words that nothing explains sound like a word of the name.
  bool transcribed(const CoveredSide& mine, const CoveredSide& theirs, const Name& name,
                   std::string_view text, SideName there) const {
    const std::string_view their_text = side_of(pair_, there).document.text();
    std::string unexplained;
    for (const CoveredWord& word : theirs.words) {
      if (static_cast<double>(word.support.evidence) < options_.known) {
        unexplained += word.text.in(their_text);
      }
    }
    for (std::size_t w = name.first; w < name.last; ++w) {
      if (sound_likeness(mine.words[w].text.in(text), unexplained) >= options_.sounds_like) {
        return true;
      }
    }
    return false;
  }

  const Pair& pair_;
  const Glossary& glossary_;
  const NameOptions& options_;
  std::map<std::pair<SideName, std::string>, Count> counts_;  // by folded name
  std::vector<Finding> names_, terms_;
};

}  // namespace

std::vector<Finding> name_findings(const Pair& pair, const align::Alignment& alignment,
                                   std::span<const CoveredBead> covered, const Glossary& glossary,
                                   const NameOptions& options) {
  NameCheck check(pair, glossary, options);
  for (std::size_t k = 0; k < alignment.beads.size(); ++k) {
    const Bead& bead = alignment.beads[k];
    if (!bead.is_null()) check.check(bead, covered[k]);
  }
  return std::move(check).take();
}

}  // namespace qiao::cli
