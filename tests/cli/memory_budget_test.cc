#include "cli/memory_budget.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/variables_map.hpp>
#include <string>
#include <thread>
#include <vector>

namespace qiao::cli {
namespace {

// A limit as the command line says it, of which 100 bytes are held.
class MemoryBudgetTest : public ::testing::Test {
 protected:
  MemoryBudgetTest() {
    po::options_description options;
    limit_.add_option(options);
    po::variables_map values;
    po::store(po::command_line_parser(std::vector<std::string>{"--max-memory", "1000"})
                  .options(options)
                  .run(),
              values);
    po::notify(values);
    budget_.hold(100, "all of it takes");
  }
  MemoryLimit limit_;
  MemoryBudget budget_{limit_};
};

std::string refusal(MemoryBudget& budget, std::uint64_t bytes) {
  try {
    const auto share = budget.take(bytes, "this takes");
  } catch (const MemoryError& error) {
    return error.what();
  }
  return "";
}

TEST_F(MemoryBudgetTest, WhatWouldNotFitAloneIsRefused) {
  EXPECT_EQ(refusal(budget_, 900), "");
  EXPECT_EQ(refusal(budget_, 901),
            "this takes 1K of memory, more than --max-memory 1000; allow more, or align chapter by "
            "chapter");
  EXPECT_THROW(budget_.hold(1001, "all of it takes"), MemoryError);
}

TEST_F(MemoryBudgetTest, AShareGrowsWhereThereIsRoomNow) {
  auto large = budget_.take(500, "this takes");
  auto small = budget_.take(200, "this takes");
  EXPECT_TRUE(small.grow(400, "this takes"));
  EXPECT_FALSE(small.grow(401, "this takes"));
  EXPECT_TRUE(small.grow(100, "this takes"));  // it has more
  large = {};
  EXPECT_TRUE(small.grow(900, "this takes"));
  EXPECT_THROW(small.grow(901, "this takes"), MemoryError);
}

TEST_F(MemoryBudgetTest, ManyThreadsNeverHaveMoreThanThereIs) {
  std::atomic<std::uint64_t> taken{0}, most{0};
  std::vector<std::thread> threads;
  for (std::uint64_t k = 1; k <= 8; ++k) {
    threads.emplace_back([&, k] {
      for (int round = 0; round < 100; ++round) {
        const std::uint64_t bytes = 100 * k;
        const auto share = budget_.take(bytes, "this takes");
        const std::uint64_t now = taken += bytes;
        for (std::uint64_t seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        taken -= bytes;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, 900U);
  EXPECT_EQ(taken, 0U);
}

TEST(UnlimitedMemoryTest, EveryShareIsThereAtOnce) {
  const MemoryLimit none;
  MemoryBudget budget(none);
  budget.hold(~std::uint64_t{0}, "all of it takes");
  auto first = budget.take(~std::uint64_t{0}, "this takes");
  auto second = budget.take(~std::uint64_t{0}, "this takes");
  EXPECT_TRUE(second.grow(~std::uint64_t{0}, "this takes"));
}

}  // namespace
}  // namespace qiao::cli
