#include "embed/parallel.h"

#include <gmock/gmock.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <string>

namespace qiao::embed {
namespace {

using ::testing::Each;

class PoolTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(PoolTest, CallsEveryChunkOnceAndOfTheGrainAskedFor) {
  Pool pool(GetParam());
  for (const std::size_t n : {0U, 1U, 7U, 8U, 9U, 1000U}) {
    for (const std::size_t grain : {1U, 3U, 8U, 5000U}) {
      std::vector<int> seen(n, 0);
      pool.for_chunks(n, grain, [&](std::size_t begin, std::size_t end) {
        EXPECT_EQ(begin % grain, 0U);
        EXPECT_EQ(end, std::min(begin + grain, n));
        for (std::size_t i = begin; i < end; ++i) ++seen[i];
      });
      EXPECT_THAT(seen, Each(1)) << n << " by " << grain;
    }
  }
}

TEST_P(PoolTest, AGrainOfZeroIsOne) {
  Pool pool(GetParam());
  std::atomic<int> calls = 0;
  pool.for_chunks(5, 0, [&](std::size_t begin, std::size_t end) {
    EXPECT_EQ(end, begin + 1);
    ++calls;
  });
  EXPECT_EQ(calls, 5);
}

TEST_P(PoolTest, AnExceptionComesThroughAfterAllChunksHaveEnded) {
  Pool pool(GetParam());
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> calls = 0;
    try {
      pool.for_chunks(20, 1, [&](std::size_t begin, std::size_t) {
        ++calls;
        if (begin == 7) throw std::runtime_error("seven");
      });
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& e) {
      EXPECT_EQ(std::string(e.what()), "seven");
    }
    EXPECT_EQ(calls, 20);
  }
}

TEST_P(PoolTest, IsReusableAlsoAfterAnException) {
  Pool pool(GetParam());
  EXPECT_THROW(pool.for_chunks(4, 1, [](std::size_t, std::size_t) { throw 1; }), int);
  for (int round = 0; round < 500; ++round) {
    std::vector<long> squares(64);
    pool.for_chunks(squares.size(), 5, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) squares[i] = static_cast<long>(i * i);
    });
    ASSERT_EQ(std::accumulate(squares.begin(), squares.end(), 0L), 85344);
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, PoolTest, ::testing::Values(1U, 2U, 5U));

TEST(PoolSizeTest, IsAtLeastOne) {
  EXPECT_GE(Pool().threads(), 1U);
  EXPECT_EQ(Pool(1).threads(), 1U);
  EXPECT_EQ(Pool(3).threads(), 3U);
}

}  // namespace
}  // namespace qiao::embed
