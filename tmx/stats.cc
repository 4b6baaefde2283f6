#include "tmx/stats.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <unordered_map>
#include <utility>

#include "text/ascii.h"
#include "tmx/external_sort.h"
#include "tmx/text_measure.h"
#include "tmx/unit_key.h"

namespace qiao::tmx {
namespace {

constexpr std::size_t kVocabularyBound = 500'000;      // words of a language
constexpr std::size_t kVocabulariesBound = 1'000'000;  // of all languages

// How often each word came, by its hash. When full, the words met fewest times are forgotten
// (lossy counting, Manku & Motwani, "Approximate frequency counts over data streams", VLDB 2002):
// the commonest, which coverage asks for, stay.
class Vocabulary {
 public:
  void add(std::string_view word) {
    folded_.assign(word);
    for (char& c : folded_) c = text::ascii_lower(c);
    ++running_;
    const std::uint64_t hash = XXH3_64bits(folded_.data(), folded_.size());
    Recent& slot = recent_[hash % kRecent];
    if (slot.times > 0 && slot.hash != hash) settle(slot);
    slot.hash = hash;
    ++slot.times;
  }

  std::size_t size() const { return counts_.size(); }

  // Halves the vocabulary, or more.
  void forget() {
    forgotten_ = true;
    const std::size_t wanted = counts_.size() / 2;
    for (std::size_t least = 1; counts_.size() > wanted; ++least) {
      std::erase_if(counts_, [&](const auto& entry) { return entry.second <= least; });
    }
  }

  void report(LanguageStats& stats) {
    for (Recent& slot : recent_) settle(slot);
    std::vector<std::size_t> counts;
    counts.reserve(counts_.size());
    for (const auto& entry : counts_) counts.push_back(entry.second);
    std::sort(counts.begin(), counts.end(), std::greater<>());
    stats.distinct_words = counts.size();
    stats.single_words = static_cast<std::size_t>(std::count(counts.begin(), counts.end(), 1u));
    stats.vocabulary_bounded = forgotten_;
    std::size_t covered = 0, types = 0;
    for (const std::size_t wanted : {100u, 1000u, 10000u}) {
      if (types == counts.size()) break;
      for (; types < std::min(wanted, counts.size()); ++types) covered += counts[types];
      stats.coverage.push_back(
          {types, static_cast<double>(covered) / static_cast<double>(running_)});
    }
  }

 private:
  // The few words that most of a text consists of are counted here, and seldom looked up.
  struct Recent {
    std::uint64_t hash = 0;
    std::size_t times = 0;
  };
  static constexpr std::size_t kRecent = 1 << 12;

  void settle(Recent& slot) {
    if (slot.times > 0) counts_[slot.hash] += std::exchange(slot.times, 0);
    if (counts_.size() > kVocabularyBound) forget();
  }

  std::vector<Recent> recent_{kRecent};
  std::unordered_map<std::uint64_t, std::size_t> counts_;
  std::size_t running_ = 0;
  bool forgotten_ = false;
  std::string folded_;
};

struct KeyPair {
  Key normalised;
  Key exact;
  friend auto operator<=>(const KeyPair&, const KeyPair&) = default;
};

}  // namespace

struct StatsCounter::State {
  // The tag under which a variant is counted.
  std::string counted_as(const std::string& tag) const {
    const bool known = vocabularies.count(tag) > 0;
    const bool room = vocabularies.size() < kMostLanguages && tag.size() <= kLongestTag;
    return known || room ? tag : "(other)";
  }

  void bound_vocabularies() {
    std::size_t words = 0;
    Vocabulary* largest = nullptr;
    for (auto& [tag, vocabulary] : vocabularies) {
      words += vocabulary.size();
      if (!largest || vocabulary.size() > largest->size()) largest = &vocabulary;
    }
    if (words > kVocabulariesBound) largest->forget();
  }

  MemoryStats stats;
  std::map<std::string, Vocabulary> vocabularies;
  ExternalSorter<KeyPair> keys;
};

StatsCounter::StatsCounter() : state_(std::make_unique<State>()) {}
StatsCounter::~StatsCounter() = default;

void StatsCounter::add(const TranslationUnit& unit, std::string_view header_source_language) {
  MemoryStats& stats = state_->stats;
  ++stats.units;
  if (const auto score = score_of(unit); score && *score >= 0) {
    ++stats.scored_units;
    ++stats.scores[static_cast<std::size_t>(std::min(*score * kScoreBins, kScoreBins - 1.0))];
  }
  const std::string_view date = attribute(unit.attributes, "creationdate");
  if (!date.empty()) {
    if (stats.oldest.empty() || date < stats.oldest) stats.oldest = date;
    if (date > stats.newest) stats.newest = date;
  }
  for (const Variant& v : unit.variants) {
    const std::string counted = state_->counted_as(v.language);
    LanguageStats& language = stats.languages[counted];
    Vocabulary& vocabulary = state_->vocabularies[counted];
    const auto add_word = [&](std::string_view word) { vocabulary.add(word); };
    const TextMeasure size = measure(v.segment.words(), add_word);
    ++language.segments;
    if (size.characters == 0) ++language.empty_segments;
    language.characters += size.characters;
    language.han += size.han;
    language.words += size.words;
    language.tags +=
        static_cast<std::size_t>(std::count_if(v.segment.tags.begin(), v.segment.tags.end(),
                                               [](const InlineTag& tag) { return tag.opens; }));
    ++language.lengths[length_bin(size.characters)];
  }
  state_->bound_vocabularies();
  const UnitKeys keys = unit_keys(unit, header_source_language);
  state_->keys.add({keys.normalised, keys.exact});
}

MemoryStats StatsCounter::finish() {
  MemoryStats& stats = state_->stats;
  for (auto& [language, vocabulary] : state_->vocabularies) {
    vocabulary.report(stats.languages[language]);
  }
  state_->keys.finish();
  KeyPair last, next;
  for (bool first = true; state_->keys.next(next); first = false) {
    if (!first && next.normalised == last.normalised) {
      next.exact == last.exact ? ++stats.exact_duplicates : ++stats.normalised_duplicates;
    }
    last = next;
  }
  return std::move(stats);
}

std::size_t length_bin(std::size_t characters) {
  return std::min(static_cast<std::size_t>(std::bit_width(characters)), kLengthBins - 1);
}

std::string length_bin_name(std::size_t bin) {
  if (bin < 2) return std::to_string(bin);
  const std::size_t least = std::size_t{1} << (bin - 1);
  if (bin == kLengthBins - 1) return std::to_string(least) + "+";
  return std::to_string(least) + "-" + std::to_string(2 * least - 1);
}

}  // namespace qiao::tmx
