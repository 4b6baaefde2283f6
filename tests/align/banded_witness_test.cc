#include "align/banded_witness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace qiao::align {
namespace {

using embed::Embeddings;

Embeddings random_rows(int count, std::mt19937_64& random) {
  std::normal_distribution<float> normal(0.2F, 1);
  Embeddings rows(count, 24);
  for (Eigen::Index k = 0; k < rows.size(); ++k) rows.data()[k] = normal(random);
  return rows;
}

// A path of 1-1 beads and of gaps, so that the band has corners.
std::vector<Bead> random_path(int n, int m, std::mt19937_64& random) {
  std::vector<Bead> path;
  for (int i = 0, j = 0; i < n || j < m;) {
    const int a = std::min(n - i, static_cast<int>(random() % 3));
    const int b = std::min(m - j, static_cast<int>(random() % 3));
    if (a + b == 0) continue;
    path.push_back({.source = {i, i + a}, .target = {j, j + b}});
    i += a;
    j += b;
  }
  return path;
}

TEST(BandedWitnessTest, SaysOfEveryBeadInTheBandWhatTheWitnessSays) {
  std::mt19937_64 random(5);
  embed::Pool pool(2);
  for (int round = 0; round < 20; ++round) {
    const int n = 1 + static_cast<int>(random() % 90);
    const int m = 1 + static_cast<int>(random() % 90);
    const int longest = 1 + round % 4;
    Embeddings source = random_rows(n, random);
    const Embeddings target = random_rows(m, random);
    source.row(n / 2).setZero();  // a sentence without a known word
    const SentenceWitness witness(source, target, pool);
    const Band band =
        round % 2 == 0 ? full_band(n, m) : band_around(random_path(n, m, random), n, m, round % 5);
    const BandedWitness banded(witness, band, longest, pool);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < m; ++j) {
        for (int a = 1; a <= std::min(longest, n - i); ++a) {
          for (int b = 1; b <= std::min(longest, m - j); ++b) {
            if (!band.holds(i, j) || !band.holds(i + a, j + b)) continue;
            ASSERT_NEAR(banded(i, j, a, b), witness(i, j, a, b), 1e-4F)
                << n << " x " << m << ": " << a << "-" << b << " at " << i << ", " << j;
          }
        }
      }
    }
  }
}

TEST(BandedWitnessTest, IsTheSameForAnyNumberOfThreads) {
  std::mt19937_64 random(6);
  const Embeddings source = random_rows(150, random);
  const Embeddings target = random_rows(140, random);
  embed::Pool one(1), three(3);
  const SentenceWitness witness(source, target, one);
  const Band band = full_band(150, 140);
  const BandedWitness alone(witness, band, 2, one);
  const BandedWitness together(witness, band, 2, three);
  for (int i = 0; i + 2 <= 150; ++i) {
    for (int j = 0; j + 2 <= 140; ++j) ASSERT_EQ(alone(i, j, 2, 2), together(i, j, 2, 2));
  }
}

}  // namespace
}  // namespace qiao::align
