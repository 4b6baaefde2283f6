#include "align/coarse_path.h"

#include <algorithm>
#include <utility>

#include "align/banded_witness.h"
#include "align/bead_table.h"
#include "align/dynamic_program.h"

namespace qiao::align {
namespace {

using embed::Embeddings;

constexpr int kRadius = 16;             // sentences around a coarser path, at each halving
constexpr double kHalvesWhole = 1.5e5;  // cells: halves are searched whole up to there

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

// Null beads score 0 in any order, and the search would take all of one side before all of the
// other: around a corner. The band shall follow the diagonal of the gap instead, where anything
// missed is; or as near to it as `walls` allow, unless they are empty.
void straighten_null_runs(std::vector<Bead>& path, const Band& walls) {
  const auto open = [&](int i, int j) { return walls.begin.empty() || walls.holds(i, j); };
  for (std::size_t begin = 0; begin < path.size();) {
    std::size_t end = begin;
    while (end < path.size() && path[end].is_null()) ++end;
    if (begin == end) {
      ++begin;
      continue;
    }
    int i = path[begin].source.begin;
    int j = path[begin].target.begin;
    const long dropped = path[end - 1].source.end - i;
    const long added = path[end - 1].target.end - j;
    long x = 0;
    long y = 0;
    for (; begin < end; ++begin) {
      // The next step is the one whose middle comes first on the way.
      const bool next = (2 * x + 1) * added <= (2 * y + 1) * dropped;
      const bool drop = y == added || (x < dropped && (next ? open(i + 1, j) : !open(i, j + 1)));
      const int i_end = i + (drop ? 1 : 0);
      const int j_end = j + (drop ? 0 : 1);
      path[begin] = {.source = {i, i_end},
                     .target = {j, j_end},
                     .status = drop ? Status::kDropped : Status::kAdded};
      ++(drop ? x : y);
      i = i_end;
      j = j_end;
    }
  }
}

// A corridor for the halves of texts of n and m sentences. Where it is narrow a coarser path may
// miss it by one.
Band halve(const Band& corridor, int m) {
  if (corridor.begin.empty()) return {};
  const int n = corridor.source_count();
  Band halves;
  for (int i = 0; i <= (n + 1) / 2; ++i) {
    const auto first = static_cast<std::size_t>(std::max(0, 2 * i - 1));
    const auto last = static_cast<std::size_t>(std::min(n, 2 * i + 1));
    halves.begin.push_back(corridor.begin[first] / 2);
    halves.end.push_back(std::min((m + 1) / 2, corridor.end[last] / 2) + 1);
  }
  return halves;
}

Band within(const Band& corridor, Band band, int m) {
  return corridor.begin.empty() ? band : common(band, corridor, m);
}

const std::vector<BeadShape>& shapes() {
  static const std::vector<BeadShape> kShapes = {{1, 1}, {1, 2}, {2, 1}, {1, 0}, {0, 1}};
  return kShapes;
}

constexpr int kLongest = 2;  // sentences on one side of a shape
constexpr std::size_t kRowsPerChunk = 64;

// What the witness says of every bead in the band, for each of its sentences; nulls are worth 0.
BeadTable weigh(const SentenceWitness& witness, Band band, int m, embed::Pool& pool) {
  const BandedWitness banded(witness, band, kLongest, pool);
  BeadTable table(std::move(band), m, shapes());
  const int n = table.source_count();
  pool.for_chunks(
      static_cast<std::size_t>(n) + 1, kRowsPerChunk, [&](std::size_t begin, std::size_t end) {
        for (auto i = static_cast<int>(begin); i < static_cast<int>(end); ++i) {
          for (std::size_t s = 0; s < shapes().size(); ++s) {
            const auto [a, b] = shapes()[s];
            if (i + a > n) continue;
            const SentenceSpan begins = starts(table.band(), i, shapes()[s]);
            for (int j = begins.begin; j < begins.end; ++j) {
              table.at(table.cell(i, j), s) =
                  a == 0 || b == 0 ? 0 : 0.5F * static_cast<float>(a + b) * banded(i, j, a, b);
            }
          }
        }
      });
  return table;
}

}  // namespace

std::vector<Bead> coarse_path(const Embeddings& source, const Embeddings& target,
                              const SentenceWitness& witness, embed::Pool& pool,
                              const Band& corridor, double exact_cells) {
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
        coarse_path(half_source, half_target, half_witness, pool, halve(corridor, m),
                    std::min(exact_cells, kHalvesWhole));
    band = band_around(doubled(path, n, m), n, m, kRadius);
  }
  band = within(corridor, std::move(band), m);
  const BeadTable table = weigh(witness, std::move(band), m, pool);
  std::vector<Bead> path = best_path(table, std::vector<double>(shapes().size(), 0)).beads;
  straighten_null_runs(path, corridor.begin.empty() ? Band() : table.band());
  return path;
}

Band coarse_band(const std::vector<Bead>& coarse_path, int n, int m, const SentenceWitness& witness,
                 const CoarseBandOptions& options, embed::Pool& pool, const Band& corridor) {
  const double cells = static_cast<double>(n) * m;
  const Band around = cells > options.whole_below ? band_around(coarse_path, n, m, options.radius)
                                                  : full_band(n, m);
  const BeadTable table = weigh(witness, within(corridor, around, m), m, pool);
  const auto scorer = [&](int i, int j, BeadShape shape) {
    return static_cast<double>(table.at(table.cell(i, j), table.shape_number(shape)));
  };
  return near_best(table.band(), m, shapes(), scorer,
                   cells > kExactCells ? options.slack : options.slack_exact, pool);
}

}  // namespace qiao::align
