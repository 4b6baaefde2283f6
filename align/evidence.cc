// Rows of the word witness are made once and used by the beads that begin up to `longest` rows
// before them: a chunk of rows keeps a ring of them. Chunks overlap by a few rows, which are made
// twice.
#include "align/evidence.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace qiao::align {
namespace {

constexpr std::size_t kRowsPerChunk = 64;
constexpr float kSmoothing = 3;  // characters added to both lengths: short lines vary more

class Lengths {
 public:
  Lengths(const std::vector<float>& source, const std::vector<float>& target)
      : source_(cumulate(source)), target_(cumulate(target)) {
    if (source_.back() > 0 && target_.back() > 0) {
      scale_ = std::sqrt(target_.back() / source_.back());
    }
  }
  // Both lengths are brought to a unit between the two scripts, so that smoothing favours neither.
  float log_ratio(int i, int j, int a, int b) const {
    return static_cast<float>(std::log((span(target_, j, b) / scale_ + kSmoothing) /
                                       (span(source_, i, a) * scale_ + kSmoothing)));
  }

 private:
  static std::vector<double> cumulate(const std::vector<float>& lengths) {
    std::vector<double> sums(1, 0);
    for (const float length : lengths) sums.push_back(sums.back() + static_cast<double>(length));
    return sums;
  }
  static double span(const std::vector<double>& sums, int begin, int count) {
    return sums[static_cast<std::size_t>(begin + count)] - sums[static_cast<std::size_t>(begin)];
  }
  std::vector<double> source_, target_;
  double scale_ = 1;
};

}  // namespace

void gather_evidence(BeadTable& table, const Side& source, const Side& target,
                     const SentenceWitness& sentences, const EvidenceOptions& options,
                     embed::Pool& pool) {
  std::optional<WordWitness> words;
  if (!source.sentences.word_ids.empty() && !target.sentences.word_ids.empty()) {
    words.emplace(source, target, options.words, pool);
  }
  const Lengths lengths(source.lengths, target.lengths);
  const Band& band = table.band();
  const int n = table.source_count();
  int longest = 1;
  for (const BeadShape shape : table.shapes()) longest = std::max(longest, shape.source);

  pool.for_chunks(static_cast<std::size_t>(n) + 1, kRowsPerChunk,
                  [&](std::size_t begin, std::size_t end) {
                    std::vector<WordWitness::Row> ring(static_cast<std::size_t>(longest));
                    std::vector<const WordWitness::Row*> rows(ring.size());
                    int made = static_cast<int>(begin);  // rows [.., made) are in the ring
                    for (int i = static_cast<int>(begin); i < static_cast<int>(end); ++i) {
                      for (; words && made < std::min(n, i + longest); ++made) {
                        const auto k = static_cast<std::size_t>(made);
                        words->fill(made, band.begin[k], band.end[k] - 1, ring[k % ring.size()]);
                      }
                      for (int j = band.begin[static_cast<std::size_t>(i)];
                           j < band.end[static_cast<std::size_t>(i)]; ++j) {
                        const std::size_t cell = table.cell(i, j);
                        for (std::size_t s = 0; s < table.shapes().size(); ++s) {
                          const auto [a, b] = table.shapes()[s];
                          // The band rises, so a bead is inside when its far corners are.
                          if (i + a > n || !band.holds(i + a, j) || !band.holds(i, j + b)) continue;
                          if (a == 0 || b == 0) {
                            table.at(cell, s) = 0;
                            continue;
                          }
                          const float log_ratio = lengths.log_ratio(i, j, a, b);
                          float evidence = options.sentence_weight * 0.5F *
                                               static_cast<float>(a + b) * sentences(i, j, a, b) -
                                           options.length_weight * log_ratio * log_ratio;
                          if (words) {
                            for (int x = 0; x < a; ++x) {
                              rows[static_cast<std::size_t>(x)] =
                                  &ring[static_cast<std::size_t>(i + x) % ring.size()];
                            }
                            evidence += options.word_weight * (*words)(rows, i, j, a, b);
                          }
                          // Vectors that overflow tell nothing; the search must still end.
                          if (std::isfinite(evidence)) table.at(cell, s) = evidence;
                        }
                      }
                    }
                  });
}

}  // namespace qiao::align
