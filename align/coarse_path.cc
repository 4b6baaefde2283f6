#include "align/coarse_path.h"

#include <algorithm>

#include "align/dynamic_program.h"

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr int kRadius = 16;  // sentences around a coarser path, at each halving

Embeddings halve(const Embeddings& rows) {
  Embeddings halves((rows.rows() + 1) / 2, rows.cols());
  for (Eigen::Index i = 0; i < halves.rows(); ++i) {
    halves.row(i) = rows.row(2 * i);
    if (2 * i + 1 < rows.rows()) halves.row(i) += rows.row(2 * i + 1);
  }
  return halves;
}

std::vector<Bead> doubled(std::vector<Bead> path, int n, int m) {
  for (Bead& bead : path) {
    bead.source = {2 * bead.source.begin, std::min(n, 2 * bead.source.end)};
    bead.target = {2 * bead.target.begin, std::min(m, 2 * bead.target.end)};
  }
  return path;
}

}  // namespace

std::vector<Bead> coarse_path(const Embeddings& source, const Embeddings& target,
                              const SentenceWitness& witness, embed::Pool& pool,
                              double exact_cells) {
  const auto n = static_cast<int>(source.rows());
  const auto m = static_cast<int>(target.rows());
  Band band;
  if (static_cast<double>(n) * m <= exact_cells || n < 4 || m < 4) {
    band = full_band(n, m);
  } else {
    const Embeddings half_source = halve(source);
    const Embeddings half_target = halve(target);
    const SentenceWitness half_witness(half_source, half_target, pool);
    const std::vector<Bead> path =
        coarse_path(half_source, half_target, half_witness, pool, exact_cells);
    band = band_around(doubled(path, n, m), n, m, kRadius);
  }
  static const std::vector<BeadShape> kShapes = {{1, 1}, {1, 2}, {2, 1}, {1, 0}, {0, 1}};
  return best_path(band, m, kShapes,
                   [&](int i, int j, BeadShape shape) -> double {
                     if (shape.source == 0 || shape.target == 0) return 0;
                     return 0.5 * (shape.source + shape.target) *
                            static_cast<double>(witness(i, j, shape.source, shape.target));
                   })
      .beads;
}

}  // namespace qiao::align
