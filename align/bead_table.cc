#include "align/bead_table.h"

#include <algorithm>
#include <utility>

namespace qiao::align {

BeadTable::BeadTable(Band band, int target_count, std::vector<BeadShape> shapes)
    : band_(std::move(band)),
      target_count_(target_count),
      shapes_(std::move(shapes)),
      cells_(band_) {
  values_.assign(cell_count() * shapes_.size(), kImpossible);
}

Path best_path(const BeadTable& table, const std::vector<double>& log_prior) {
  const auto& shapes = table.shapes();
  return best_path(table.band(), table.target_count(), shapes, [&](int i, int j, BeadShape shape) {
    const auto s =
        static_cast<std::size_t>(std::find(shapes.begin(), shapes.end(), shape) - shapes.begin());
    return static_cast<double>(table.at(table.cell(i, j), s)) + log_prior[s];
  });
}

}  // namespace qiao::align
