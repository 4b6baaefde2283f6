#include "cli/numbers.h"

#include <cmath>

namespace qiao::cli {

double four_decimals(double x) { return std::round(x * 1e4) / 1e4; }

std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string grouped(std::size_t number) { return grouped(std::to_string(number)); }

}  // namespace qiao::cli
