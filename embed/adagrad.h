// One step of Adagrad (Duchi, Hazan & Singer, JMLR 2011) on the rows of a table that sums were made
// of: a feature's gradient is the sum of those of the sums that it belongs to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embed/embeddings.h"
#include "embed/parallel.h"

namespace qiao::embed {

class Adagrad {
 public:
  // rows: of the table
  explicit Adagrad(std::size_t rows);

  // A sum of these features' rows, with the gradient of the loss by it: as many floats as the table
  // has columns, lent until step().
  void add(std::span<const std::uint32_t> features, const float* gradient);

  // Moves every row that add() named by -learning_rate * g / sqrt(squares), with g `scale` times
  // its gradient and `squares` the sums of g^2, this one included; then forgets what was added.
  // Sums run in the order of add(), so the number of threads changes nothing. O(features d).
  void step(Embeddings& table, Embeddings& squares, float learning_rate, float scale, Pool& pool);

 private:
  static constexpr std::uint32_t kNoSlot = ~0U;

  // Lists the gradients of each feature: a counting sort.
  void gather();

  std::vector<std::uint32_t> ids_;      // features of all sums, back to back
  std::vector<std::uint32_t> ends_;     // of each sum's features
  std::vector<const float*> of_sums_;   // gradients, one a sum
  std::vector<std::uint32_t> slot_;     // row of the table -> touched_; kNoSlot between steps
  std::vector<std::uint32_t> touched_;  // rows of the table
  std::vector<std::uint32_t> counts_, begin_;
  std::vector<const float*> of_features_;  // of touched_[f]: [begin_[f], begin_[f + 1])
};

}  // namespace qiao::embed
