// The cells of a band, numbered one row after the other: where a table keeps what it says of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "align/band.h"

namespace qiao::align {

class BandCells {
 public:
  explicit BandCells(const Band& band) {
    for (std::size_t k = 0; k < band.begin.size(); ++k) {
      row_origin_.push_back(static_cast<std::ptrdiff_t>(count_) - band.begin[k]);
      count_ += static_cast<std::size_t>(std::max(0, band.end[k] - band.begin[k]));
    }
  }
  std::size_t count() const { return count_; }
  // The number of cell (i, j). Requires that the band holds it.
  std::size_t operator()(int i, int j) const {
    return static_cast<std::size_t>(row_origin_[static_cast<std::size_t>(i)] + j);
  }

 private:
  std::vector<std::ptrdiff_t> row_origin_;  // the number that cell (i, 0) has or would have
  std::size_t count_ = 0;
};

}  // namespace qiao::align
