#include "embed/word_table.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace qiao::embed {
namespace {

constexpr Eigen::Index kFirstRows = 1024;

Eigen::Index padded(int dimensions) { return (dimensions + 7) / 8 * 8; }

}  // namespace

WordTable::WordTable(int dimensions, const SifOptions& options)
    : options_(options), dimensions_(dimensions), rows_(0, padded(dimensions)) {
  assert(dimensions > 0);
}

float WordTable::weight(double frequency) const {
  return static_cast<float>(options_.a / (options_.a + frequency));
}

bool WordTable::add(std::string_view word, std::span<const float> vector, double frequency) {
  assert(vector.size() == static_cast<std::size_t>(dimensions_));
  const auto key = word_key(word);
  if (!key) return false;
  const Eigen::Map<const Eigen::RowVectorXf> components(vector.data(), dimensions_);
  const float norm = components.stableNorm();
  if (!(norm > 0) || !language_keys_.insert(*key).second) return false;
  const auto row = static_cast<Eigen::Index>(entries_.size());
  if (row == rows_.rows()) {
    rows_.conservativeResize(std::max(kFirstRows, row + row / 2), Eigen::NoChange);
  }
  rows_.row(row).setZero();
  rows_.row(row).head(dimensions_) = components / norm;
  entries_.push_back({*key, language_, frequency});
  return true;
}

void WordTable::next_language() {
  weigh_language();
  ++language_;
  language_begin_ = entries_.size();
  language_keys_.clear();
}

void WordTable::weigh_language() {
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(rows_.cols());
  double total = 0;
  for (std::size_t i = language_begin_; i < entries_.size(); ++i) {
    const double share = entries_[i].frequency * static_cast<double>(weight(entries_[i].frequency));
    sum += share * rows_.row(static_cast<Eigen::Index>(i)).cast<double>();
    total += share;
  }
  Eigen::RowVectorXf common = Eigen::RowVectorXf::Zero(rows_.cols());
  if (total > 0) common = (sum / total).cast<float>();
  for (std::size_t i = language_begin_; i < entries_.size(); ++i) {
    auto row = rows_.row(static_cast<Eigen::Index>(i));
    row = weight(entries_[i].frequency) * (row - common);
  }
}

// In place, cycle by cycle: a second copy of the rows would double the memory.
void WordTable::sort_by_key() {
  std::vector<std::uint32_t> from(entries_.size());  // row i is to hold what row from[i] holds
  std::iota(from.begin(), from.end(), 0U);
  std::sort(from.begin(), from.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Entry &x = entries_[a], &y = entries_[b];
    return x.key != y.key ? x.key < y.key : x.language < y.language;
  });
  Eigen::RowVectorXf carried_row;
  for (std::uint32_t start = 0; start < from.size(); ++start) {
    if (from[start] == start) continue;
    carried_row = rows_.row(start);
    const Entry carried = entries_[start];
    std::uint32_t to = start;
    while (from[to] != start) {
      const std::uint32_t source = std::exchange(from[to], to);
      rows_.row(to) = rows_.row(source);
      entries_[to] = entries_[source];
      to = source;
    }
    from[to] = to;
    rows_.row(to) = carried_row;
    entries_[to] = carried;
  }
}

ModelContents WordTable::finish() {
  weigh_language();
  sort_by_key();
  ModelContents contents;
  Eigen::Index count = 0;
  for (std::size_t begin = 0, end = 0; begin < entries_.size(); begin = end) {
    double total = 0;
    for (end = begin; end < entries_.size() && entries_[end].key == entries_[begin].key; ++end) {
      total += entries_[end].frequency;
    }
    Eigen::RowVectorXf merged = Eigen::RowVectorXf::Zero(rows_.cols());
    for (std::size_t i = begin; i < end; ++i) {
      const double share =
          total > 0 ? entries_[i].frequency / total : 1 / static_cast<double>(end - begin);
      merged += static_cast<float>(share) * rows_.row(static_cast<Eigen::Index>(i));
    }
    contents.keys.push_back(entries_[begin].key);
    rows_.row(count++) = merged;
  }
  rows_.conservativeResize(count, Eigen::NoChange);
  contents.table = std::move(rows_);
  rows_.resize(0, padded(dimensions_));
  entries_.clear();
  return contents;
}

}  // namespace qiao::embed
