#include "text/split_rules.h"

#include <algorithm>
#include <cassert>

namespace qiao::text {
namespace {

// Calls visit(section, word) for each word of a rules file.
template <typename Visit>
void read_words(std::string_view rules, const Visit& visit) {
  std::string_view section;
  while (!rules.empty()) {
    const std::string_view line = rules.substr(0, rules.find('\n'));
    rules.remove_prefix(std::min(line.size() + 1, rules.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      section = line.substr(1, line.find(']') - 1);
      continue;
    }
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      if (end > at) visit(section, line.substr(at, end - at));
      at = end + 1;
    }
  }
}

SplitRules parse(std::string_view text) {
  SplitRules rules;
  const std::unordered_map<std::string_view, WordSet*> sets = {
      {"ends unless number", &rules.before_numbers},
      {"openers", &rules.openers},
      {"ordinal heads", &rules.ordinal_heads},
      {"ordinal guides", &rules.ordinal_guides},
      {"numbered parts", &rules.numbered_parts},
      {"endings of names", &rules.name_endings},
      {"speech verbs", &rules.speech_verbs},
      {"verbs that report", &rules.report_verbs},
      {"goes on after quote", &rules.goes_on_after_quote},
  };
  const std::unordered_map<std::string_view, Ending> endings = {
      {"never ends", Ending::kNever},
      {"ends before capital", Ending::kBeforeCapital},
      {"ends before opener", Ending::kBeforeOpener},
  };
  read_words(text, [&](std::string_view section, std::string_view word) {
    if (const auto set = sets.find(section); set != sets.end()) {
      set->second->insert(word);
      return;
    }
    const auto ending = endings.find(section);
    assert(ending != endings.end() && "a section that no rule reads");
    if (word.front() == '*') {
      rules.abbreviation_ends.insert(word);
    } else {
      rules.abbreviations.emplace(word, ending->second);
    }
  });
  return rules;
}

}  // namespace

void WordSet::insert(std::string_view word) {
  if (word.front() == '*') {
    suffixes_.push_back(word.substr(1));
    return;
  }
  words_.insert(word);
  longest_ = std::max(longest_, word.size());
}

bool WordSet::contains(std::string_view word) const {
  return words_.contains(word) ||
         std::any_of(suffixes_.begin(), suffixes_.end(),
                     [&](std::string_view suffix) { return word.ends_with(suffix); });
}

bool WordSet::begins(std::string_view text) const {
  for (std::size_t size = std::min(longest_, text.size()); size > 0; --size) {
    if (words_.contains(text.substr(0, size))) return true;
  }
  return false;
}

bool WordSet::ends(std::string_view text) const {
  for (std::size_t size = std::min(longest_, text.size()); size > 0; --size) {
    if (words_.contains(text.substr(text.size() - size))) return true;
  }
  return false;
}

bool WordSet::occurs_in(std::string_view text) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins(text.substr(at))) return true;
  }
  return false;
}

Ending SplitRules::ending_of(std::string_view abbreviation) const {
  const auto found = abbreviations.find(abbreviation);
  if (found != abbreviations.end()) return found->second;
  return abbreviation_ends.contains(abbreviation) ? Ending::kBeforeOpener : Ending::kOrdinary;
}

const SplitRules& SplitRules::latin(Language language) {
  static const SplitRules german = parse(embedded::kGermanRules);
  static const SplitRules english = parse(embedded::kEnglishRules);
  return language == Language::kGerman ? german : english;
}

const SplitRules& SplitRules::chinese() {
  static const SplitRules rules = parse(embedded::kChineseRules);
  return rules;
}

}  // namespace qiao::text
