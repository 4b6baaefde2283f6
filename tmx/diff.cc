// How: as merging. Records sorted by source bring the units of both memories together; those of the
// sources that differ are sorted once more, into the order in which they were added.
#include "tmx/diff.h"

#include <algorithm>
#include <utility>

#include "tmx/external_sort.h"
#include "tmx/unit_key.h"
#include "tmx/unit_spool.h"

namespace qiao::tmx {
namespace {

constexpr std::size_t kShownTargets = 100;

struct Record {
  Key source;
  Key target;
  UnitSpool::Place place;
  std::uint64_t source_language_at = 0;  // which of State::source_languages
  MemorySide side = MemorySide::kLeft;

  bool operator<(const Record& other) const {
    return source != other.source ? source < other.source : place.at < other.place.at;
  }
};

// A unit of a source that differs.
struct Told {
  std::uint64_t first_at = 0;  // of the source's first unit
  UnitSpool::Place place;
  std::uint64_t source_language_at = 0;
  MemorySide side = MemorySide::kLeft;

  bool operator<(const Told& other) const {
    return first_at != other.first_at ? first_at < other.first_at : place.at < other.place.at;
  }
};

// The units of one source, each target of each side once.
class Group {
 public:
  bool empty() const { return units_.empty(); }
  const Key& source() const { return units_.front().source; }
  void clear() { units_.clear(); }

  void add(const Record& record) {
    const bool known = std::any_of(units_.begin(), units_.end(), [&](const Record& r) {
      return r.side == record.side && r.target == record.target;
    });
    if (!known && count(record.side) < kShownTargets) units_.push_back(record);
  }

  void count_and_tell(DiffSummary& summary, ExternalSorter<Told>& told) const {
    const std::size_t left = count(MemorySide::kLeft), right = count(MemorySide::kRight);
    const bool same =
        left == right && std::all_of(units_.begin(), units_.end(), [&](const Record& a) {
          return std::any_of(units_.begin(), units_.end(), [&](const Record& b) {
            return a.side != b.side && a.target == b.target;
          });
        });
    if (same) {
      ++summary.same;
      return;
    }
    ++(left == 0 ? summary.only_right : right == 0 ? summary.only_left : summary.differing);
    for (const Record& r : units_) {
      told.add({units_.front().place.at, r.place, r.source_language_at, r.side});
    }
  }

 private:
  std::size_t count(MemorySide side) const {
    return static_cast<std::size_t>(std::count_if(units_.begin(), units_.end(),
                                                  [&](const Record& r) { return r.side == side; }));
  }
  std::vector<Record> units_;
};

}  // namespace

struct Differ::State {
  UnitSpool spool;
  WriteCounts counts;
  ExternalSorter<Record> records;
  std::vector<std::string> source_languages;  // one or two

  std::uint64_t source_language_at(std::string_view language) {
    const auto found = std::find(source_languages.begin(), source_languages.end(), language);
    if (found != source_languages.end()) {
      return static_cast<std::uint64_t>(found - source_languages.begin());
    }
    source_languages.emplace_back(language);
    return source_languages.size() - 1;
  }
};

Differ::Differ() : state_(std::make_unique<State>()) {}
Differ::~Differ() = default;

void Differ::add(MemorySide side, const TranslationUnit& unit,
                 std::string_view header_source_language) {
  State& s = *state_;
  if (!sides(unit, header_source_language).target) return;
  const UnitKeys keys = unit_keys(unit, header_source_language);
  s.records.add({keys.source, keys.target, s.spool.add(unit, s.counts),
                 s.source_language_at(header_source_language), side});
}

DiffSummary Differ::finish(const std::function<void(const Difference&)>& report) {
  State& s = *state_;
  DiffSummary summary;
  ExternalSorter<Told> told;
  s.records.finish();
  Group group;
  for (Record record; s.records.next(record);) {
    if (!group.empty() && group.source() != record.source) {
      group.count_and_tell(summary, told);
      group.clear();
    }
    group.add(record);
  }
  if (!group.empty()) group.count_and_tell(summary, told);
  s.records = ExternalSorter<Record>();

  told.finish();
  Difference difference;
  std::uint64_t current = 0;
  bool open = false;
  for (Told unit; told.next(unit);) {
    if (open && unit.first_at != current) report(std::exchange(difference, {}));
    open = true;
    current = unit.first_at;
    const TranslationUnit read = s.spool.unit(unit.place);
    const Sides pair = sides(read, s.source_languages[unit.source_language_at]);
    difference.source = pair.source->segment.words();
    (unit.side == MemorySide::kLeft ? difference.left : difference.right)
        .push_back(pair.target->segment.words());
  }
  if (open) report(difference);
  return summary;
}

}  // namespace qiao::tmx
