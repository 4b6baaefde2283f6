#include "cli/corpus/repeats.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <string>
#include <unordered_set>
#include <vector>

#include "text/utf8.h"
#include "tmx/unit_key.h"

namespace qiao::cli {
namespace {

// Letters alone, case folded, a sign between the sides.
std::string letters_of(const tmx::BeadRow& row) {
  std::string letters;
  for (const std::string* side : {&row.source, &row.target}) {
    const std::string folded = tmx::normalised(*side);
    for (std::size_t at = 0; at < folded.size();) {
      const std::size_t begin = at;
      const std::int32_t c = text::next_character(folded, at);
      if (c >= 0 && u_isalpha(c)) letters.append(folded, begin, at - begin);
    }
    letters += '\n';
  }
  return letters;
}

}  // namespace

void Repeats::add(const tmx::BeadRow& row, const tmx::UnitMaking& making, std::uint64_t bead,
                  std::uint64_t document) {
  std::string letters = letters_of(row);
  // Figures alone have no letters; they are themselves.
  if (letters == "\n\n") letters += row.source + '\n' + row.target;
  const XXH128_hash_t loose = XXH3_128bits(letters.data(), letters.size());
  const tmx::Key exact =
      tmx::unit_keys(tmx::make_unit(row, making), making.source_language).normalised;
  seen_.add({loose.high64, loose.low64, bead, document, exact.high ^ exact.low});
}

void Repeats::judge(const std::vector<Seen>& group) {
  std::size_t documents = 0;
  for (std::size_t k = 0; k < group.size(); ++k) {
    documents += k == 0 || group[k].document != group[k - 1].document;
  }
  const bool boilerplate = boilerplate_documents_ > 0 && documents >= boilerplate_documents_;
  std::unordered_set<std::uint64_t> earlier;
  for (const Seen& one : group) {
    const bool first = earlier.empty();
    const bool said_before = !earlier.insert(one.exact).second;
    if (first && !boilerplate) continue;
    const Rejection rejection = boilerplate   ? Rejection::kBoilerplate
                                : said_before ? Rejection::kDuplicate
                                              : Rejection::kNearDuplicate;
    verdicts_.add({one.bead, static_cast<std::uint64_t>(rejection)});
  }
}

void Repeats::finish() {
  seen_.finish();
  std::vector<Seen> group;
  Seen one;
  while (seen_.next(one)) {
    if (!group.empty() && (group.back().high != one.high || group.back().low != one.low)) {
      judge(group);
      group.clear();
    }
    group.push_back(one);
  }
  judge(group);
  verdicts_.finish();
  Verdict verdict;
  if (verdicts_.next(verdict)) coming_ = verdict;
}

std::optional<Rejection> Repeats::next(std::uint64_t bead) {
  if (!coming_ || coming_->bead != bead) return std::nullopt;
  const auto rejection = static_cast<Rejection>(coming_->rejection);
  Verdict verdict;
  coming_ = verdicts_.next(verdict) ? std::optional(verdict) : std::nullopt;
  return rejection;
}

}  // namespace qiao::cli
