// How: every unit is laid down in a spool; what is sorted are records of fixed size. Sorted by what
// the units say, duplicates are neighbours and one of them wins; the winners sorted by source show
// conflicts; sorted by their place in the input they are copied from the spool to the result.
#include "tmx/merge.h"

#include <optional>

#include "tmx/date.h"
#include "tmx/external_sort.h"
#include "tmx/unit_key.h"
#include "tmx/unit_spool.h"

namespace qiao::tmx {
namespace {

struct Record {
  Key key;  // equal for duplicates
  Key exact;
  Key source;
  double rank = 0;             // the greater wins
  std::uint64_t sequence = 0;  // in the input
  UnitSpool::Place place;

  // Within duplicates the winner comes first.
  bool operator<(const Record& other) const {
    if (key != other.key) return key < other.key;
    if (rank != other.rank) return rank > other.rank;
    return sequence < other.sequence;
  }
};

struct BySource {
  Key source;
  std::uint64_t sequence = 0;
  UnitSpool::Place place;
  bool operator<(const BySource& other) const {
    return source != other.source ? source < other.source : sequence < other.sequence;
  }
};

struct ByPlace {
  UnitSpool::Place place;
  bool operator<(const ByPlace& other) const { return place.at < other.place.at; }
};

// Of a source that a thousand units translate in a thousand ways, so many are told.
constexpr std::size_t kShownTargets = 100;

double date_rank(const TranslationUnit& unit) {
  std::optional<UnixSeconds> best;
  const auto consider = [&](const Attributes& attributes) {
    std::optional<UnixSeconds> date = parse_date(attribute(attributes, "changedate"));
    if (!date) date = parse_date(attribute(attributes, "creationdate"));
    if (date && (!best || *date > *best)) best = date;
  };
  consider(unit.attributes);
  for (const Variant& v : unit.variants) consider(v.attributes);
  return best ? static_cast<double>(*best) : -1e18;
}

double score_rank(const TranslationUnit& unit) { return score_of(unit).value_or(-1e18); }

// Counts the distinct exact keys of a group of duplicates; groups are small.
class Group {
 public:
  void clear() { exact_.clear(); }
  // Whether a unit equal to the byte came before.
  bool has(const Key& exact) {
    for (const Key& key : exact_) {
      if (key == exact) return true;
    }
    // A memory may hold one sentence in a thousand shapes; nobody counts them.
    if (exact_.size() < 64) exact_.push_back(exact);
    return false;
  }

 private:
  std::vector<Key> exact_;
};

}  // namespace

struct Merger::State {
  explicit State(const MergeOptions& chosen) : options(chosen) {}

  MergeOptions options;
  MergeSummary summary;
  UnitSpool spool;
  ExternalSorter<Record> records;
  std::optional<std::string> source_language;  // of the first input
};

Merger::Merger(const MergeOptions& options) : state_(std::make_unique<State>(options)) {}
Merger::~Merger() = default;

void Merger::add(const TranslationUnit& unit, std::string_view header_source_language) {
  State& s = *state_;
  if (unit.variants.empty()) return;
  if (!s.source_language) s.source_language = std::string(header_source_language);
  const UnitKeys keys = unit_keys(unit, header_source_language);
  Record record;
  record.key = s.options.exact_only ? keys.exact : keys.normalised;
  record.exact = keys.exact;
  record.source = keys.source;
  record.rank = s.options.winner == Winner::kNewest ? date_rank(unit) : score_rank(unit);
  record.sequence = s.summary.units_read++;
  if (attribute(unit.attributes, "srclang").empty() &&
      !same_language(*s.source_language, header_source_language)) {
    TranslationUnit marked = unit;
    set_attribute(marked.attributes, "srclang", header_source_language);
    record.place = s.spool.add(marked, s.summary.writing);
  } else {
    record.place = s.spool.add(unit, s.summary.writing);
  }
  s.records.add(record);
}

MergeSummary Merger::finish(Header header, ByteSink& sink,
                            const std::function<void(const Conflict&)>& on_conflict) {
  State& s = *state_;
  header.source_language = s.source_language.value_or("*all*");

  ExternalSorter<BySource> by_source;
  ExternalSorter<ByPlace> by_place;
  s.records.finish();
  Record record, winner;
  Group group;
  for (bool first = true; s.records.next(record); first = false) {
    if (first || record.key != winner.key) {
      winner = record;
      group.clear();
      group.has(record.exact);
      by_source.add({record.source, record.sequence, record.place});
      by_place.add({record.place});
      ++s.summary.units_written;
    } else {
      group.has(record.exact) ? ++s.summary.exact_duplicates : ++s.summary.normalised_duplicates;
    }
  }
  s.records = ExternalSorter<Record>();

  by_source.finish();
  BySource next;
  std::vector<BySource> same;
  const auto close_group = [&] {
    if (same.size() > 1) {
      ++s.summary.conflicts;
      if (on_conflict) {
        Conflict conflict;
        for (const BySource& entry : same) {
          const TranslationUnit unit = s.spool.unit(entry.place);
          const Sides pair = sides(unit, header.source_language);
          if (!pair.source || !pair.target) continue;
          conflict.source = pair.source->segment.words();
          conflict.targets.push_back(pair.target->segment.words());
        }
        if (conflict.targets.size() > 1) on_conflict(conflict);
      }
    }
    same.clear();
  };
  while (by_source.next(next)) {
    if (!same.empty() && same.front().source != next.source) close_group();
    if (same.size() < kShownTargets) same.push_back(next);
  }
  close_group();

  by_place.finish();
  Writer writer(sink, header);
  ByPlace entry;
  while (by_place.next(entry)) writer.write_markup(s.spool.markup(entry.place));
  writer.finish();
  return s.summary;
}

}  // namespace qiao::tmx
