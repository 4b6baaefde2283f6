// Tables of made-up evidence, for tests of what is computed from them.
#pragma once

#include <random>
#include <vector>

#include "align/bead_table.h"

namespace qiao::align {

// Every bead of n x m with the evidence that evidence_of(i, j, shape) has for it, null beads with
// 0.
template <class EvidenceOf>
BeadTable made_table(int n, int m, const std::vector<BeadShape>& shapes,
                     const EvidenceOf& evidence_of) {
  BeadTable table(full_band(n, m), m, shapes);
  for (int i = 0; i <= n; ++i) {
    for (int j = 0; j <= m; ++j) {
      for (std::size_t s = 0; s < shapes.size(); ++s) {
        if (i + shapes[s].source > n || j + shapes[s].target > m) continue;
        const bool null = shapes[s].source == 0 || shapes[s].target == 0;
        const float evidence = evidence_of(i, j, shapes[s]);
        table.at(table.cell(i, j), s) = null ? 0 : evidence;
      }
    }
  }
  return table;
}

// Evidence within [-3, 3) for every bead of n x m, 0 for null beads.
inline BeadTable random_table(std::mt19937_64& random, int n, int m,
                              const std::vector<BeadShape>& shapes) {
  return made_table(n, m, shapes, [&](int, int, BeadShape) {
    return static_cast<float>(random() >> 40) * 0x1p-24F * 6 - 3;
  });
}

// Lends both.
inline BeadScorer scorer_of(const BeadTable& table, const std::vector<double>& log_prior) {
  return [&table, &log_prior](int i, int j, BeadShape shape) {
    const std::size_t s = table.shape_number(shape);
    return static_cast<double>(table.at(table.cell(i, j), s)) + log_prior[s];
  };
}

}  // namespace qiao::align
