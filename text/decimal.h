// Exact decimal numbers of any size, never negative: what figures are counted in, since floats
// would make 3.5億 and 350 Millionen differ.
//
//   value = digits * 10^exponent
//
// kept without leading and trailing zeros, so equal numbers have equal parts. Zero has no digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qiao::text {

class Decimal {
 public:
  Decimal() = default;
  explicit Decimal(std::int64_t value);  // Requires value >= 0.

  // "12", "5" is 12.5. ASCII digits only; either may be empty.
  static Decimal from_digits(std::string_view whole, std::string_view fraction = {});

  bool is_zero() const { return digits_.empty(); }
  bool is_whole() const { return exponent_ >= 0; }
  int exponent() const { return exponent_; }
  // The value when it is whole and at most `limit`, else -1.
  std::int64_t small(std::int64_t limit) const;

  Decimal shifted(int powers_of_ten) const;
  // "12.5", "0.3", "4000000000000".
  std::string str() const;

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend bool operator<(const Decimal& a, const Decimal& b);

 private:
  Decimal(std::string digits, int exponent);  // brings both into form

  std::string digits_;
  int exponent_ = 0;
};

// The reading of Decimal::str(): the inverse of it.
Decimal parse_decimal(std::string_view text);

}  // namespace qiao::text
