#include "tmx/date.h"

#include <gtest/gtest.h>

namespace qiao::tmx {
namespace {

TEST(DateTest, IsWrittenInUtcWithoutSeparators) {
  EXPECT_EQ(format_date(0), "19700101T000000Z");
  EXPECT_EQ(format_date(951782399), "20000228T235959Z");
  EXPECT_EQ(format_date(951782400), "20000229T000000Z");  // a leap year although a century
}

TEST(DateTest, ReadsWhatItWrites) {
  for (const UnixSeconds time : {0LL, 951782400LL, 1741685400LL, 4102444799LL, -1LL}) {
    EXPECT_EQ(parse_date(format_date(time)), time);
  }
}

TEST(DateTest, AnythingElseIsNoDate) {
  for (const char* text : {"", "2025-03-11T09:30:00Z", "20250311T093000", "20250311 093000Z",
                           "20251311T093000Z", "20250229T093000Z", "20250311T243000Z",
                           "20250311T096000Z", "2025031xT093000Z", "20250311T093000Z "}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

}  // namespace
}  // namespace qiao::tmx
