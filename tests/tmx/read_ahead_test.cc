#include "tmx/read_ahead.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "tests/tmx/support.h"

namespace qiao::tmx {
namespace {

using ::testing::ThrowsMessage;

// `count` numbered units, the German side `length` letters longer; then, if asked, a failure.
class Numbers : public UnitSource {
 public:
  Numbers(std::size_t count, std::size_t length, bool fails = false)
      : count_(count), length_(length), fails_(fails) {}

  bool next(TranslationUnit& unit) override {
    if (given_ == count_) {
      if (fails_) throw std::runtime_error("cut off");
      return false;
    }
    unit = numbered(given_++, length_);
    return true;
  }
  const Header& header() const override { return header_; }
  std::size_t skipped_units() const override { return count_ - given_; }

  static TranslationUnit numbered(std::size_t i, std::size_t length) {
    return pair_unit(std::to_string(i), std::to_string(i) + std::string(length, 'x'));
  }

 private:
  std::size_t count_;
  std::size_t length_;
  bool fails_;
  std::size_t given_ = 0;
  Header header_;
};

TEST(ReadAheadTest, GivesEveryUnitInOrder) {
  // About batches of 256 units, and of 256 KiB.
  for (const auto& [count, length] : {std::pair<std::size_t, std::size_t>{0, 0},
                                      {1, 0},
                                      {255, 5},
                                      {256, 5},
                                      {257, 5},
                                      {5000, 5},
                                      {300, 100000},
                                      {7, 300000}}) {
    SCOPED_TRACE(count);
    Numbers numbers(count, length);
    ReadAhead ahead(numbers);
    TranslationUnit unit;
    std::size_t i = 0;
    for (; ahead.next(unit); ++i) ASSERT_EQ(unit, Numbers::numbered(i, length));
    EXPECT_EQ(i, count);
    EXPECT_FALSE(ahead.next(unit));
    EXPECT_EQ(ahead.skipped_units(), 0);
  }
}

TEST(ReadAheadTest, AFailureComesAfterTheUnitsBeforeIt) {
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{3}, std::size_t{256}, std::size_t{1000}}) {
    SCOPED_TRACE(count);
    Numbers numbers(count, 5, true);
    ReadAhead ahead(numbers);
    TranslationUnit unit;
    for (std::size_t i = 0; i < count; ++i) ASSERT_TRUE(ahead.next(unit));
    EXPECT_THAT([&] { ahead.next(unit); }, ThrowsMessage<std::runtime_error>("cut off"));
  }
}

TEST(ReadAheadTest, MayBeLeftEarlyAndReadsOnlyALittleAhead) {
  Numbers numbers(1000000, 5);
  {
    ReadAhead ahead(numbers);
    TranslationUnit unit;
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(ahead.next(unit));
  }
  EXPECT_GE(numbers.skipped_units(), 1000000u - 4 * 256);
}

}  // namespace
}  // namespace qiao::tmx
