#include "cli/numbers.h"

#include <gtest/gtest.h>

namespace qiao::cli {
namespace {

TEST(NumbersTest, NumbersAreGroupedByThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

}  // namespace
}  // namespace qiao::cli
