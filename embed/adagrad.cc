#include "embed/adagrad.h"

#include <algorithm>

namespace qiao::embed {
namespace {

constexpr std::size_t kGrain = 256;      // features a chunk
constexpr float kLeastSquares = 1e-12F;  // a feature whose gradient is 0 divides by something

}  // namespace

Adagrad::Adagrad(std::size_t rows) : slot_(rows, kNoSlot) {}

void Adagrad::add(std::span<const std::uint32_t> features, const float* gradient) {
  ids_.insert(ids_.end(), features.begin(), features.end());
  ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
  of_sums_.push_back(gradient);
}

void Adagrad::gather() {
  for (const std::uint32_t feature : ids_) {
    if (slot_[feature] == kNoSlot) {
      slot_[feature] = static_cast<std::uint32_t>(touched_.size());
      touched_.push_back(feature);
      counts_.push_back(0);
    }
    ++counts_[slot_[feature]];
  }
  begin_.assign(touched_.size() + 1, 0);
  for (std::size_t f = 0; f < touched_.size(); ++f) begin_[f + 1] = begin_[f] + counts_[f];
  of_features_.resize(ids_.size());
  std::copy(begin_.begin(), begin_.end() - 1, counts_.begin());
  std::size_t k = 0;
  for (std::size_t sum = 0; sum < ends_.size(); ++sum) {
    for (; k < ends_[sum]; ++k) of_features_[counts_[slot_[ids_[k]]]++] = of_sums_[sum];
  }
}

void Adagrad::step(Embeddings& table, Embeddings& squares, float learning_rate, float scale,
                   Pool& pool) {
  gather();
  pool.for_chunks(touched_.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    thread_local Eigen::RowVectorXf gradient;
    for (std::size_t f = begin; f < end; ++f) {
      gradient.setZero(table.cols());
      for (std::uint32_t k = begin_[f]; k < begin_[f + 1]; ++k) {
        gradient += Eigen::Map<const Eigen::RowVectorXf>(of_features_[k], gradient.size());
      }
      gradient *= scale;
      auto sums = squares.row(touched_[f]);
      sums.array() += gradient.array().square();
      table.row(touched_[f]).array() -=
          learning_rate * gradient.array() * (sums.array() + kLeastSquares).rsqrt();
    }
  });
  for (const std::uint32_t feature : touched_) slot_[feature] = kNoSlot;
  ids_.clear();
  ends_.clear();
  of_sums_.clear();
  touched_.clear();
  counts_.clear();
}

}  // namespace qiao::embed
