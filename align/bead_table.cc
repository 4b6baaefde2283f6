#include "align/bead_table.h"

#include <algorithm>
#include <utility>

namespace qiao::align {

BeadTable::BeadTable(Band band, int target_count, std::vector<BeadShape> shapes)
    : band_(std::move(band)),
      target_count_(target_count),
      shapes_(std::move(shapes)),
      cells_(band_) {
  int longest_source = 0;
  for (const BeadShape shape : shapes_) {
    longest_source = std::max(longest_source, shape.source);
    shape_stride_ = std::max(shape_stride_, shape.target + 1);
  }
  shape_numbers_.resize(static_cast<std::size_t>((longest_source + 1) * shape_stride_));
  for (std::size_t s = 0; s < shapes_.size(); ++s) {
    shape_numbers_[static_cast<std::size_t>(shapes_[s].source * shape_stride_ +
                                            shapes_[s].target)] = s;
  }
  values_.assign(cell_count() * shapes_.size(), kImpossible);
}

Path best_path(const BeadTable& table, const std::vector<double>& log_prior) {
  return best_path(table.band(), table.target_count(), table.shapes(),
                   [&](int i, int j, BeadShape shape) {
                     const std::size_t s = table.shape_number(shape);
                     return static_cast<double>(table.at(table.cell(i, j), s)) + log_prior[s];
                   });
}

}  // namespace qiao::align
