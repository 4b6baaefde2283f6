#include "text/decimal.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace qiao::text {

Decimal::Decimal(std::string digits, int exponent)
    : digits_(std::move(digits)), exponent_(exponent) {
  digits_.erase(0, std::min(digits_.find_first_not_of('0'), digits_.size()));
  const std::size_t kept = digits_.find_last_not_of('0') + 1;
  exponent_ += static_cast<int>(digits_.size() - kept);
  digits_.resize(kept);
  if (digits_.empty()) exponent_ = 0;
}

Decimal::Decimal(std::int64_t value) : Decimal(std::to_string(value), 0) {}

Decimal Decimal::from_digits(std::string_view whole, std::string_view fraction) {
  return {std::string(whole).append(fraction), -static_cast<int>(fraction.size())};
}

std::int64_t Decimal::small(std::int64_t limit) const {
  if (exponent_ < 0 || digits_.size() + static_cast<std::size_t>(exponent_) > 18) return -1;
  std::int64_t value = 0;
  for (char digit : digits_) value = value * 10 + (digit - '0');
  for (int i = 0; i < exponent_; ++i) value *= 10;
  return value <= limit ? value : -1;
}

Decimal Decimal::shifted(int powers_of_ten) const { return {digits_, exponent_ + powers_of_ten}; }

std::string Decimal::str() const {
  if (is_zero()) return "0";
  if (exponent_ >= 0) return digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
  const auto places = static_cast<std::size_t>(-exponent_);
  if (digits_.size() <= places) return "0." + std::string(places - digits_.size(), '0') + digits_;
  const std::size_t whole = digits_.size() - places;
  return digits_.substr(0, whole) + '.' + digits_.substr(whole);
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int exponent = std::min(a.exponent_, b.exponent_);
  const auto aligned = [&](const Decimal& x) {
    std::string digits =
        x.digits_ + std::string(static_cast<std::size_t>(x.exponent_ - exponent), '0');
    std::reverse(digits.begin(), digits.end());
    return digits;
  };
  const std::string x = aligned(a);
  const std::string y = aligned(b);
  std::string sum;
  int carry = 0;
  for (std::size_t i = 0; i < std::max(x.size(), y.size()) || carry != 0; ++i) {
    carry += (i < x.size() ? x[i] - '0' : 0) + (i < y.size() ? y[i] - '0' : 0);
    sum += static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  std::reverse(sum.begin(), sum.end());
  return {std::move(sum), exponent};
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  // Long multiplication; place i + j of the product gets digit i times digit j.
  std::string product(a.digits_.size() + b.digits_.size(), '0');
  for (std::size_t i = a.digits_.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t j = b.digits_.size(); j-- > 0;) {
      carry += (product[i + j + 1] - '0') + (a.digits_[i] - '0') * (b.digits_[j] - '0');
      product[i + j + 1] = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    product[i] = static_cast<char>('0' + carry);
  }
  return {std::move(product), a.exponent_ + b.exponent_};
}

bool operator<(const Decimal& a, const Decimal& b) {
  if (a.is_zero() || b.is_zero()) return a.is_zero() && !b.is_zero();
  const auto magnitude = [](const Decimal& x) {
    return static_cast<std::ptrdiff_t>(x.digits_.size()) + x.exponent_;
  };
  if (magnitude(a) != magnitude(b)) return magnitude(a) < magnitude(b);
  return a.digits_ < b.digits_;
}

Decimal parse_decimal(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  return Decimal::from_digits(text.substr(0, point),
                              point < text.size() ? text.substr(point + 1) : std::string_view{});
}

}  // namespace qiao::text
