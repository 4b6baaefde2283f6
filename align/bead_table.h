// The evidence for every bead that a band allows, gathered once: priors change from pass to pass,
// the evidence does not.
#pragma once

#include <limits>
#include <vector>

#include "align/band_cells.h"
#include "align/dynamic_program.h"

namespace qiao::align {

// A bead that leaves the band or the texts.
inline constexpr float kImpossible = -std::numeric_limits<float>::infinity();

class BeadTable {
 public:
  BeadTable(Band band, int target_count, std::vector<BeadShape> shapes);

  const Band& band() const { return band_; }
  int source_count() const { return band_.source_count(); }
  int target_count() const { return target_count_; }
  const std::vector<BeadShape>& shapes() const { return shapes_; }
  // Which of shapes() a bead has. Requires that it is one of them. O(1).
  std::size_t shape_number(BeadShape shape) const {
    return shape_numbers_[static_cast<std::size_t>(shape.source * shape_stride_ + shape.target)];
  }

  std::size_t cell_count() const { return cells_.count(); }
  // The number of cell (i, j). Requires band().holds(i, j).
  std::size_t cell(int i, int j) const { return cells_(i, j); }

  // Evidence for the bead of shape number `shape` that begins at `cell`; 0 for null beads. That of
  // one shape lies cell by cell: searches go shape by shape along a row.
  float& at(std::size_t cell, std::size_t shape) { return values_[shape * cell_count() + cell]; }
  float at(std::size_t cell, std::size_t shape) const {
    return values_[shape * cell_count() + cell];
  }

 private:
  Band band_;
  int target_count_;
  std::vector<BeadShape> shapes_;
  int shape_stride_ = 1;                    // one more than the most target sentences of a shape
  std::vector<std::size_t> shape_numbers_;  // by source * shape_stride_ + target
  BandCells cells_;
  std::vector<float> values_;
};

// The path whose evidence and log priors (one for each shape) add up to most.
Path best_path(const BeadTable& table, const std::vector<double>& log_prior);

}  // namespace qiao::align
